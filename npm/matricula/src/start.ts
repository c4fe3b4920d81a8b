// How `matricula` starts the engine: it is a module that the first call imports.

import type { Running } from "./engine/index.js";
import { ClientError } from "./errors.js";

/** Where the engine is. */
export const PLACE = "`wasm.js`";

export const start = async (): Promise<Running> => (await import("./wasm.js")).start(ClientError);
