// Both entries in workerd, which compiles no WebAssembly at run time: the file is a module of the app.

import { clients } from "./clients.js";
import module from "./matricula_bg.wasm";

export { ClientError, Session, decodeJwt, isClientError } from "./clients.js";
export const { FusioClient, FusionAuthClient, TokenVerifier } = clients((initialize) => initialize({ module_or_path: module }));
