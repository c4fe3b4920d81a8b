// The user of a session: usually asked for once per sign-in, shared by all callers, and never stored.
// `src/session/user.rs` has the same rules for Rust programs. As WebAssembly, that code would be three times as large
// as this script.

import type { SessionEvent, SessionState } from "../session-types.js";
import { ClientError } from "./given.js";

/** Is called with every event of a session, and the state after the event; for `user_loaded`, `state` is undefined. */
export type Notify = (state: SessionState | undefined, event: SessionEvent) => void;

/** The tokens of a session. */
interface Tokens {
  accessToken(options: unknown): Promise<[token: string, signIn: number]>;
  another(refused: string, signIn: number): Promise<string | undefined>;
}

/** The user of one session. */
export interface KnownUser {
  /** Takes the user from the answer of a sign-in, if the answer has one. */
  keep(answer: any): void;
  /** The engine calls this function with each of its events. The function passes them on to the session's listeners. */
  heard: Notify;
  get(session: Tokens, options?: { fresh?: boolean }): Promise<any>;
}

/** Calls an operation of the client. */
type Call = (operation: string, args: unknown[]) => Promise<unknown>;

export function knownUser(call: Call, vendor: string, notify: Notify): KnownUser {
  /** Changes with every sign-in and sign-out. */
  let moment = 0;
  /** The newest request, or the user in the answer of the sign-in. */
  let known: Promise<unknown> | undefined;
  /** The newest answer. It is used again when a newer request fails. */
  let answered: Promise<unknown> | undefined;
  /** The user in the answer of a sign-in that has not come into effect yet. */
  let coming: { id?: unknown } | undefined;

  const ask = async (token: string): Promise<unknown> =>
    vendor === "fusio" ? call("account", [token]) : ((await call("findUser", [{}, token])) as { user: unknown }).user;

  const user: KnownUser = {
    keep(answer) {
      coming = (answer?.response ?? answer)?.user;
    },
    heard(state, event) {
      if (/^signed/.test(event.type)) {
        const { sub } = (state as { claims?: { sub?: unknown } | null }).claims ?? {};
        moment += 1;
        // If several sign-ins run at the same time, `coming` may be the user of another sign-in than this one.
        known = answered = sub && sub === coming?.id ? Promise.resolve(coming) : undefined;
        coming = undefined;
      }
      notify(state, event);
    },
    async get(session, options) {
      if (known && !options?.fresh) return known;
      const began = moment;
      const request = async () => {
        const [token, signIn] = await session.accessToken(options);
        // `accessToken` may find a newer sign-in in the storage. Then the caller gets the user of that sign-in.
        if (began !== moment) return user.get(session, options);
        const answer = await ask(token).catch(async (error) => {
          const next = error.kind === "unauthorized" && (await session.another(token, signIn));
          if (next) return ask(next);
          throw error;
        });
        if (began !== moment) throw new ClientError("this sign-in is over", { kind: "no_session" });
        // Only the newest request causes the event: the answer to an older request may arrive later.
        if (known === mine) notify(undefined, { type: "user_loaded" });
        return answer;
      };
      const mine = request();
      known = mine;
      mine.then(
        () => {
          if (known === mine) answered = mine;
        },
        () => {
          if (known === mine) known = answered;
        },
      );
      return mine;
    },
  };
  return user;
}
