// `matricula`: the WebAssembly stands in this file, so that no bundler has to be told about it.

import { clients } from "./clients.js";
import { send } from "./dispatcher.js";
import base64 from "./matricula_bg.wasm";

export { ClientError, Session, decodeJwt, isClientError } from "./clients.js";
export const { FusioClient, FusionAuthClient, TokenVerifier } = clients(async (initialize) => {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  await initialize({ module_or_path: bytes });
}, send);
