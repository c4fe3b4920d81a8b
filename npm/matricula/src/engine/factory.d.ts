// The script that the build makes from `index.ts`.

import type { Running } from "./index.js";

/** Starts an engine; its errors have this class. */
export function start(errorClass: unknown, wasm: WebAssembly.Module): Promise<Running>;
