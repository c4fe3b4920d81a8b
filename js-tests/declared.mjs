// Holds the calls of a test to the kinds that their operations declare, as tests/it/declared.rs does in Rust.

import { readFileSync } from "node:fs";

import { repository } from "./support.mjs";

const { common, ...vendors } = JSON.parse(readFileSync(repository("docs/operations.json"), "utf8"));

/** The `observe` of a client of the real server: a call that ends with an undeclared kind fails the test file. */
export function heldTo(vendor) {
  const declared = Object.fromEntries(
    vendors[vendor].map(({ js, rejects }) => [js, [...common, ...rejects.map(({ kind }) => kind)]]),
  );
  return ({ type, operation, error }) => {
    if (type !== "end" || !error) return;
    // If nothing was sent, an argument is not valid.
    const isOfArgument = error.kind === "validation" && error.status === undefined;
    if (isOfArgument || declared[operation].includes(error.kind)) return;
    // The client would catch an exception.
    const message = `\`${operation}\` rejects with \`${error.kind}\` without declaring it: ${error.message}`;
    setTimeout(() => {
      throw new Error(message);
    });
  };
}
