// The engine, started by the first call that needs it.

import type { Running } from "./engine/index.js";
import { clientError } from "./errors.js";
import { PLACE, start } from "./start.js";

type Start = () => Promise<Running>;

let begin: Start = start;
let loading: Promise<Running> | undefined;

/** Sets another way to start the engine. */
export function register(start: Start): void {
  begin = start;
}

/** Returns the engine. It is started once, and again after a failure. A failed start becomes a ClientError. */
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
 * Loads the engine before the first call, for example when a login form is shown. That call then waits
 * only for its answer.
 *
 * Rejects with `unsupported` where the engine cannot be loaded; a later call tries again.
 */
export function preload(): Promise<void> {
  return load().then(() => {});
}

/** The reason why the engine does not start here. */
export function obstacle(): string {
  const platform = globalThis as Record<string, unknown>;
  const missing = ["WebAssembly", "TextDecoder", "TextEncoder", "fetch"].filter((name) => !platform[name]);
  if (missing.length) return `this platform has no ${missing.join(", ")}`;
  try {
    // The shortest module: it fails only when a policy forbids WebAssembly.
    new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
  } catch {
    return "WebAssembly is forbidden here: a Content-Security-Policy needs 'wasm-unsafe-eval'";
  }
  if ("ServiceWorkerGlobalScope" in globalThis)
    return 'a service worker cannot use import(): import "matricula/engine" first';
  return `the engine could not be loaded from ${PLACE}, see \`cause\`; \`matricula/bundle\` contains it`;
}
