// How `matricula` starts the engine: the first call imports its module.

import type { Running } from "./engine/index.js";
import { ClientError } from "./errors.js";

/** Where the engine is, for an error message. */
export const PLACE = "`wasm.js`";

export const start = async (): Promise<Running> => (await import("./wasm.js")).start(ClientError);
