// A server in this process: it takes requests and answers them.

import { type Answer, Engine, type Exchange } from "matricula-test-server-engine";

/** The options of a server. */
export interface ServerOptions {
  /**
   * A kickstart document of FusionAuth, which describes tenants and applications, or the path of a file with such a
   * document. Only a file can include other files.
   */
  kickstart?: object | string;
  /** The members of the config file: `server`, `users` and settings, such as `{ fusio: { user_approval: false } }`. */
  config?: object;
}

/** A request as it arrives. */
export interface Message {
  method: string;
  /** Path and query. */
  target: string;
  /** Each name is followed by its value. */
  headers: string[];
  body: Uint8Array | undefined;
  /** The IP address of the client. */
  address: string;
}

/** An answer, whose body is read in pieces. */
export interface Answered {
  status: number;
  statusText: string;
  /** Each name is followed by its value. */
  headers: string[];
  /** The next piece of the body; undefined after the last. */
  next(): Promise<Uint8Array | undefined>;
  /** Ends the answer without reading the rest of the body. */
  end(): void;
}

export interface Core {
  readonly url: string;
  /** Rejects if a fault closes the connection, the server stops, or `left` is aborted (the client has gone). */
  handle(message: Message, left?: AbortSignal): Promise<Answered>;
  /** Throws if the server has stopped. */
  check(): void;
  stop(): void;
}

/** Members of `server` that the config must not have here, and what to do instead. */
const REFUSED: Record<string, string> = {
  port: "use the option `port` of `startTestServer` or `listen`",
  host: "use the option `host` of `startTestServer` or `listen`",
  url: "use the option `url`",
  database: "the data is in memory; the native program has databases in files",
  kickstart: "use the option `kickstart`",
};

/** What a server needs from its environment. */
export interface Surroundings {
  /** Sends the server's own requests. */
  fetch: typeof globalThis.fetch;
  /** Returns the bytes of a file. If the file cannot be read, throws an error that says why. */
  read(path: string): Uint8Array;
  /** Returns a path with `/` between its folders. */
  withSlashes(path: string): string;
}

/** Opens a server that its clients know under `url`. */
export async function open(url: string, options: ServerOptions, surroundings: Surroundings): Promise<Core> {
  const { fetch, read, withSlashes } = surroundings;
  const { config } = options;
  const kickstart = typeof options.kickstart === "string" ? withSlashes(options.kickstart) : options.kickstart;
  for (const name of Object.keys((config as { server?: object } | undefined)?.server ?? {})) {
    const instead = REFUSED[name];
    if (instead) throw new Error(`\`server.${name}\` in the config is not allowed here: ${instead}`);
  }
  const engine = await Engine.open(
    url,
    config && JSON.stringify(config),
    kickstart ? JSON.stringify(kickstart) : undefined,
    fetch,
    read,
  );
  const stopping = new AbortController();
  const check = () => stopping.signal.throwIfAborted();

  return {
    url,
    async handle({ method, target, headers, body, address }, left) {
      check();
      left?.throwIfAborted();
      let exchange: Exchange;
      try {
        exchange = engine.handle(method, target, headers, body, address);
      } catch {
        return malformed();
      }
      const abort = () => exchange.abort();
      for (const signal of [stopping.signal, left]) signal?.addEventListener("abort", abort, { once: true });
      try {
        return answered(await before(stopping.signal, exchange.answer), stopping.signal);
      } finally {
        for (const signal of [stopping.signal, left]) signal?.removeEventListener("abort", abort);
        exchange.free();
      }
    },
    check,
    stop() {
      if (stopping.signal.aborted) return;
      stopping.abort(new Error("the test server has stopped"));
      engine.free();
    },
  };
}

/** Waits for a promise, but rejects with the signal's reason if the signal is aborted first. */
export function before<T>(signal: AbortSignal | undefined, promise: Promise<T>): Promise<T> {
  if (!signal) return promise;
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}

function answered(answer: Answer, stopping: AbortSignal): Answered {
  const { status, statusText, headers } = answer;
  let isReading = false;
  let hasEnded = false;
  return {
    status,
    statusText,
    headers,
    async next() {
      if (hasEnded) return undefined;
      isReading = true;
      const reading = answer.next().finally(() => {
        isReading = false;
        // While a piece is being read, `end` does not free the answer, so it is freed here.
        if (hasEnded) answer.free();
      });
      try {
        const piece = await before(stopping, reading);
        if (!piece) this.end();
        return piece;
      } catch (error) {
        this.end();
        throw error;
      }
    },
    end() {
      if (hasEnded) return;
      hasEnded = true;
      if (!isReading) answer.free();
    },
  };
}

/** The answer to a request that is not valid HTTP. */
function malformed(): Answered {
  return {
    status: 400,
    statusText: "Bad Request",
    headers: ["content-length", "0"],
    next: async () => undefined,
    end() {},
  };
}
