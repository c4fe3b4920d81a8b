// The type of `factory.js`, the script that the build makes from `index.ts` in this folder.

import type { Instantiate, Running } from "./index.js";

/** Starts an engine; its errors have this class. */
export function start(errorClass: unknown, instantiate: Instantiate): Promise<Running>;
