// The base of both clients: their options, and the engine, which the first call loads.

import { isBrowser } from "../../../src/transport/platform.js";
import type { Engine, SessionEngine } from "./engine/glue.js";
import type { Running } from "./engine/index.js";
import type { Notify } from "./engine/user.js";
import { clientError } from "./errors.js";
import { CALL_LIMIT, KEY_IN_BROWSER } from "./generated/constants.js";
import type { CallEvent, CallOptions, FusionAuthOptions } from "./generated/wire.js";
import { load, obstacle } from "./load.js";
import { notify } from "./notify.js";
import { CALL, OPTIONS } from "./options.js";
import { place, placed } from "./placed.js";
import type { SessionOptions, TokenAnswer } from "./session-types.js";
import type { Adapter } from "./storage.js";
import { within } from "./within.js";

/** The symbols of a client's members that only the modules of this package use. */
export const OPEN: unique symbol = Symbol();
export { CALL, OPTIONS };
/** The symbol of the method that `using` calls at the end of its block; some platforms still lack this symbol. */
export const DISPOSE: unique symbol = (Symbol.dispose ?? Symbol()) as never;

/** The options of a client; a `FusioClient` has only some of them. */
export type Options = FusionAuthOptions;
/** The options of a session, with the defaults that come from its client's options. */
export type Settings = SessionOptions & Required<Pick<SessionOptions, "storageKey" | "tokenOrigins">>;
/** The engine's name for the vendor of a client. */
type Vendor = "fusio" | "fusionAuth";

/**
 * The base of both clients. A call first waits for the engine. So the constructor is synchronous, nothing
 * happens at import, and no `init()` is needed.
 */
export abstract class Client {
  readonly #vendor: Vendor;
  readonly #options: Options;
  /** The engine as a promise, from the first call on. */
  #loading: Promise<Engine> | undefined;
  /** The loaded engine. With it, a call starts without a wait. */
  #engine: Engine | undefined;

  /** @internal */
  constructor(vendor: Vendor, options: Options) {
    this.#vendor = vendor;
    // A copy: later changes to the caller's object have no effect.
    this.#options = { ...options };
    const { apiKey, dangerouslyAllowBrowser } = this.#options;
    if (apiKey != null && dangerouslyAllowBrowser !== true && isBrowser()) {
      place(clientError(KEY_IN_BROWSER, { kind: "unsupported" }), this.constructor);
    }
  }

  /** @internal */
  get [Symbol.toStringTag](): string {
    return this.constructor.name;
  }

  /** @internal */
  get [OPTIONS](): Options {
    return this.#options;
  }

  /** @internal Makes a call; `operation` is its name in JavaScript. */
  [CALL]<T>(operation: string, args: unknown[], options?: CallOptions | null): Promise<T> {
    return this.#use((engine) => engine.call(operation, args, options) as Promise<T>, options).catch(placed);
  }

  /** @internal Opens a session. */
  [OPEN](kept: Adapter, options: Settings, notify: Notify): Promise<SessionEngine> {
    return this.#use((engine) => engine.session(kept, options, notify, this.#vendor, this.#options));
  }

  /** @internal */
  free(): void {
    // A timer frees the engine later, so that calls that wait for the engine start first. Started calls go on.
    this.#loading?.then(
      (engine) => setTimeout(() => engine.free()),
      () => {},
    );
    this.#loading = this.#engine = undefined;
  }

  /** @internal */
  [DISPOSE](): void {
    this.free();
  }

  /**
   * Does `work` with the engine. The wait for the engine ends early if the `signal` of the call is aborted, or after
   * the time limit of the call. If the call has no time limit, that of the client applies, or else `CALL_LIMIT`.
   */
  #use<T>(work: (engine: Engine) => Promise<T>, options?: CallOptions | null): Promise<T> {
    try {
      if (this.#engine && !this.#engine.failure) return work(this.#engine);
      // If the wait ends early, the loading goes on for the other calls.
      const { signal, timeoutMs } = options ?? {};
      return within(() => this.#load(), signal, timeoutMs ?? this.#options.timeoutMs ?? CALL_LIMIT).then(work);
    } catch (error) {
      return Promise.reject(error);
    }
  }

  #load(): Promise<Engine> {
    if (!this.#loading || this.#engine?.failure) {
      const loading = (this.#loading = load().then((engine) => this.#start(engine)));
      const settle = (engine?: Engine) => {
        // Meanwhile the client was freed, or another call has started the loading again.
        if (this.#loading !== loading) return;
        this.#engine = engine;
        // After a failure the next call tries again.
        if (!engine) this.#loading = undefined;
      };
      loading.then(settle, () => settle());
    }
    return this.#loading;
  }

  #start({ Engine, send }: Running): Engine {
    const options = this.#options;
    if (!(options.fetch ?? globalThis.fetch)) throw clientError(obstacle(), { kind: "unsupported" });
    const { observe } = options;
    return new Engine(this.#vendor, {
      ...options,
      fetch: options.fetch ?? send,
      // If `observe` is given but is not a function, the engine refuses it.
      observe: typeof observe === "function" ? (event: CallEvent) => notify(observe, event) : observe,
    });
  }
}

/** The operations of a sign-in. */
export type SignIn = "login" | "passwordlessLogin" | "twoFactorLogin";
/** A client of either vendor, without the vendor's types. */
export type AnyClient = Client & Record<SignIn, (request: unknown, options?: CallOptions) => Promise<TokenAnswer>>;
