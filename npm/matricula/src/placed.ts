// Where an error says it comes from: the line of the program that called, not one of this package.

import { ClientError } from "./errors.js";

type Callee = Parameters<typeof Error.captureStackTrace>[1];

/** Throws `error`; if it is ours, its stack begins with who called `below`. */
export function place(error: unknown, below: Callee): never {
  if (error instanceof ClientError && Error.captureStackTrace) {
    const here: { stack?: string } = {};
    Error.captureStackTrace(here, below);
    // Firefox does not know who awaits, and would leave nothing.
    if (here.stack) Error.captureStackTrace(error, below);
  }
  // Node prints the line that throws, and the bundle is a long one: `//!` stays there and breaks it, before and after.
  //!
  throw error;
  //!
}

/** The same for a promise's `catch`: the stack begins with who awaits that. */
export async function placed(error: unknown): Promise<never> {
  // By then it is known who that is.
  await null;
  // Not here, where Node's own frame would come first.
  return await Promise.resolve().then(() => place(error, placed));
}
