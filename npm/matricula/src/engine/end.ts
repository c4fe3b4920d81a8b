// The end of an engine. One that has trapped ends as a whole: nothing goes on in it, what it has promised rejects, and
// what it holds is released.

import { ClientError } from "./given.js";

/** Why this engine has ended, if it has. */
export let failure: Error | undefined;
/** What is to be done then. */
const ends = new Set<(failure: Error) => void>();

/** Has `end` called when the engine ends; gives what prevents that. */
export function atEnd(end: (failure: Error) => void): () => void {
  ends.add(end);
  return () => ends.delete(end);
}

/** The answer of an engine that has ended, which the glue reads as the number 0 or as a result without an error. */
const NOTHING: unknown[] = [];

function fail(cause: unknown): void {
  const message = "the WebAssembly has failed, see `cause`; the next call starts it anew";
  failure = new ClientError(message, { kind: "unexpected_response", cause });
  for (const end of ends) end(failure);
  ends.clear();
}

/** A function of the engine. When that ends it throws nothing: most are called by the platform, where nobody would catch it. */
function entered(run: (...args: unknown[]) => unknown) {
  return (...args: unknown[]): unknown => {
    if (failure) return NOTHING;
    try {
      return run(...args);
    } catch (cause) {
      // By a trap, or by the end of the stack, it is left in the middle of something.
      if (!(cause instanceof WebAssembly.RuntimeError || cause instanceof RangeError)) throw cause;
      fail(cause);
      return NOTHING;
    }
  };
}

/** What the engine exports, guarded. */
export function guarded(exports: WebAssembly.Exports): object {
  const items = Object.entries(exports).map(([name, item]) => [
    name,
    typeof item === "function" ? entered(item as () => unknown) : item,
  ]);
  return Object.fromEntries(items);
}
