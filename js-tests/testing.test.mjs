// `matricula/testing`: the example of the documentation, how servers start and end, and errors.

import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { copyFile, cp, mkdtemp, rm, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { test } from "node:test";
import { promisify } from "node:util";

import { NATIVE as command, load, project, rejection, repository, resolve, runInProject, within } from "./support.mjs";

const { startTestServer } = await load("matricula/testing");
const answers = (url) =>
  fetch(url).then(
    () => true,
    () => false,
  );

test("the example passes", async () => {
  await copyFile(repository("js-tests/example/sign-up.test.mjs"), join(project, "sign-up.test.mjs"));
  // Without `NODE_TEST_CONTEXT`, the inner runner does not report to the runner of this file.
  const env = { ...process.env, TEST_SERVER: command, NODE_TEST_CONTEXT: undefined };
  const args = ["--test", "--test-reporter=tap", "sign-up.test.mjs"];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: project, env, timeout: 60_000 });
  assert.deepEqual(stdout.match(/^(not )?ok \d+ - .*$/gm), [
    "ok 1 - a user who follows the link in the mail can log in",
    "ok 2 - a user who does not follow the link cannot log in",
    "ok 3 - the app gets an error while registration is closed",
  ]);
});

test("servers are independent and end when they are stopped", async () => {
  const [one, other] = await Promise.all([startTestServer({ command }), startTestServer({ command })]);
  assert.notEqual(one.url, other.url);
  await fetch(`${one.url}/consumer/account`);
  assert.deepEqual([(await one.requests()).length, (await other.requests()).length], [1, 0]);
  await one.stop();
  await one.stop();
  assert.deepEqual([await answers(one.url), await answers(other.url)], [false, true]);
  await other[Symbol.asyncDispose]();
  assert.equal(await answers(other.url), false);
});

test("a test does not have to stop its server: the server ends after the test", async () => {
  const script = `
    import { startTestServer } from "matricula/testing";
    console.log((await startTestServer({ command: ${JSON.stringify(command)} })).url);`;
  const url = await runInProject(script);
  assert.match(url, /^http:/);
  // The server ends shortly after the script.
  await within(
    (async () => {
      while (await answers(url));
    })(),
    "the end of the server",
  );
});

test("the server of a killed test ends", async () => {
  const script = `
    import { startTestServer } from "matricula/testing";
    console.log((await startTestServer({ command: ${JSON.stringify(command)} })).url);
    setInterval(() => {}, 1000);`;
  const runner = spawn(process.execPath, ["--input-type=module", "--eval", script], {
    cwd: project,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [url] = await within(once(createInterface(runner.stdout), "line"), "the address");
  assert.equal(await answers(url), true);
  runner.kill("SIGKILL");
  await within(
    (async () => {
      while (await answers(url));
    })(),
    "the end of the server",
  );
});

test("the error says that a program is missing, has ended, or prints no address", async () => {
  const missing = await rejection(startTestServer({ command: "no-such-program" }));
  assert.match(missing.message, /^no-such-program cannot be started: put it on PATH/);
  assert.equal(missing.cause.code, "ENOENT");
  const node = (script, timeoutMs) =>
    startTestServer({ command: process.execPath, args: ["--eval", script], timeoutMs });
  assert.match((await rejection(node("process.exit(3)"))).message, /has ended: 3$/);
  assert.match(
    (await rejection(node("console.log('hello'); setInterval(() => {}, 1000)"))).message,
    /is it the test server/,
  );
  assert.match((await rejection(node("setInterval(() => {}, 1000)", 300))).message, /not ready within 300 ms/);
});

test("without a command, the server is the installed package, in the test's own process", async () => {
  const config = { fusio: { user_approval: false } };
  for (const starting of [startTestServer({ config }), startTestServer({ args: ["--port", "0"], config })]) {
    await using(await starting, async (server) => {
      assert.equal((await server.settings({})).fusio.user_approval, false);
      assert.notEqual(await server.listen(), server.url);
    });
  }
  const flags = await rejection(startTestServer({ args: ["--port", "x"] }));
  assert.equal(flags.message, "--port must be a number from 0 to 65535");
});

test("without the package the server is the program on PATH; without both the error says what to install", async () => {
  // A project without the package `matricula-test-server`.
  const folder = await mkdtemp(join(tmpdir(), "matricula-alone-"));
  try {
    await cp(dirname(resolve("matricula")), join(folder, "node_modules/matricula"), { recursive: true });
    await symlink(command, join(folder, "matricula-test-server"));
    const script = `
      const { startTestServer } = await import("matricula/testing");
      await startTestServer().then(
        async (server) => {
          console.log(await server.listen() === server.url);
          await server.stop();
        },
        (error) => console.log(error.message),
      );`;
    const run = async (PATH) => {
      const args = ["--input-type=module", "--eval", script];
      const env = { ...process.env, PATH };
      return (await promisify(execFile)(process.execPath, args, { cwd: folder, env, timeout: 20_000 })).stdout.trim();
    };
    assert.equal(await run(folder), "true");
    assert.match(
      await run(join(folder, "empty")),
      /^there is no test server: run `npm install --save-dev matricula-test-server`/,
    );
  } finally {
    await rm(folder, { recursive: true });
  }
});

test("with `command`, the program gets only flags, so the option `kickstart` is refused", async () => {
  const error = await rejection(startTestServer({ command, kickstart: {} }));
  assert.match(error.message, /give it the names of files in `args`/);
  await using(await startTestServer({ command }), async (server) => {
    assert.equal(server.controlUrl, `${server.url}/_test`);
    assert.equal(await server.tell("GET", "/outbox").then((mails) => mails.length), 0);
    assert.match((await rejection(server.listen({ port: 0 }))).message, /the program has one port/);
    assert.equal((await server.fetch(`${server.url}/consumer/account`)).status, 401);
  });
});

test("a refused control request is an error", async () => {
  await using(await startTestServer({ command }), async (server) => {
    const error = await rejection(server.control("PATCH", "/settings", { fusio: { unknown: true } }));
    assert.match(error.message, /^PATCH \/settings: 400 /);
  });
});

test("the script for `require` also starts the server", async () => {
  const required = createRequire(import.meta.url)(join(dirname(resolve("matricula/testing")), "testing.cjs"));
  for (const options of [{ command }, {}]) {
    await using(await required.startTestServer(options), async (server) => {
      assert.deepEqual(await server.outbox("nobody@example.com"), []);
    });
  }
});

/** Does the same as `await using`, which some Node versions cannot parse. */
async function using(server, use) {
  try {
    await use(server);
  } finally {
    await server[Symbol.asyncDispose]();
  }
}
