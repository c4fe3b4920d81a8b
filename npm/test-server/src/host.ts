// The functions that the server needs in Node and similar runtimes. They read the WebAssembly and other files, and open
// ports.

import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { sep } from "node:path";
import { clearInterval, setImmediate, setInterval } from "node:timers";

import init from "matricula-test-server-engine";

export { argumentsOf } from "./flags.js";
export { bind } from "./port.js";

/** Copies of Node's own functions: a test may later replace the functions in `node:timers`. */
const [immediate, interval, clear] = [setImmediate, setInterval, clearInterval];
/** The longest that a timer can wait, in milliseconds. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** Lets the other tasks of the program run. */
export const turn = (): Promise<void> => new Promise((resolve) => immediate(resolve));

/**
 * Keeps the process alive until the returned function is called: a request in this process has no socket that keeps the
 * process alive.
 */
export function pending(): () => void {
  const timer = interval(() => {}, LONGEST_TIMER);
  return () => clear(timer);
}

/** Loads the engine, once for all servers. */
export async function load(): Promise<void> {
  await init({ module_or_path: await readFile(new URL("matricula_test_server_bg.wasm", import.meta.url)) });
}

/** A path with `/` between its folders, also on Windows: the engine needs this form. */
export const withSlashes = (path: string): string => path.replaceAll(sep, "/");

/** The bytes of a file. */
export function read(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Error(code === "ENOENT" ? "it does not exist" : code);
  }
}
