// How `matricula/bundle` and the script for `require` start the engine. Both scripts contain the engine.

import { isAllowed } from "./allowed.js";
import type { Running } from "./engine/index.js";
import { ClientError } from "./errors.js";
import { start as run } from "./wasm.js";

export const start = (): Promise<Running> => run(ClientError);

/** Why the engine has not started. */
export function obstacle(): string {
  if (!globalThis.WebAssembly) return "this platform has no WebAssembly; `matricula` has an engine in JavaScript";
  if (isAllowed()) return "the engine could not be started, see `cause`";
  return "WebAssembly is forbidden here: a Content-Security-Policy needs 'wasm-unsafe-eval'";
}
