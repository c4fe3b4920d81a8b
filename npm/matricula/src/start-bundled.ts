// How `matricula/bundle` and the script for `require` start the engine: they contain it.

import type { Running } from "./engine/index.js";
import { ClientError } from "./errors.js";
import { start as run } from "./wasm.js";

/** Where the engine is, for an error message. */
export const PLACE = "this script";

export const start = (): Promise<Running> => run(ClientError);
