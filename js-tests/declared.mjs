// Checks that calls fail only with error kinds that their operations declare. tests/it/declared.rs does so in Rust.

import { readFileSync } from "node:fs";

import { repository } from "./support.mjs";

const { common, ...vendors } = JSON.parse(readFileSync(repository("docs/operations.json"), "utf8"));

/** An `observe` for a client of the test server: an error with an undeclared kind makes the test file fail. */
export function heldTo(vendor) {
  const declared = Object.fromEntries(
    vendors[vendor].map(({ js, rejects }) => [js, [...common, ...rejects.map(({ kind }) => kind)]]),
  );
  return ({ type, operation, error }) => {
    if (type !== "end" || !error) return;
    // A `validation` error without a status is about an argument: nothing was sent.
    const isOfArgument = error.kind === "validation" && error.status === undefined;
    if (isOfArgument || declared[operation].includes(error.kind)) return;
    // A timer throws the error outside the client, because the client catches each error of an observer.
    const message = `\`${operation}\` rejects with \`${error.kind}\` without declaring it: ${error.message}`;
    setTimeout(() => {
      throw new Error(message);
    });
  };
}
