// The type of `factory.js`, the script that the build makes from `index.ts` in this folder.

import type { Instantiate, Running } from "./index.js";

/** Starts an engine whose errors have the class `errorClass`. */
export function start(errorClass: unknown, instantiate: Instantiate): Promise<Running>;
