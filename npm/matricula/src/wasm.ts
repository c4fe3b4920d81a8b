// The engine with the WebAssembly as text, so that bundlers need no settings. Our build copies the
// imported modules into `wasm.js`. So the bundler of an app moves no part of `wasm.js` into a separate file.

import base64 from "matricula-base64";
import { start as run } from "matricula-engine";

import { send } from "./dispatcher.js";
import type { Running } from "./engine/index.js";

export async function start(errorClass: unknown): Promise<Running> {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
  const running = await run(errorClass, async (imports) => (await WebAssembly.instantiate(bytes, imports)).instance);
  return { send, ...running };
}
