// Clients whose engine, the WebAssembly, is loaded by the first call.

import { ClientError } from "./client_error.js";
import { isBrowser } from "./fetch.js";
import { place, placed } from "./placed.js";
import { within } from "./within.js";

/** What a client has for the other scripts of the package. */
export const CALL = Symbol("call");
export const OPTIONS = Symbol("options");

/** How long a call waits when nobody says it, in milliseconds: as long as it does for an answer. */
const LIMIT = 30_000;

/** The methods that give another client, at once: what each changes of the options. */
const SIBLINGS = {
  // A tenant that is missing is a mistake, which the first call tells, and not the wish for none.
  forTenant: (tenantId) => ({ tenantId: tenantId ?? false }),
};

/**
 * A class with the constructor and the methods of `Engine`, a class of wasm-bindgen's.
 *
 * Its other methods, which all give promises, wait for `load()` first. So the constructor works at
 * once, nothing happens at import, and nobody has to remember an `init()`. What the caller has no
 * `fetch` for is sent with this one.
 */
export function lazy(name, Engine, load, fetch) {
  class Client {
    #options;
    /** A promise of the engine; and the engine itself once it is there, which saves a call its turns of the queue. */
    #loading;
    #engine;

    constructor(options) {
      // A copy: what the caller does with its object later is no business of this client.
      this.#options = { ...options };
      const { apiKey, dangerouslyAllowBrowser } = this.#options;
      if (apiKey != null && dangerouslyAllowBrowser !== true && isBrowser()) {
        const message = "apiKey: visitors of a page could take it; keep it on a server, or set dangerouslyAllowBrowser";
        place(new ClientError(message, { kind: "unsupported" }), Client);
      }
    }

    [CALL](method, args) {
      const call = (engine) => engine[method](...args);
      try {
        if (this.#engine) return call(this.#engine);
        // The options of a call come last. What it waits for goes on for the others.
        const { signal, timeoutMs } = args[Engine.prototype[method].length - 1] ?? {};
        return within(() => this.#load(), signal, timeoutMs ?? this.#options.timeoutMs ?? LIMIT).then(call);
      } catch (error) {
        return Promise.reject(error);
      }
    }

    get [OPTIONS]() {
      return this.#options;
    }

    free() {
      // Later: first come the calls that have waited for it, and take along what they need.
      this.#loading?.then((engine) => setTimeout(() => engine.free()), () => {});
      this.#loading = this.#engine = undefined;
    }

    #start() {
      const options = this.#options;
      if (!(options.fetch ?? globalThis.fetch)) throw new ClientError(obstacle(), { kind: "unsupported" });
      return new Engine({ ...options, fetch: options.fetch ?? fetch });
    }

    #load() {
      if (!this.#loading) {
        const loading = (this.#loading = load().then(() => this.#start()));
        const settle = (engine) => {
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
  }
  for (const method of Object.getOwnPropertyNames(Engine.prototype)) {
    if (method === "constructor" || method === "free" || method.startsWith("__")) continue;
    const changes = SIBLINGS[method];
    Object.defineProperty(Client.prototype, method, {
      configurable: true,
      writable: true,
      value(...args) {
        return changes ? new Client({ ...this[OPTIONS], ...changes(...args) }) : this[CALL](method, args).catch(placed);
      },
    });
  }
  Client.prototype[Symbol.toStringTag] = name;
  if (Symbol.dispose) Client.prototype[Symbol.dispose] = Client.prototype.free;
  return Object.defineProperty(Client, "name", { value: name });
}

/** Runs `load` once, and again after it has failed; its failure becomes a ClientError. */
export function once(load) {
  let loading;
  const begin = async () => {
    // What is needed first, and not every device and every test's DOM has.
    void globalThis.WebAssembly.Module;
    new globalThis.TextDecoder();
    new globalThis.TextEncoder();
    await load();
  };
  return () =>
    (loading ??= begin().catch((cause) => {
      loading = undefined;
      throw new ClientError(obstacle(), { kind: "unsupported", cause });
    }));
}

/** Why the engine does not start here. */
function obstacle() {
  const missing = ["WebAssembly", "TextDecoder", "TextEncoder", "fetch"].filter((name) => !globalThis[name]);
  if (missing.length) return `this platform has no ${missing.join(", ")}`;
  try {
    // The shortest module there is: what is wrong with ours is no policy.
    new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
  } catch {
    return "WebAssembly is forbidden here: a Content-Security-Policy needs 'wasm-unsafe-eval'";
  }
  return "the WebAssembly could not be loaded, see `cause`; `matricula` needs no file for it, as `matricula/web` does";
}
