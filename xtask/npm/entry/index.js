// `matricula`: the WebAssembly stands in this file, so that no bundler has to be told about it.

import { ClientError, isClientError } from "./client_error.js";
import { lazy, once } from "./lazy.js";
import initialize, * as engine from "./matricula.js";
import base64 from "./matricula_bg.wasm";

const load = once(async () => {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  await initialize({ module_or_path: bytes });
});

export const FusioClient = lazy("FusioClient", engine.FusioClient, load);
export const FusionAuthClient = lazy("FusionAuthClient", engine.FusionAuthClient, load);
export { ClientError, isClientError };
