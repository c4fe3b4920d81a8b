// The state of a session, its subscribers, and the listeners to its events.

import { notify } from "./notify.js";
import type { SessionEvent, SessionState, SessionStore, SignOutReason } from "./session-types.js";

/** The state before the storage is read. A server renders this state, so hydration must start with it, too. */
const LOADING: SessionState = { status: "loading" };

export class Listeners {
  #state = LOADING;
  readonly #subscribers = new Set<(state: SessionState) => void>();
  readonly #listeners = new Set<{ type: SessionEvent["type"]; listener: (event: never) => void }>();

  /** The state, as users of the package see it. */
  readonly store: SessionStore = {
    get: () => this.#state,
    getServer: () => LOADING,
    subscribe: (run) => {
      // A new function, because the same `run` may subscribe twice.
      const subscriber = (state: SessionState) => run(state);
      this.#subscribers.add(subscriber);
      notify(subscriber, this.#state);
      return () => this.#subscribers.delete(subscriber);
    },
  };

  on(type: SessionEvent["type"], listener: (event: never) => void, signal: AbortSignal | undefined): () => void {
    const entry = { type, listener };
    const off = () => {
      signal?.removeEventListener("abort", off);
      this.#listeners.delete(entry);
    };
    if (!signal?.aborted) this.#listeners.add(entry);
    signal?.addEventListener("abort", off);
    return off;
  }

  /**
   * Sets the state and calls the subscribers. Loops over a copy, as `happened` does: the loop does not call a
   * subscriber that is added meanwhile, and no longer calls a subscriber that is removed meanwhile.
   */
  changed(state: SessionState): void {
    this.#state = state;
    for (const subscriber of [...this.#subscribers]) {
      if (this.#subscribers.has(subscriber)) notify(subscriber, state);
    }
  }

  /** Reports an event, after the new state if there is one. */
  happened(event: SessionEvent, state?: SessionState): void {
    if (state) this.changed(state);
    for (const entry of [...this.#listeners]) {
      if (entry.type === event.type && this.#listeners.has(entry)) notify(entry.listener, event as never);
    }
  }

  /**
   * Takes the state that was read again from the storage. A new state usually comes from another tab or process. If
   * nobody is signed in any more, `reason` says why.
   */
  reread(state: SessionState, reason: SignOutReason = "elsewhere"): void {
    const before = this.#state;
    if (JSON.stringify(state) === JSON.stringify(before)) return;
    const wasSignedIn = before.status === "signed_in";
    if (state.status === "signed_in") {
      const isSameUser = wasSignedIn && before.claims?.sub === state.claims?.sub;
      this.happened({ type: isSameUser ? "token_refreshed" : "signed_in", origin: "elsewhere" }, state);
    } else if (wasSignedIn) {
      this.happened({ type: "signed_out", reason }, { status: "signed_out", reason });
    }
  }

  clear(): void {
    this.#subscribers.clear();
    this.#listeners.clear();
  }
}
