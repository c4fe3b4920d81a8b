// Starts the engine at the first call that needs it.

import type { Running } from "./engine/index.js";
import { clientError } from "./errors.js";
import { start, obstacle as unstarted } from "./start.js";

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
 * Loads the engine before the first call, for example when a login form is shown. The first
 * call then waits only for its answer.
 *
 * Rejects with `unsupported` where the engine cannot be loaded; a later call tries again.
 */
export function preload(): Promise<void> {
  return load().then(() => {});
}

/** Why the engine does not work here. */
export function obstacle(): string {
  const platform = globalThis as Record<string, unknown>;
  const missing = ["TextDecoder", "TextEncoder", "fetch"].filter((name) => !platform[name]);
  return missing.length ? `this platform has no ${missing.join(", ")}` : unstarted();
}
