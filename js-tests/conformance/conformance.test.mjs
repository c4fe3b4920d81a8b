// Runs the Rust tests of the native server against servers of the npm package. Some features exist only in the native
// server; the tests of these features start the native server as usual.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import { test } from "node:test";

import { load, repository } from "../support.mjs";

const { startTestServer } = await load("matricula-test-server");

/** Starts a test server, and answers with the URL of this server. The server stops when the connection closes. */
async function make(response) {
  const server = await startTestServer();
  response.on("close", () => server.stop());
  response.write(`${server.url}\n`);
}

test("the Rust tests of the native server pass with servers of the npm package", async () => {
  const maker = createServer((_, response) => make(response).catch(() => response.destroy()));
  maker.listen(0, "127.0.0.1");
  await once(maker, "listening");
  const MATRICULA_SERVER_MAKER = `http://127.0.0.1:${maker.address().port}`;
  const options = { cwd: repository("test-server"), env: { ...process.env, MATRICULA_SERVER_MAKER }, stdio: "inherit" };
  const [code] = await once(spawn(process.env.MATRICULA_SERVER_TESTS, [], options), "exit");
  maker.closeAllConnections();
  maker.close();
  assert.equal(code, 0);
});
