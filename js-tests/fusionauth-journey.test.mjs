// Runs a list of calls to the FusionAuth API in Node. pages.mjs runs the list in browsers, and tests/it runs it in
// Rust.

import assert from "node:assert/strict";
import { test } from "node:test";

import { heldTo } from "./declared.mjs";
import { Journey } from "./page/journey.mjs";
import { KICKSTART, load, readJson, readTranscript, repository, startServer } from "./support.mjs";

const list = await readJson(repository("tests/fixtures/fusionauth-journey.json"));
const transcript = await readTranscript();
const server = await startServer("--kickstart", KICKSTART);
const journey = new Journey(
  await load(),
  { ...server, observe: heldTo("fusionauth") },
  await readJson(KICKSTART),
  list,
);

test("the transcript has exactly the steps of the list", () => {
  assert.deepEqual(
    transcript.map(({ step }) => step),
    list.steps.map(({ step }) => step),
  );
});

for (const [index, step] of list.steps.entries()) {
  test(step.step, async () => assert.deepEqual(await journey.take(step), transcript[index]));
}
