// `matricula/testing`: starts the test server in a test. It needs a runtime that can start programs.

import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";

/** How {@link startTestServer} starts the server. */
export interface TestServerOptions {
  /** The program: a path, or a name that is on PATH. `matricula-test-server` by default. */
  command?: string;
  /** Its arguments, `["--kickstart", "kickstart.json"]` for example; none by default. */
  args?: readonly string[];
  /** How long the server may take until it is ready, in milliseconds; 10,000 by default. */
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
  /** The user that the access token names (`sub`), not verified; null without a token. */
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

/** A running server. Its methods reject with an `Error` when the server refuses or does not answer within 10 seconds. */
export interface TestServer {
  /** Its address, the same for both vendors: the `baseUrl` of a client. */
  readonly url: string;
  /** The address of its control API. */
  readonly control: string;
  /** The mails to an address, or all, oldest first. */
  outbox(to?: string): Promise<Mail[]>;
  /** The requests seen, oldest first. */
  requests(): Promise<SeenRequest[]>;
  /** Resets everything to the state after the start: users, mails, settings, clock. */
  reset(): Promise<void>;
  /**
   * Calls the control API, for everything that has no method here: the clock, settings, faults, users.
   * @example await server.tell("POST", "/clock", { advance_seconds: 3600 });
   */
  tell(method: string, path: string, body?: object): Promise<unknown>;
  /** Stops the server and waits for its end. */
  stop(): Promise<void>;
  /** As `stop`, for `await using`. */
  [Symbol.asyncDispose](): Promise<void>;
}

/** A free port, and passwords that are hashed fast. The environment and `args` override these. */
const DEFAULTS = {
  MATRICULA_PORT: "0",
  MATRICULA_PASSWORD_HASH: "cheap",
  MATRICULA_LOG: "warn",
  // When this process is killed, the server ends, too: the system closes the pipe.
  MATRICULA_UNTIL_STDIN_ENDS: "true",
};
/** How long the server may take to end or to answer, in milliseconds. */
const PATIENCE = 10_000;

type Child = ChildProcessByStdio<Writable, Readable, null>;

/**
 * Starts `matricula-test-server` on a free port of this machine, with an empty database in memory.
 *
 * The server ends with `stop`, or with this process, even if the process is killed. Rejects with an `Error` when the
 * program is missing, ends or is not ready in time.
 *
 * @example
 * const server = await startTestServer();
 * const fusio = new FusioClient({ baseUrl: server.url });
 */
export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const { command = "matricula-test-server", args = [], timeoutMs = PATIENCE } = options;
  const child: Child = spawn(command, args, {
    env: { ...DEFAULTS, ...process.env },
    stdio: ["pipe", "pipe", "inherit"],
  });
  const kill = () => child.kill("SIGKILL");
  process.once("exit", kill);
  const ended = new Promise<Error>((resolve) => {
    child.once("error", (cause) => {
      resolve(new Error(`${command} cannot be started: put it on PATH, or give its path as \`command\``, { cause }));
    });
    child.once("exit", (code, signal) => resolve(new Error(`${command} has ended: ${signal ?? code}`)));
  });

  async function stop(): Promise<void> {
    process.off("exit", kill);
    child.kill();
    // The timer keeps this process alive until the server has ended.
    const timer = setTimeout(kill, PATIENCE);
    await ended;
    clearTimeout(timer);
  }

  let addresses: { url: string; control: string };
  try {
    addresses = await ready(child, ended, timeoutMs, command);
  } catch (error) {
    await stop();
    // The error was made in a listener: this adds the caller to its stack.
    Error.captureStackTrace?.(error as Error);
    throw error;
  }
  const { url, control } = addresses;
  // A test that forgets `stop` does not hang: the server ends with the process.
  child.unref();
  for (const pipe of [child.stdout, child.stdin] as { unref?(): void }[]) pipe.unref?.();

  async function tell<T>(method: string, path: string, body?: object): Promise<T> {
    const init: RequestInit = { method, signal: AbortSignal.timeout(PATIENCE) };
    if (body) init.body = JSON.stringify(body);
    const answer = await fetch(control + path, init);
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return JSON.parse(text || "null") ?? undefined;
  }

  return {
    url,
    control,
    tell,
    outbox: (to) => tell("GET", `/outbox${to === undefined ? "" : `?to=${encodeURIComponent(to)}`}`),
    requests: () => tell("GET", "/requests"),
    reset: async () => {
      await tell("POST", "/reset");
    },
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

/** The addresses, which the server prints when it is ready. */
async function ready(child: Child, ended: Promise<Error>, timeoutMs: number, command: string) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${command} was not ready within ${timeoutMs} ms`)), timeoutMs);
  });
  const early = ended.then((error) => Promise.reject(error));
  const printed = once(createInterface(child.stdout), "line").then(([line]) => line as string);
  try {
    const line = await Promise.race([printed, early, late]);
    try {
      return JSON.parse(line);
    } catch {
      throw new Error(`${command} does not print its addresses: is it the test server?`);
    }
  } finally {
    clearTimeout(timer);
  }
}
