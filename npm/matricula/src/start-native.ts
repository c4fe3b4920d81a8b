// How `matricula` starts the engine in React Native. React Native has no WebAssembly, so the script contains the engine
// in JavaScript.

import type { Running } from "./engine/index.js";
import { ClientError } from "./errors.js";
import { start as run } from "./javascript.js";

/** Why the engine has not started. */
export const obstacle = (): string => "the engine could not be started, see `cause`";

export const start = (): Promise<Running> => run(ClientError);
