// The types of the engine. The engine is the test server in WebAssembly, with a script that wasm-bindgen writes.

export default function init(options?: { module_or_path: BufferSource | Response }): Promise<unknown>;

/** A server with its data in memory. */
export class Engine {
  static open(
    url: string,
    config: string | undefined,
    kickstart: string | undefined,
    fetch: typeof globalThis.fetch,
    read: (path: string) => Uint8Array,
  ): Promise<Engine>;
  /** Throws if the request is malformed. */
  handle(method: string, url: string, headers: string[], body: Uint8Array | undefined, address: string): Exchange;
  free(): void;
}

/** A request that is being answered. */
export class Exchange {
  /** Rejects if a fault closes the connection, and after `abort`. */
  readonly answer: Promise<Answer>;
  /**
   * Says that nobody waits for the answer any more. If the server already works on the request, this work goes on to
   * its end, except for a request to the control API.
   */
  abort(): void;
  free(): void;
}

/** The answer to a request. */
export class Answer {
  readonly status: number;
  readonly statusText: string;
  /** Each name is followed by its value. */
  readonly headers: string[];
  /** The next piece of the body; undefined after the last. */
  next(): Promise<Uint8Array | undefined>;
  free(): void;
}
