// Checks that the files in `all`, which `npm test` runs, import every test file.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

test("every test file runs", () => {
  const all = join(import.meta.dirname, "all");
  const named = readdirSync(all)
    .map((name) => readFileSync(join(all, name), "utf8"))
    .join("");
  const forgotten = readdirSync(import.meta.dirname).filter(
    (name) => name.endsWith(".test.mjs") && !named.includes(`"../${name}"`),
  );
  assert.deepEqual(forgotten, []);
});
