// How `matricula` starts the engine: the WebAssembly stands in the script, so that no bundler has to be told about it.

import base64 from "matricula-wasm";

import { initialize } from "./engine.js";

/** What sends the requests, unless the caller has a `fetch`. */
export { send } from "./dispatcher.js";

export const start = async (): ReturnType<typeof initialize> =>
  initialize(Uint8Array.from(atob(base64 as string), (character) => character.charCodeAt(0)));
