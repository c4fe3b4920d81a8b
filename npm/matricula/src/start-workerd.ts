// How `matricula` and `matricula/web` start the engine in workerd. workerd compiles no WebAssembly at run time, so the
// WebAssembly is a module of the app.

import { start as run } from "matricula-engine";
import wasm from "matricula-wasm";

import type { Running } from "./engine/index.js";
import { ClientError } from "./errors.js";

/** Why the engine has not started. */
export const obstacle = (): string => "the engine could not be started, see `cause`";

export const start = (): Promise<Running> => run(ClientError, (imports) => WebAssembly.instantiate(wasm, imports));
