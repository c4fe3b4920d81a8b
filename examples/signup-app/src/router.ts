// The path of a page comes after the `#` of the address. Browsers never send that part to a server, so a token in a
// link stays secret.

import { useEffect, useState } from "react";

import { store, useStore } from "./store.ts";

export interface Route {
  /** The path of the page, such as `/login`. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** The state from `go`. It survives a reload, and a link cannot set it. */
  readonly state: unknown;
}

/** The query parameter that opens the page `/callback`. A redirect URI cannot have the path of a page after `#`. */
export const CALLBACK = "callback";

function read(): Route {
  const [path = "", query] = location.hash.slice(1).split("?");
  const back = new URLSearchParams(location.search).has(CALLBACK);
  return { path: path || (back ? `/${CALLBACK}` : "/"), query: new URLSearchParams(query), state: history.state };
}

const route = store(read());
/** A message above the page: success, information or error. */
export interface Notice {
  kind: "success" | "info" | "error";
  text: string;
}

const notice = store<Notice | undefined>(undefined);
let arriving: Notice | undefined;

addEventListener("hashchange", arrive);

function arrive(): void {
  notice.set(arriving);
  arriving = undefined;
  route.set(read());
}

interface Going {
  /** A message to show on the new page. */
  notice?: Notice | undefined;
  /** Whether the new page replaces the current page in the history. */
  replace?: boolean;
  state?: unknown;
}

/** Goes to a page. A link does not need this function: `href="#/login"` is enough. */
export function go(path: string, { notice, replace = false, state = null }: Going = {}): void {
  arriving = notice;
  history[replace ? "replaceState" : "pushState"](state, "", `${location.pathname}#${path}`);
  arrive();
}

export const success = (text: string): Notice => ({ kind: "success", text });
export const info = (text: string): Notice => ({ kind: "info", text });
export const failure = (text: string): Notice => ({ kind: "error", text });
/** Shows a message until the next page; `undefined` removes the current message. */
export const notify = notice.set;
export const useNotice = () => useStore(notice);
export const useRoute = () => useStore(route);

/** Returns `parameter` (the last part of the path, such as a token), and removes this part from the address. */
export function useSecret(parameter: string, page: string): string {
  const [secret, keep] = useState(parameter);
  if (parameter && parameter !== secret) keep(parameter);
  useEffect(() => {
    const { query } = read();
    if (parameter) go(query.size > 0 ? `${page}?${query}` : page, { replace: true });
  }, [parameter, page]);
  return parameter || secret;
}
