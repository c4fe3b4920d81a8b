// `matricula/web`: the WebAssembly is a file of its own, for pages that count bytes.

import { clients } from "./clients.js";

/** How long the file may take, in milliseconds: a connection that died is given up for a new one. */
const LIMIT = 60_000;

export { ClientError, Session, decodeJwt, isClientError } from "./clients.js";
export const { FusioClient, FusionAuthClient, TokenVerifier } = clients(
  async (initialize) => initialize({ module_or_path: fetch(new URL("./matricula_bg.wasm", import.meta.url), { signal: AbortSignal.timeout(LIMIT) }) }),
);
