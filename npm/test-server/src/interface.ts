// The types for tests: the server, and what its methods return and accept. `matricula/testing` has the same types.

/** A mail that the server has sent, or a text message. */
export interface Mail {
  kind: "mail" | "sms";
  to: string;
  from: string;
  subject: string;
  text: string;
  html: string;
  /** The links in its text, in order. */
  links: string[];
}

/** A request as the server saw it, without its body and its token. In `path` and `query`, `***` replaces secrets. */
export interface SeenRequest {
  /** Counts the requests since the start or the last reset of the server, from 0. */
  number: number;
  method: string;
  path: string;
  query: string | null;
  /** Null before the answer, and if a fault prevents the answer. */
  status: number | null;
  /** The user that the access token names (`sub`), not verified; null if no token names a user. */
  subject: string | null;
  accept_language: string | null;
  user_agent: string | null;
  origin: string | null;
  /** Epoch milliseconds on the server's clock. */
  at_ms: number;
}

/** An event of FusionAuth for one webhook. */
export interface Delivery {
  /** Counts the deliveries since the start or the last reset of the server, from 0. */
  number: number;
  webhook_id: string;
  /** The webhook's address, without user and password. `***` replaces what looks like a secret. */
  url: string;
  /** The type of the event, such as `user.registration.create`. */
  type: string;
  /** The event: the member `event` of the body that was sent, or would have been sent. */
  event: Record<string, unknown>;
  /**
   * - `accepted`: the receiver has answered with a status from 200 to 299.
   * - `refused`: the receiver has answered with another status.
   * - `unreachable`: the receiver could not be reached, or gave no answer in time. Or nothing was sent, because the
   *   time for all webhooks of the request was over, or because the event could not be signed.
   * - `undelivered`: the address is not on this machine, so nothing was sent.
   */
  outcome: "accepted" | "refused" | "unreachable" | "undelivered";
  /** The status of the receiver's answer; null without an answer. */
  status: number | null;
  /** Epoch milliseconds on the server's clock. */
  at_ms: number;
}

/** What goes wrong with the next requests to a path. */
export interface Fault {
  /** The path, exactly, without its query. */
  path: string;
  /** The method; without it, all methods except OPTIONS. */
  method?: string;
  /** How many requests are affected; 1 by default. */
  times?: number;
  /** The status of the answer. Without it, the action `answer` waits `delay_ms`, then sends the real answer. */
  status?: number;
  /** The headers of the answer. */
  headers?: Record<string, string>;
  /** The body of the answer. */
  body?: string;
  /** How long the server waits first, in real milliseconds. */
  delay_ms?: number;
  /**
   * `answer` is the default. `reset` closes the connection without an answer, `stall` never answers, and `endless`
   * sends headers and then bytes for ever.
   */
  action?: "answer" | "reset" | "stall" | "endless";
}

/** All that a server knows, as JSON. A server of another version may refuse it. */
export type Snapshot = Record<string, unknown>;

declare global {
  // For projects whose TypeScript option `lib` does not include `Symbol.asyncDispose`.
  interface SymbolConstructor {
    readonly asyncDispose: unique symbol;
  }
}

/**
 * A running server. The methods from `control` to `restore` call the control API. They reject with an `Error` when the
 * server refuses the call, has stopped, or does not answer within 10 seconds.
 */
export interface TestServer {
  /** Its address, the same for both vendors: the `baseUrl` of a client. */
  readonly url: string;
  /** The address of its control API. */
  readonly controlUrl: string;
  /**
   * Sends requests for the server's origin to the server, and all others to the network. Give this `fetch` to a client,
   * or replace the global `fetch` with it.
   */
  readonly fetch: typeof globalThis.fetch;
  /**
   * Calls the control API, for everything that has no method here.
   * @example await server.control("POST", "/users", { name: "ada", password: "foobar!123" });
   */
  control(method: string, path: string, body?: object): Promise<unknown>;
  /** The mails to an address, or all mails; oldest first. */
  outbox(to?: string): Promise<Mail[]>;
  /** The requests that the server has seen, except requests to the control API; oldest first. */
  requests(): Promise<SeenRequest[]>;
  /** The events of FusionAuth for webhooks, oldest first. */
  webhooks(): Promise<Delivery[]>;
  /** Resets everything to the state after the start: users, mails, settings, clock. */
  reset(): Promise<void>;
  /** Moves the clock forward. */
  advance(seconds: number): Promise<void>;
  /**
   * Changes settings and returns all of them. Objects are merged, and lists are replaced.
   * @example await server.settings({ fusio: { user_approval: false } });
   */
  settings(patch: object): Promise<Record<string, unknown>>;
  /** Adds a fault. */
  fault(fault: Fault): Promise<void>;
  /** All that the server knows: users, mails, settings, clock and the rest. */
  snapshot(): Promise<Snapshot>;
  /**
   * Replaces all that the server knows with a snapshot. If the server of the snapshot was started with other settings
   * than this one, the settings of the snapshot are not used: this server has the settings of its own start again.
   */
  restore(snapshot: Snapshot): Promise<void>;
  /**
   * Opens a port for the server, by default any free port of 127.0.0.1, and returns the address. A server that runs as
   * a program opens no other port: without options, `listen` returns its address; with options, it rejects.
   */
  listen(options?: { port?: number; host?: string }): Promise<string>;
  /** Stops the server and waits for its end. */
  stop(): Promise<void>;
  /** Does the same as `stop`, for `await using`. */
  [Symbol.asyncDispose](): Promise<void>;
  /** @deprecated The old name of {@link control}. */
  tell(method: string, path: string, body?: object): Promise<unknown>;
}
