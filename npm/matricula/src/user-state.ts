// A store with the user of a session, for the hooks of the frameworks. Each session has one store.

import type { FusioClient } from "./generated/fusio.js";
import type { FusionAuthClient } from "./generated/fusionauth.js";
import type { Session } from "./session.js";
import type { SessionEvent, SessionUser, UserState } from "./session-types.js";

interface UserStore<U> {
  get(): UserState<U>;
  getServer(): UserState<U>;
  subscribe(run: (state: UserState<U>) => void): () => void;
}

const LOADING = { status: "loading" } as const;
const SIGNED_OUT = { status: "signed_out" } as const;
const EVENTS: SessionEvent["type"][] = ["ready", "signed_in", "signed_out", "token_refreshed", "user_loaded"];
const stores = new WeakMap<object, UserStore<any>>();

/** The store of this session. It follows the session only while it has subscribers. */
export function userState<C extends FusioClient | FusionAuthClient<any, any>>(
  session: Session<C>,
): UserStore<SessionUser<C>> {
  const store = stores.get(session) ?? make(session);
  stores.set(session, store);
  return store;
}

function make(session: Session<any>): UserStore<any> {
  let state: UserState<any> | undefined;
  let asked = 0;
  let ends: (() => void)[] = [];
  const subscribers = new Set<(state: UserState<any>) => void>();

  const without = () => (session.state.get().status === "signed_out" ? SIGNED_OUT : LOADING);
  const get = () => (state ??= without());
  const become = (next: UserState<any>) => {
    if (next === state) return;
    state = next;
    for (const run of [...subscribers]) run(next);
  };
  const ask = () => {
    const now = ++asked;
    if (session.state.get().status !== "signed_in") return become(without());
    // Drops the result of an earlier request: it may be about the previous user.
    const then = (next: UserState<any>) => now === asked && become(next);
    session.user().then(
      (user) => (state as { user?: unknown } | undefined)?.user !== user && then({ status: "ready", user }),
      (error) => then({ status: "failed", error }),
    );
  };
  return {
    get,
    getServer: () => LOADING,
    subscribe(run) {
      const subscriber: typeof run = (next) => run(next);
      subscribers.add(subscriber);
      if (subscribers.size === 1) {
        const follow = (type: SessionEvent["type"]) =>
          session.on(type, () => {
            // No component may show the previous user, not even for a moment.
            if (type === "signed_in") become(LOADING);
            ask();
          });
        ends = EVENTS.map(follow);
        state = without();
        ask();
      }
      run(get());
      return () => {
        if (!subscribers.delete(subscriber) || subscribers.size) return;
        for (const end of ends) end();
        state = undefined;
        asked += 1;
      };
    },
  };
}
