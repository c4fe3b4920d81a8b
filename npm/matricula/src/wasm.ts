// The engine with the WebAssembly as text, so that bundlers need no settings. It shares no module with the rest of
// the package, so a bundler makes one file of it.

import base64 from "matricula-base64";
import { start as run } from "matricula-engine";

import { send } from "./dispatcher.js";
import type { Running } from "./engine/index.js";

export async function start(errorClass: unknown): Promise<Running> {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  return { send, ...(await run(errorClass, await WebAssembly.compile(bytes))) };
}
