// How `matricula/web` starts the engine: the WebAssembly is a file of its own, for pages that count bytes.

import { initialize } from "./engine.js";

/** How long the file may take, in milliseconds: a connection that died is given up for a new one. */
const LIMIT = 60_000;

/** The platform's `fetch` sends the requests. */
export const send: undefined = undefined;

export const start = async (): ReturnType<typeof initialize> =>
  initialize(fetch(new URL("./matricula_bg.wasm", import.meta.url), { signal: AbortSignal.timeout(LIMIT) }));
