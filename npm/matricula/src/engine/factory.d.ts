// What the build makes of `index.ts`.

import type { Running } from "./index.js";

/** Starts an engine, whose errors are of this class. */
export function start(errorClass: unknown, wasm: WebAssembly.Module): Promise<Running>;
