// Whether a request comes from a page of the same origin.

import type { IncomingRequest } from "./server-types.js";

/**
 * Whether a request comes from a page of this origin, or from the user, for example from a typed address. Check this
 * before a request changes something, unless the framework checks it: the browser may send the cookies with requests of
 * pages of other origins, too. If the browser does not say where a request comes from, the result is true only for a
 * request that reads (`GET`, `HEAD` or `OPTIONS`).
 */
export function isSameOrigin(request: IncomingRequest): boolean {
  try {
    const { headers, method } = request as { headers: any; method: string };
    const get = (name: string): string | undefined => headers.get?.(name) ?? headers[name];
    const site = get("sec-fetch-site");
    if (site) return /^(same-origin|none)$/.test(site);
    const origin = get("origin");
    if (!origin) return /^(GET|HEAD|OPTIONS)$/.test(method);
    // A request over HTTP/2 usually has `:authority` instead of `Host`.
    return new URL(origin).host === (get("host") ?? headers[":authority"]);
  } catch {
    // A page without an origin sends the text `null`, which is not a URL.
    return false;
  }
}
