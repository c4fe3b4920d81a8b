// What both clients are made of: their options, and the engine, which is loaded by the first call.

import { isBrowser } from "../../../src/transport/fetch.js";
import type { Engine, SessionEngine } from "./engine/glue.js";
import type { Notify, Running } from "./engine/index.js";
import { clientError } from "./errors.js";
import type { CallEvent, CallOptions, FusionAuthOptions } from "./generated/wire.js";
import { load, obstacle } from "./load.js";
import { notify } from "./notify.js";
import { place, placed } from "./placed.js";
import type { SessionOptions } from "./session-types.js";
import type { Adapter } from "./storage.js";
import { within } from "./within.js";

/** What a client has for the other modules of the package. */
export const CALL: unique symbol = Symbol();
export const OPEN: unique symbol = Symbol();
export const OPTIONS: unique symbol = Symbol();
/** `using` ends with it; platforms of today may not have the symbol. */
export const DISPOSE: unique symbol = (Symbol.dispose ?? Symbol()) as never;

/** How long a call waits when nobody says it, in milliseconds: as long as it does for an answer. */
const LIMIT = 30_000;

/** The options of either client. */
export type Options = FusionAuthOptions;
/** A session's options, with those that are made of the client's. */
export type Settings = SessionOptions & Required<Pick<SessionOptions, "storageKey" | "tokenOrigins">>;
/** Where a client's calls begin in the engine. */
type Vendor = "fusio" | "fusionAuth";

/**
 * The base of both clients: a call waits for the engine first. So the constructor works at once, nothing
 * happens at import, and nobody has to remember an `init()`.
 */
export abstract class Client {
  readonly #vendor: Vendor;
  readonly #options: Options;
  /** A promise of the engine; and the engine itself once it is there, which saves a call its turns of the queue. */
  #loading: Promise<Engine> | undefined;
  #engine: Engine | undefined;

  /** @internal */
  constructor(vendor: Vendor, options: Options) {
    this.#vendor = vendor;
    // A copy: what the caller does with its object later is no business of this client.
    this.#options = { ...options };
    const { apiKey, dangerouslyAllowBrowser } = this.#options;
    if (apiKey != null && dangerouslyAllowBrowser !== true && isBrowser()) {
      const message = "apiKey: visitors of a page could take it; keep it on a server, or set dangerouslyAllowBrowser";
      place(clientError(message, { kind: "unsupported" }), this.constructor);
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

  /** @internal Makes a call; `operation` is its name in Rust. */
  [CALL]<T>(operation: string, args: unknown[], options?: CallOptions | null): Promise<T> {
    return this.#use((engine) => engine.call(operation, args, options) as Promise<T>, options).catch(placed);
  }

  /** @internal Opens a session. */
  [OPEN](kept: Adapter, options: Settings, notify: Notify): Promise<SessionEngine> {
    return this.#use((engine) => engine.session(kept, options, notify));
  }

  /** @internal */
  free(): void {
    // Later: first come the calls that have waited for it, and take along what they need.
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

  /** What `work` does with the engine; until that is there, the options of a call end the wait for it. */
  #use<T>(work: (engine: Engine) => Promise<T>, options?: CallOptions | null): Promise<T> {
    try {
      if (this.#engine && !this.#engine.failure) return work(this.#engine);
      // What the call waits for goes on for the others.
      const { signal, timeoutMs } = options ?? {};
      return within(() => this.#load(), signal, timeoutMs ?? this.#options.timeoutMs ?? LIMIT).then(work);
    } catch (error) {
      return Promise.reject(error);
    }
  }

  #load(): Promise<Engine> {
    if (!this.#loading || this.#engine?.failure) {
      const loading = (this.#loading = load().then((engine) => this.#start(engine)));
      const settle = (engine?: Engine) => {
        // What was freed meanwhile is gone.
        if (this.#loading !== loading) return;
        this.#engine = engine;
        // What failed may succeed next time.
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
      // What is no function is refused by the engine.
      observe: typeof observe === "function" ? (event: CallEvent) => notify(observe, event) : observe,
    });
  }
}
