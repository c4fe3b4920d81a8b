// Both entries in workerd, which compiles no WebAssembly at run time: the file is a module of the app.

import { ClientError, isClientError } from "./client_error.js";
import { lazy, once } from "./lazy.js";
import initialize, * as engine from "./matricula.js";
import module from "./matricula_bg.wasm";

const load = once(async () => {
  await initialize({ module_or_path: module });
});

export const FusioClient = lazy("FusioClient", engine.FusioClient, load);
export { ClientError, isClientError };
