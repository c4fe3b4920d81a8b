// Checks that the scripts for pages use only features of the oldest browsers.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";

import { OLDEST, tooNew } from "./oldest.mjs";
import { repository, resolve } from "./support.mjs";

/** Features that wasm-bindgen and the package use only if they exist. */
const KNOWN = ["Error.captureStackTrace", "Symbol.dispose", ".detached"];
const folder = dirname(resolve("matricula"));
/** The names of the engine's exports. They are allowed, because an export may have the name of a new feature. */
const EXPORTED = WebAssembly.Module.exports(
  new WebAssembly.Module(readFileSync(join(folder, "matricula_bg.wasm"))),
).map(({ name }) => `.${name}`);

test("the search finds features that are newer than the oldest browsers", () => {
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

/**
 * Bundled scripts; of these, only `web.js` is checked. All other scripts are checked together, because they use each
 * other's members.
 */
const WHOLE = ["bundle.js", "native.js", "testing.js", "web.js", "workerd.js"];
const modules = readdirSync(folder).filter((name) => name.endsWith(".js") && !WHOLE.includes(name));
for (const [what, names] of Object.entries({ matricula: modules, "matricula/web": ["web.js"] })) {
  test(`${what} uses only features of the oldest browsers`, () => {
    const newer = tooNew(names.map((name) => readFileSync(join(folder, name), "utf8")).join("\n"));
    assert.deepEqual(
      newer.filter((name) => !KNOWN.includes(name) && !EXPORTED.includes(name)),
      [],
    );
  });
}

test("docs/installs.md names the oldest browsers", () => {
  const page = readFileSync(repository("docs/installs.md"), "utf8");
  const { safari, chrome, firefox } = OLDEST;
  assert.ok(page.includes(`Safari ${safari}, Chrome and Edge ${chrome}, Firefox ${firefox}`));
});
