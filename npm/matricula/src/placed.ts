// Lets the stack of an error begin with the caller of this package, not inside the package.

import { ClientError } from "./errors.js";

type Callee = Parameters<typeof Error.captureStackTrace>[1];

/** Throws `error`. The stack of a ClientError then begins with the caller of `below`. */
export function place(error: unknown, below: Callee): never {
  if (error instanceof ClientError && Error.captureStackTrace) {
    const here: { stack?: string } = {};
    Error.captureStackTrace(here, below);
    // Firefox cannot find the caller of `placed`: the stack would be empty.
    if (here.stack) Error.captureStackTrace(error, below);
  }
  // Node prints the line that throws. The bundle would be one long line, but the comments `//!` stay in the bundle. So
  // `throw error` is on a line of its own.
  //!
  throw error;
  //!
}

/** Does the same as `place` in the `catch` of a promise: the stack begins with the function that awaits the promise. */
export async function placed(error: unknown): Promise<never> {
  // After this, the platform knows which function awaits the promise.
  await null;
  // Calls `place` in a `then`: otherwise the stack would begin with a frame of Node itself.
  return await Promise.resolve().then(() => place(error, placed));
}

/** Does the work of a method; the stack of an error begins with the method's caller. */
export const run = <T>(work: () => Promise<T>): Promise<T> => work().catch(placed);
