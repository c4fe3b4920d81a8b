// The engine, started by the first call that needs it.

import type { Running } from "./engine/index.js";
import { clientError } from "./errors.js";
import { PLACE, start } from "./start.js";

type Start = () => Promise<Running>;

let begin: Start = start;
let loading: Promise<Running> | undefined;

/** Has the engine started in another way. */
export function register(start: Start): void {
  begin = start;
}

/** The engine. It is started once, and again after that or the engine has failed; the failure becomes a ClientError. */
export function load(): Promise<Running> {
  return (loading ??= begin().then(
    (running) => {
      running.atEnd(() => (loading = undefined));
      return running;
    },
    (cause) => {
      loading = undefined;
      throw clientError(obstacle(), { kind: "unsupported", cause });
    },
  ));
}

/**
 * Loads the engine before the first call does, for example when a login form is shown. That call then
 * waits for nothing but its answer.
 *
 * Rejects with `unsupported` where the engine cannot be loaded; a later call tries again.
 */
export function preload(): Promise<void> {
  return load().then(() => {});
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
  if ("ServiceWorkerGlobalScope" in globalThis)
    return 'a service worker may not load the WebAssembly later: import "matricula/engine" first';
  return `the engine could not be loaded from ${PLACE}, see \`cause\`; \`matricula/bundle\` needs no file for it`;
}
