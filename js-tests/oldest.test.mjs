// The scripts for pages use nothing that the oldest browsers have not got.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";

import { OLDEST, tooNew } from "./oldest.mjs";
import { repository, resolve } from "./support.mjs";

/** What wasm-bindgen and the package look for before they use it, and the engine's memory, which has the name of something new. */
const KNOWN = ["Error.captureStackTrace", "Symbol.dispose", ".detached", ".memory"];

test("what is newer than the oldest browsers is seen", () => {
  const newer = [
    "URL.canParse(x)",
    "globalThis.URL.canParse(x)",
    "Promise.withResolvers()",
    "[1].toSorted()",
    "new Set().union(x)",
    "new URLPattern(x)",
    "AbortSignal.any(x)",
    "x.isWellFormed()",
  ];
  for (const script of newer) assert.equal(tooNew(script).length, 1, script);
  const old = [
    "new URL(x)",
    "AbortSignal.timeout(1)",
    "[1].at(-1)",
    "Object.hasOwn(x, y)",
    "structuredClone(x)",
    "navigator.locks.request(x)",
    "({ union: 1 }).union",
    "crypto.randomUUID()",
  ];
  for (const script of old) assert.deepEqual(tooNew(script), [], script);
});

for (const name of ["index.js", "web.js"]) {
  test(`${name} runs in the oldest browsers`, () => {
    const script = readFileSync(join(dirname(resolve("matricula")), name), "utf8");
    assert.deepEqual(
      tooNew(script).filter((name) => !KNOWN.includes(name)),
      [],
    );
  });
}

test("docs/installs.md names them", () => {
  const page = readFileSync(repository("docs/installs.md"), "utf8");
  const { safari, chrome, firefox } = OLDEST;
  assert.ok(page.includes(`Safari ${safari}, Chrome and Edge ${chrome}, Firefox ${firefox}`));
});
