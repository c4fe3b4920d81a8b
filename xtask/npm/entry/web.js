// `matricula/web`: the WebAssembly is a file of its own, for pages that count bytes.

import { clients } from "./clients.js";

export { ClientError, Session, decodeJwt, isClientError } from "./clients.js";
export const { FusioClient, FusionAuthClient, TokenVerifier } = clients(
  (initialize) => initialize({ module_or_path: new URL("./matricula_bg.wasm", import.meta.url) }),
);
