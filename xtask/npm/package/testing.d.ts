/** How {@link startTestServer} starts the server. */
export interface TestServerOptions {
  /** The program: a path, or a name that is on PATH. `matricula-test-server` by default. */
  command?: string;
  /** Its arguments, `["--kickstart", "kickstart.json"]` for one; none by default. */
  args?: readonly string[];
  /** How long it may take until it is ready, in milliseconds; 10,000 by default. */
  timeoutMs?: number;
}

/** A mail that the server has sent. */
export interface Mail {
  to: string;
  from: string;
  subject: string;
  text: string;
  html: string;
  /** The links in its text, in order. */
  links: string[];
}

/** A request as the server saw it: no body, no token. */
export interface SeenRequest {
  /** Counts the requests since the server was started, from 0. */
  number: number;
  method: string;
  path: string;
  query: string | null;
  /** Null while there is no answer. */
  status: number | null;
  /** The user that the access token names (`sub`), not verified; null without one. */
  subject: string | null;
  accept_language: string | null;
  user_agent: string | null;
  origin: string | null;
  /** Milliseconds since 1970 on the server's clock. */
  at_ms: number;
}

declare global {
  // For projects whose `lib` has no disposable objects.
  interface SymbolConstructor {
    readonly asyncDispose: unique symbol;
  }
}

/** A running server. Its methods reject with an `Error` when it refuses or does not answer within 10 seconds. */
export interface TestServer {
  /** Where it answers as both vendors do: the `baseUrl` of a client. */
  readonly url: string;
  /** Where its control API is. */
  readonly control: string;
  /** The mails to an address, or all, oldest first. */
  outbox(to?: string): Promise<Mail[]>;
  /** The requests seen, oldest first. */
  requests(): Promise<SeenRequest[]>;
  /** Makes everything as after the start: users, mails, settings, clock. */
  reset(): Promise<void>;
  /**
   * Asks the control API for what has no method here: the clock, settings, faults, users.
   * @example await server.tell("POST", "/clock", { advance_seconds: 3600 });
   */
  tell(method: string, path: string, body?: object): Promise<unknown>;
  /** Stops it and waits for its end. */
  stop(): Promise<void>;
  /** The same, for `await using`. */
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Starts `matricula-test-server` on a free port of this machine, with an empty database in memory.
 *
 * It ends by `stop`, or with the process, however that ends. Rejects with an `Error` when the program
 * is missing, ends or is not ready in time.
 *
 * @example
 * const server = await startTestServer();
 * const fusio = new FusioClient({ baseUrl: server.url });
 */
export function startTestServer(options?: TestServerOptions): Promise<TestServer>;
