// What the runtime gives: the WebAssembly from a file, and ports.

import { readFile } from "node:fs/promises";
import { setImmediate } from "node:timers";

import init from "matricula-test-server-engine";

export { argumentsOf } from "./flags.js";
export { bind } from "./port.js";

/** The real one: a test may replace it later. */
const immediate = setImmediate;

/** Lets the other tasks of the program run. */
export const turn = (): Promise<void> => new Promise((resolve) => immediate(resolve));

/** Loads the engine, once for all servers. */
export async function load(): Promise<void> {
  await init({ module_or_path: await readFile(new URL("matricula_test_server_bg.wasm", import.meta.url)) });
}
