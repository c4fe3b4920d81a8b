// The script that the build makes from `index.ts`.

import type { Instantiate, Running } from "./index.js";

/** Starts an engine; its errors have this class. */
export function start(errorClass: unknown, instantiate: Instantiate): Promise<Running>;
