// The state of a session, and who is told of it and of what happens.

import { notify } from "./notify.js";
import type { SessionEvent, SessionState, SessionStore } from "./session-types.js";

/** The state before anything is known; what a server renders, and so the page that takes over from it. */
const LOADING: SessionState = { status: "loading" };

export class Listeners {
  #state = LOADING;
  readonly #subscribers = new Set<(state: SessionState) => void>();
  readonly #listeners = new Set<{ type: SessionEvent["type"]; listener: (event: never) => void }>();

  /** The state, for users. */
  readonly store: SessionStore = {
    get: () => this.#state,
    getServer: () => LOADING,
    subscribe: (run) => {
      // A function of its own: the same one may subscribe twice.
      const subscriber = (state: SessionState) => run(state);
      this.#subscribers.add(subscriber);
      notify(subscriber, this.#state);
      return () => this.#subscribers.delete(subscriber);
    },
  };

  on(type: SessionEvent["type"], listener: (event: never) => void, signal: AbortSignal | undefined): () => void {
    const entry = { type, listener };
    const off = () => this.#listeners.delete(entry);
    if (!signal?.aborted) {
      this.#listeners.add(entry);
      signal?.addEventListener("abort", off, { once: true });
    }
    return off;
  }

  /** Copies, here and below: who comes meanwhile is told of the next. Who leaves meanwhile is told no more. */
  changed(state: SessionState): void {
    this.#state = state;
    for (const subscriber of [...this.#subscribers]) {
      if (this.#subscribers.has(subscriber)) notify(subscriber, state);
    }
  }

  happened(event: SessionEvent): void {
    for (const entry of [...this.#listeners]) {
      if (entry.type === event.type && this.#listeners.has(entry)) notify(entry.listener, event as never);
    }
  }

  /** The storage was read again: what is new has happened elsewhere. */
  reread(state: SessionState): void {
    if (JSON.stringify(state) === JSON.stringify(this.#state)) return;
    const wasSignedIn = this.#state.status === "signed_in";
    if (state.status === "signed_in") {
      this.changed(state);
      this.happened({ type: wasSignedIn ? "token_refreshed" : "signed_in", origin: "elsewhere" });
    } else if (wasSignedIn) {
      this.changed({ status: "signed_out", reason: "elsewhere" });
      this.happened({ type: "signed_out", reason: "elsewhere" });
    }
  }

  clear(): void {
    this.#subscribers.clear();
    this.#listeners.clear();
  }
}
