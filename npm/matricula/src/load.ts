// The engine, started by the first call that needs it.

import { clientError } from "./errors.js";
import { start } from "./start.js";

let loading: ReturnType<typeof start> | undefined;

/** The engine. It is started once, and again after that has failed; the failure becomes a ClientError. */
export function load(): ReturnType<typeof start> {
  return (loading ??= begin().catch((cause) => {
    loading = undefined;
    throw clientError(obstacle(), { kind: "unsupported", cause });
  }));
}

async function begin() {
  // What is needed first, and not every device and every test's DOM has.
  void globalThis.WebAssembly.Module;
  new globalThis.TextDecoder();
  new globalThis.TextEncoder();
  return start();
}

/** Why the engine does not start here. */
export function obstacle(): string {
  const platform = globalThis as Record<string, unknown>;
  const missing = ["WebAssembly", "TextDecoder", "TextEncoder", "fetch"].filter((name) => !platform[name]);
  if (missing.length) return `this platform has no ${missing.join(", ")}`;
  try {
    // The shortest module there is: what is wrong with ours is no policy.
    new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
  } catch {
    return "WebAssembly is forbidden here: a Content-Security-Policy needs 'wasm-unsafe-eval'";
  }
  return "the WebAssembly could not be loaded, see `cause`; `matricula` needs no file for it, as `matricula/web` does";
}
