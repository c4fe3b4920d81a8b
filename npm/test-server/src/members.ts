// The members of `TestServer` that need only its addresses and `fetch`; most of them call the control API.

import type { TestServer } from "./interface.js";

/** How long the server may take to answer, in milliseconds. */
const PATIENCE = 10_000;

type Members =
  | "url"
  | "controlUrl"
  | "fetch"
  | "control"
  | "tell"
  | "outbox"
  | "requests"
  | "webhooks"
  | "reset"
  | "advance"
  | "settings"
  | "fault"
  | "snapshot"
  | "restore";

/** Makes these members for the server at `url`. All their requests go through `fetch`. */
export function members(url: string, controlUrl: string, fetch: typeof globalThis.fetch): Pick<TestServer, Members> {
  async function control<T>(method: string, path: string, body?: object): Promise<T> {
    const init: RequestInit = { method, signal: AbortSignal.timeout(PATIENCE) };
    if (body) init.body = JSON.stringify(body);
    const answer = await fetch(controlUrl + path, init);
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return JSON.parse(text || "null") ?? undefined;
  }

  return {
    url,
    controlUrl,
    fetch,
    control,
    tell: control,
    outbox: (to) => control("GET", `/outbox${to === undefined ? "" : `?to=${encodeURIComponent(to)}`}`),
    requests: () => control("GET", "/requests"),
    webhooks: () => control("GET", "/webhooks"),
    reset: () => control("POST", "/reset"),
    async advance(seconds) {
      await control("POST", "/clock", { advance_seconds: seconds });
    },
    settings: (patch) => control("PATCH", "/settings", patch),
    fault: (fault) => control("POST", "/faults", fault),
    snapshot: () => control("POST", "/snapshot"),
    restore: (snapshot) => control("POST", "/restore", snapshot),
  };
}
