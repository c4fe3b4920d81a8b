// Clients whose engine, the WebAssembly, is loaded by the first call.

import { ClientError } from "./client_error.js";

/**
 * A class with the constructor and the methods of `Engine`, a class of wasm-bindgen's.
 *
 * Its methods, which all give promises, wait for `load()` first. So the constructor works at once,
 * nothing happens at import, and nobody has to remember an `init()`.
 */
export function lazy(name, Engine, load) {
  class Client {
    #options;
    #engine;

    constructor(options) {
      this.#options = options;
    }

    static call(client, method, args) {
      return client.#load().then((engine) => engine[method](...args));
    }

    free() {
      this.#engine?.then((engine) => engine.free(), () => {});
      this.#engine = undefined;
    }

    #load() {
      this.#engine ??= load().then(() => new Engine(this.#options));
      // What failed may succeed next time.
      this.#engine.catch(() => (this.#engine = undefined));
      return this.#engine;
    }
  }
  const call = Client.call;
  delete Client.call;
  for (const method of Object.getOwnPropertyNames(Engine.prototype)) {
    if (method === "constructor" || method === "free" || method.startsWith("__")) continue;
    Object.defineProperty(Client.prototype, method, {
      configurable: true,
      writable: true,
      value(...args) {
        return call(this, method, args);
      },
    });
  }
  if (Symbol.dispose) Client.prototype[Symbol.dispose] = Client.prototype.free;
  return Object.defineProperty(Client, "name", { value: name });
}

/** Runs `load` once, and again after it has failed; its failure becomes a ClientError. */
export function once(load) {
  let loading;
  return () =>
    (loading ??= load().catch((cause) => {
      loading = undefined;
      const message =
        "WebAssembly could not be started, see `cause`: a Content-Security-Policy needs 'wasm-unsafe-eval', " +
        "and where files cannot be fetched import `matricula` instead of `matricula/web`";
      throw Object.assign(new ClientError(message, { kind: "unsupported" }), { cause });
    }));
}
