// The page is named after the `#` of the address. What is there reaches no server, so neither does a mailed token.

import { useEffect, useState } from "react";

import { store, useStore } from "./store.ts";

export interface Route {
  /** Such as `/login`. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** What `go` was given. It survives a reload, and nobody can put it into a link. */
  readonly state: unknown;
}

/** Where a provider sends the browser back to: the app itself, for what follows `#` would be lost. */
export const CALLBACK = "callback";

function read(): Route {
  const [path = "", query] = location.hash.slice(1).split("?");
  const back = new URLSearchParams(location.search).has(CALLBACK);
  return { path: path || (back ? `/${CALLBACK}` : "/"), query: new URLSearchParams(query), state: history.state };
}

const route = store(read());
/** A message above the page: what was done, what there is to know, or what has failed. */
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
  /** A message to show there. */
  notice?: Notice | undefined;
  /** Leaves no way back to this page. */
  replace?: boolean;
  state?: unknown;
}

/** Goes to a page. A link needs no more than `href="#/login"`. */
export function go(path: string, { notice, replace = false, state = null }: Going = {}): void {
  arriving = notice;
  history[replace ? "replaceState" : "pushState"](state, "", `${location.pathname}#${path}`);
  arrive();
}

export const success = (text: string): Notice => ({ kind: "success", text });
export const info = (text: string): Notice => ({ kind: "info", text });
export const failure = (text: string): Notice => ({ kind: "error", text });
/** Shows a message until the next page; without one, removes the message. */
export const notify = notice.set;
export const useNotice = () => useStore(notice);
export const useRoute = () => useStore(route);

/** The last part of the address, such as a token, which does not stay there: `page` does. */
export function useSecret(parameter: string, page: string): string {
  const [secret, keep] = useState(parameter);
  if (parameter && parameter !== secret) keep(parameter);
  useEffect(() => {
    const { query } = read();
    if (parameter) go(query.size > 0 ? `${page}?${query}` : page, { replace: true });
  }, [parameter, page]);
  return parameter || secret;
}
