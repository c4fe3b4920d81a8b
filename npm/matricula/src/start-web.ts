// How `matricula/web` starts the engine: the WebAssembly is a separate file, for pages where size matters.

import { start as run } from "matricula-engine";

import { isAllowed } from "./allowed.js";
import type { Running } from "./engine/index.js";
import { ClientError } from "./errors.js";

/** How long loading the file may take, in milliseconds. After a failure, the next call loads the file again. */
const LIMIT = 60_000;

/** Why the engine has not started. */
export function obstacle(): string {
  const file = isAllowed() ? "matricula_bg.wasm" : "javascript.js";
  return `the engine could not be loaded from \`${file}\`, see \`cause\`; \`matricula/bundle\` contains the engine`;
}

export async function start(): Promise<Running> {
  if (!isAllowed()) return (await import("./javascript.js")).start(ClientError);
  const file = fetch(new URL("./matricula_bg.wasm", import.meta.url), { signal: AbortSignal.timeout(LIMIT) });
  // While the file loads, the platform compiles the script `matricula-engine`.
  return run(ClientError, async (imports) => {
    const response = await file;
    if (!response.ok) throw new Error(`${response.status} for ${response.url}`);
    // Not every server sends this content type, and not every platform can compile during the download.
    const isNamed = response.headers.get("Content-Type") === "application/wasm";
    const { instance } =
      isNamed && WebAssembly.instantiateStreaming
        ? await WebAssembly.instantiateStreaming(response, imports)
        : await WebAssembly.instantiate(await response.arrayBuffer(), imports);
    return instance;
  });
}
