// `matricula/testing`: the test server, started by a test. It needs a runtime that starts programs.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

/** A free port, and quick passwords; what the environment or `args` say goes before. */
const DEFAULTS = {
  MATRICULA_PORT: "0",
  MATRICULA_PASSWORD_HASH: "cheap",
  MATRICULA_LOG: "warn",
  // Whoever is killed takes the server along: the system closes the pipe.
  MATRICULA_UNTIL_STDIN_ENDS: "true",
};
/** How long the server may take to end or to answer, in milliseconds. */
const PATIENCE = 10_000;

export async function startTestServer({ command = "matricula-test-server", args = [], timeoutMs = PATIENCE } = {}) {
  const child = spawn(command, args, { env: { ...DEFAULTS, ...process.env }, stdio: ["pipe", "pipe", "inherit"] });
  const kill = () => child.kill("SIGKILL");
  process.once("exit", kill);
  const ended = new Promise((resolve) => {
    child.once("error", (cause) => {
      resolve(new Error(`${command} cannot be started: put it on PATH, or give its path as \`command\``, { cause }));
    });
    child.once("exit", (code, signal) => resolve(new Error(`${command} has ended: ${signal ?? code}`)));
  });

  async function stop() {
    process.off("exit", kill);
    child.kill();
    // The timer keeps a program waiting that has nothing else to do.
    const timer = setTimeout(kill, PATIENCE);
    await ended;
    clearTimeout(timer);
  }

  let addresses;
  try {
    addresses = await ready(child, ended, timeoutMs, command);
  } catch (error) {
    await stop();
    // It comes from an event of the program's; this adds who waited for that.
    Error.captureStackTrace?.(error);
    throw error;
  }
  const { url, control } = addresses;
  // A test that forgets to stop the server does not hang: it ends with the process.
  child.unref();
  child.stdout.unref?.();
  child.stdin.unref?.();

  async function tell(method, path, body) {
    const signal = AbortSignal.timeout(PATIENCE);
    const answer = await fetch(control + path, { method, body: body && JSON.stringify(body), signal });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return text ? JSON.parse(text) : undefined;
  }

  return {
    url,
    control,
    tell,
    outbox: (to) => tell("GET", `/outbox${to === undefined ? "" : `?to=${encodeURIComponent(to)}`}`),
    requests: () => tell("GET", "/requests"),
    reset: () => tell("POST", "/reset").then(() => {}),
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

/** The addresses, which the server prints when it is ready. */
async function ready(child, ended, timeoutMs, command) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${command} was not ready within ${timeoutMs} ms`)), timeoutMs);
  });
  const early = ended.then((error) => Promise.reject(error));
  const printed = once(createInterface(child.stdout), "line").then(([line]) => line);
  try {
    const line = await Promise.race([printed, early, late]);
    try {
      return JSON.parse(line);
    } catch {
      throw new Error(`${command} does not tell its addresses: is it the test server?`);
    }
  } finally {
    clearTimeout(timer);
  }
}
