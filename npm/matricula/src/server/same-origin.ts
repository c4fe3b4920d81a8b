// Whether a request comes from a page of the same site.

import type { IncomingRequest } from "./server-types.js";

/**
 * Whether a request comes from a page of this origin. Ask this before a request changes something, where the framework
 * does not check it: the browser sends cookies along with requests of other pages, too. If the browser does not say where
 * a request comes from, it is enough that the request can only read.
 */
export function isSameOrigin(request: IncomingRequest): boolean {
  try {
    const headers = new Headers(request.headers as HeadersInit);
    const site = headers.get("sec-fetch-site");
    if (site) return site === "same-origin" || site === "none";
    const origin = headers.get("origin");
    if (!origin) return ["GET", "HEAD", "OPTIONS"].includes(`${request.method}`);
    return new URL(origin).host === headers.get("host");
  } catch {
    // The origin is `null` in a page without one.
    return false;
  }
}
