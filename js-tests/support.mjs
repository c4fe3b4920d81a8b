// Shared helpers of the tests: the installed package, servers, and checks of promises.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";

/** The folder of the project with the installed packages. */
export const project = process.env.MATRICULA_PROJECT;
assert.ok(project, "run the tests with `npm test`");

/** Returns the path of the file that an import such as `matricula/web` loads in the project. */
export const resolve = createRequire(join(project, "package.json")).resolve;

/** Imports an installed package, or one of its entries. */
export const load = (entry = "matricula") => import(pathToFileURL(resolve(entry)));

/** Imports a file of a new copy of the package, which has its own engine. */
export function loadCopy(file = "index.js") {
  const folder = mkdtempSync(join(project, "copy-"));
  cpSync(dirname(resolve("matricula")), folder, { recursive: true });
  return import(pathToFileURL(join(folder, file)));
}

/** The path of a file of the repository. */
export const repository = (path) => join(import.meta.dirname, "..", path);

/** The names of the files that the archive of a package must contain. */
export function packed(archive) {
  const list = readFileSync(repository("xtask/release/packed.txt"), "utf8");
  return list.split(`\n[${archive}]\n`)[1].split("\n[")[0].trim().split("\n").sort();
}

/** The output folder of a build that runs only `wasm-pack`, not the other build steps of the package. */
export const CLASSES = repository("pkg");

/** The file with the first tenants and applications of a FusionAuth server. */
export const KICKSTART = repository("test-server/kickstart.json");

export const readJson = async (path) => JSON.parse(await readFile(path, "utf8"));

/**
 * The expected outcomes in `fusionauth-transcript.json`. The Rust tests read this file, too, so its messages have the
 * names of Rust's methods. This function replaces these names by the names of JavaScript's methods.
 */
export async function readTranscript() {
  const transcript = await readJson(repository("tests/fixtures/fusionauth-transcript.json"));
  const method = (name) => name.replace(/_./g, ([, letter]) => letter.toUpperCase());
  for (const { refused } of transcript) {
    if (refused) refused.message = refused.message.replace(/^\w+(?=:)/, method);
  }
  return transcript;
}

/** Waits for a promise with a time limit. */
export async function within(promise, what, millis = 10_000) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what}: not within ${millis} ms`)), millis);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Returns the error of a promise, which must reject in time. */
export async function rejection(promise, what = "the promise", millis) {
  const outcome = await within(
    promise.then(
      (value) => ({ value }),
      (error) => ({ error }),
    ),
    what,
    millis,
  );
  assert.ok("error" in outcome, `${what} must reject`);
  return outcome.error;
}

/** Checks that a promise rejects with an error that has these members; returns the error. */
export async function refused(promise, expected, what = JSON.stringify(expected)) {
  const error = await rejection(promise, what);
  const members = Object.keys(expected);
  assert.deepEqual(Object.fromEntries(members.map((name) => [name, error[name]])), expected, `${what}: ${error}`);
  return error;
}

/** Runs a script as a module of the project, in its own process; returns its output. */
export async function runInProject(script, ...flags) {
  const child = spawn(process.execPath, [...flags, "--input-type=module", "--eval", script], {
    cwd: project,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output = { out: "", err: "" };
  child.stdout.on("data", (data) => (output.out += data));
  child.stderr.on("data", (data) => (output.err += data));
  const end = once(child, "close");
  try {
    const [code] = await within(end, "the script", 20_000);
    assert.equal(code, 0, output.err);
    return output.out.trim();
  } finally {
    child.kill("SIGKILL");
  }
}

// The runner sends SIGTERM to a test file that is too slow. Exit handlers then end what the file started.
process.once("SIGTERM", () => process.exit(1));

/** Runs the program of `matricula-test-server`; returns its process, first line, error output and exit code. */
export function program(args, env = {}) {
  const child = spawn(process.execPath, [join(dirname(resolve("matricula-test-server")), "program.js"), ...args], {
    cwd: project,
    env: { ...process.env, ...env },
    stdio: ["pipe", "pipe", "pipe"],
  });
  process.once("exit", () => child.kill());
  const line = once(createInterface(child.stdout), "line").then(([line]) => line);
  return { child, line, errors: text(child.stderr), end: once(child, "close").then(([code]) => code) };
}

/** The path of the native test server. */
export const NATIVE = process.env.MATRICULA_TEST_SERVER_BIN ?? repository("target/debug/matricula-test-server");

/**
 * Starts the test server with these flags; it stops when the test file ends. It is the native server, or the
 * server of the npm package if MATRICULA_TARGET_SERVER=package.
 */
export async function startServer(...args) {
  const { startTestServer } = await load("matricula/testing");
  const isNative = process.env.MATRICULA_TARGET_SERVER !== "package";
  const server = await startTestServer({ ...(isNative && { command: NATIVE }), args });
  /** The token in the link of the newest mail to an address. */
  const mailedToken = async (address) => (await server.outbox(address)).at(-1).links[0].split("/").at(-1);
  return { ...server, mailedToken };
}

/** Resolves when a connection has ended, for any reason. */
export const closed = (socket) => new Promise((resolve) => socket.once("close", resolve));

/** Starts a TCP server that calls `onConnection` for each connection. It does not keep the tests running. */
export async function startRaw(onConnection) {
  const sockets = new Set();
  const server = createServer((socket) => {
    sockets.add(socket.unref());
    socket.on("close", () => sockets.delete(socket));
    // Ignores errors of connections that the client closes: many tests cause them.
    socket.on("error", () => {});
    onConnection(socket);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  server.unref();
  return { url: `http://127.0.0.1:${server.address().port}`, server, sockets };
}

let people = 0;

/** Data of a new person, not registered yet. */
export function newcomer() {
  const name = `user-${process.pid}-${(people += 1)}`;
  return { name, email: `${name}@example.com`, password: "correct-Horse-7" };
}
