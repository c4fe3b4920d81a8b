// The end of an engine. A trap ends the whole engine: none of its code runs again, its promises reject, and its locks
// are released.

import { ClientError } from "./given.js";

/** Why this engine has ended, if it has. */
export let failure: Error | undefined;
/** The functions to call at the end. */
const ends = new Set<(failure: Error) => void>();

/** Calls `end` when the engine ends; returns a function that cancels this. */
export function atEnd(end: (failure: Error) => void): () => void {
  ends.add(end);
  return () => ends.delete(end);
}

/**
 * The result of a call after the end. The glue (wasm-bindgen's script) reads it as the number 0, or as a result without
 * an error.
 */
const NOTHING: unknown[] = [];

function fail(cause: unknown): void {
  const message = "the engine has failed, see `cause`; the next call starts it again";
  failure = new ClientError(message, { kind: "unexpected_response", cause });
  for (const end of ends) end(failure);
  ends.clear();
}

/**
 * Guards a function of the engine. A trap in the function is not thrown, because the caller of the function, mostly the
 * platform, would not catch it.
 */
function entered(run: (...args: unknown[]) => unknown) {
  return (...args: unknown[]): unknown => {
    if (failure) return NOTHING;
    try {
      return run(...args);
    } catch (cause) {
      // A trap or a stack overflow stops the engine in the middle of its work. In the engine in JavaScript, a trap
      // is a RangeError; in Firefox, a stack overflow is an InternalError.
      const isTrap = cause instanceof RangeError || (cause as Error)?.name === "InternalError";
      if (!isTrap && !(globalThis.WebAssembly && cause instanceof WebAssembly.RuntimeError)) throw cause;
      fail(cause);
      return NOTHING;
    }
  };
}

/** The exports of the engine with guarded functions. */
export function guarded(exports: WebAssembly.Exports): object {
  const items = Object.entries(exports).map(([name, item]) => [
    name,
    typeof item === "function" ? entered(item as () => unknown) : item,
  ]);
  return Object.fromEntries(items);
}
