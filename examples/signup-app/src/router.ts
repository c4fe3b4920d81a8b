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
/** What has been done, told on the page that comes next. */
const done = store("");
let arriving = "";

addEventListener("hashchange", arrive);

function arrive(): void {
  done.set(arriving);
  arriving = "";
  route.set(read());
}

interface Going {
  /** What to tell there. */
  told?: string;
  /** Leaves no way back to this page. */
  replace?: boolean;
  state?: unknown;
}

/** Goes to a page. A link needs no more than `href="#/login"`. */
export function go(path: string, { told = "", replace = false, state = null }: Going = {}): void {
  arriving = told;
  history[replace ? "replaceState" : "pushState"](state, "", `${location.pathname}#${path}`);
  arrive();
}

/** Tells what has been done, until the next page is shown. */
export const tell = done.set;
export const useTold = () => useStore(done);
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
