// Login through a provider: the data that the browser keeps until the login ends.

import { type ClientError, clientError } from "./errors.js";
import { NONCE } from "./generated/constants.js";
import type { CallbackCode } from "./generated/wire.js";
import { placed } from "./placed.js";
import { adapter } from "./storage.js";

/** The parameters that a login may add to the app's address. */
const ADDED = [
  NONCE,
  "access_token",
  "token_type",
  "expires_in",
  "refresh_token",
  "scope",
  "id_token",
  "error",
  "error_description",
  "error_uri",
];
/** How long a login may take, in milliseconds. */
const LIFE = 600_000;

interface Ended {
  readonly returnTo: string | null;
}
/** The stored record of a login that is under way. */
interface Kept extends Ended {
  readonly nonce: string;
  readonly at: number;
}

const refused = (code: CallbackCode, message: string): ClientError => clientError(message, { kind: "callback", code });

/** The login of one session; its record is stored under `key`. */
export class Login {
  readonly #key: string;
  #area: ReturnType<typeof adapter> | undefined;
  #last: { seen: string[]; promise: Promise<Ended> } | undefined;

  constructor(key: string) {
    this.#key = key;
  }

  /** Stores the record of a new login. */
  start(nonce: string, returnTo: string | null = null): void {
    this.#last = undefined;
    try {
      this.#store.set(this.#key, JSON.stringify({ nonce, returnTo, at: Date.now() }));
    } catch {
      throw clientError("sessionStorage is full", { kind: "storage" });
    }
  }

  /**
   * Ends the login with the callback address `url`; `take` signs in with the tokens in it. A second call with the same
   * address returns the same promise.
   */
  finish(url: string, take: (url: string, nonce: string) => Promise<void>): Promise<Ended> {
    // The first call removes the tokens from the address bar, so a later `url` may lack them: `seen` has both URLs.
    if (!this.#last?.seen.includes(url)) {
      const seen = [url];
      this.#last = { seen, promise: this.#finish(url, seen, take).catch(placed) };
    }
    return this.#last.promise;
  }

  async #finish(url: string, seen: string[], take: (url: string, nonce: string) => Promise<void>): Promise<Ended> {
    const address = parsed(url);
    const query = address?.searchParams;
    const nonce = query?.getAll(NONCE).join();
    // Without our nonce, `error` is a parameter of the app.
    if (!address || !query || (!query.has("access_token") && !(nonce && query.has("error"))))
      throw refused("not_a_callback", "not a login callback");
    // The removal comes before the checks: even after an error, the tokens must not stay in the address bar or history.
    for (const name of ADDED) query.delete(name);
    if (globalThis.location?.href === url) history.replaceState(history.state, "", address);
    seen.push(address.href);

    const kept = this.#read();
    if (!kept) throw refused("unknown_transaction", "no login is under way here");
    if (kept.nonce !== nonce) throw refused("state_mismatch", "this login was not started here");
    this.#store.remove(this.#key);
    if (!(Math.abs(Date.now() - kept.at) < LIFE)) throw refused("expired_transaction", "the login took too long");
    await take(url, nonce);
    return { returnTo: kept.returnTo };
  }

  #read(): Kept | undefined {
    try {
      return JSON.parse(this.#store.get(this.#key) as string);
    } catch {
      // The stored text is not a record of a login.
      return undefined;
    }
  }

  get #store() {
    return (this.#area ??= adapter("session"));
  }
}

function parsed(url: string): URL | undefined {
  try {
    return new URL(url);
  } catch {
    return undefined;
  }
}
