// How `matricula` starts the engine: the first call imports the module with the WebAssembly or, where WebAssembly is
// not allowed, the module with the engine in JavaScript.

import { isAllowed } from "./allowed.js";
import type { Running } from "./engine/index.js";
import { ClientError } from "./errors.js";

export const start = async (): Promise<Running> =>
  (await (isAllowed() ? import("./wasm.js") : import("./javascript.js"))).start(ClientError);

/** Why the engine has not started. */
export function obstacle(): string {
  return "ServiceWorkerGlobalScope" in globalThis
    ? `in a service worker, import "matricula/engine${isAllowed() ? "" : "-js"}" first`
    : "the engine could not be loaded, see `cause`; `matricula/bundle` contains the engine";
}
