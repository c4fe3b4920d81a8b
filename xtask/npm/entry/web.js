// `matricula/web`: the WebAssembly is a file of its own, for pages that count bytes.

import { ClientError, isClientError } from "./client_error.js";
import { lazy, once } from "./lazy.js";
import initialize, * as engine from "./matricula.js";

const load = once(async () => {
  await initialize({ module_or_path: new URL("./matricula_bg.wasm", import.meta.url) });
});

export const FusioClient = lazy("FusioClient", engine.FusioClient, load);
export const FusionAuthClient = lazy("FusionAuthClient", engine.FusionAuthClient, load);
export { ClientError, isClientError };
