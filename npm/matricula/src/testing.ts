// `matricula/testing`: starts the test server in a test, from the package `matricula-test-server` or as a program.

import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";

import type { TestServer } from "../../test-server/src/interface.js";
import { members } from "../../test-server/src/members.js";

export type { Delivery, Fault, Mail, SeenRequest, Snapshot, TestServer } from "../../test-server/src/interface.js";

/** How {@link startTestServer} starts the server. */
export interface TestServerOptions {
  /**
   * A program to start, instead of the server in the npm package `matricula-test-server`: a path, or a name on PATH. If
   * the npm package is not installed, the default is the program `matricula-test-server`.
   */
  command?: string;
  /** The flags, `["--kickstart", "kickstart.json"]` for example; none by default. */
  args?: readonly string[];
  /** How long the program may take until it is ready, in milliseconds; 10,000 by default. */
  timeoutMs?: number;
  /** A kickstart document of FusionAuth, or the path of its file. Only for the server in the npm package. */
  kickstart?: object | string;
  /** The members of the config file: `server`, `users` and the settings. Only for the server in the npm package. */
  config?: object;
}

/** Settings of the program, such as a free port and fast password hashes. The environment and `args` override them. */
const DEFAULTS = {
  MATRICULA_PORT: "0",
  MATRICULA_PASSWORD_HASH: "cheap",
  MATRICULA_LOG: "warn",
  // When this process is killed, the server ends, too: the system closes the pipe.
  MATRICULA_UNTIL_STDIN_ENDS: "true",
};
/** How long the program may take to start or to end, in milliseconds. */
const PATIENCE = 10_000;
/** The program's name on PATH. */
const PROGRAM = "matricula-test-server";

type Child = ChildProcessByStdio<Writable, Readable, null>;

/**
 * Starts `matricula-test-server` on a free port of this machine, with an empty database in memory. The server runs in
 * this process if the package of this name is installed and no `command` is given, otherwise as a program.
 *
 * The server ends with `stop`, or with this process, even if the process is killed. Rejects with an `Error` when the
 * server is missing, ends or is not ready in time.
 *
 * @example
 * const server = await startTestServer();
 * const fusio = new FusioClient({ baseUrl: server.url });
 */
export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const { command, args, timeoutMs, ...given } = options;
  const installed = command === undefined ? await packageOf() : undefined;
  if (installed) return installed.startTestServer({ ...given, ...(args && { args }) });
  if (given.kickstart || given.config) {
    throw new Error("the program takes no `kickstart` and no `config`: give it the names of files in `args`");
  }
  try {
    return await startProgram(command ?? PROGRAM, args ?? [], timeoutMs ?? PATIENCE);
  } catch (error) {
    if (command !== undefined || !isMissing((error as Error).cause)) throw error;
    const message =
      "there is no test server: run `npm install --save-dev matricula-test-server`, put the program " +
      "`matricula-test-server` on PATH, or give its path as `command`";
    throw new Error(message, { cause: error });
  }
}

/** The package with the server, if it is installed. */
async function packageOf() {
  try {
    return await import("matricula-test-server");
  } catch (error) {
    if (isMissing(error) && (error as Error).message.includes("matricula-test-server")) return undefined;
    throw error;
  }
}

/** Whether a program or a module does not exist. */
const isMissing = (error: unknown) =>
  ["ENOENT", "ERR_MODULE_NOT_FOUND", "MODULE_NOT_FOUND"].includes(
    (error as NodeJS.ErrnoException | undefined)?.code ?? "",
  );

async function startProgram(command: string, args: readonly string[], timeoutMs: number): Promise<TestServer> {
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
    // The error was made in a listener, so its stack does not name the caller of `startTestServer`. The new stack does.
    Error.captureStackTrace?.(error as Error);
    throw error;
  }
  const { url, control } = addresses;
  // A test that forgets `stop` does not hang: the server ends with the process.
  child.unref();
  for (const pipe of [child.stdout, child.stdin] as { unref?(): void }[]) pipe.unref?.();

  return {
    ...members(url, control, globalThis.fetch),
    async listen(options) {
      if (options) throw new Error("the program has one port: give it `--port` and `--host` in `args`");
      return url;
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
