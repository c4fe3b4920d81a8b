// Runs the test files of `FILES` again, with the server of the npm package `matricula-test-server` instead of the
// native server.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { test } from "node:test";

const FILES = [
  "official-sdk",
  "official-fusionauth",
  "official-groups",
  "official-identities",
  "official-passwordless",
  "official-two-factor",
  "official-users",
  "fusionauth-journey",
  "journey",
  "login",
];

// Without `NODE_TEST_CONTEXT`, the inner runner does not report to the runner of this file.
const env = { ...process.env, MATRICULA_TARGET_SERVER: "package", NODE_TEST_CONTEXT: undefined };

for (const name of FILES) {
  test(`${name}: the tests pass with the server of the npm package`, async (context) => {
    const args = ["--test", "--test-reporter=tap", `${name}.test.mjs`];
    const runner = spawn(process.execPath, args, {
      cwd: import.meta.dirname,
      env,
      stdio: ["ignore", "pipe", "inherit"],
    });
    context.signal.addEventListener("abort", () => runner.kill());
    const [output, [code]] = await Promise.all([text(runner.stdout), once(runner, "close")]);
    assert.equal(code, 0, output);
    const [, passed] = output.match(/^# pass (\d+)$/m);
    assert.ok(Number(passed) > 0);
    context.diagnostic(`${passed} tests`);
  });
}
