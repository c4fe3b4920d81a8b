// Shared helpers of the tests of `matricula-test-server`: the package's functions, and `kept`, which stops the servers.

import { after } from "node:test";

import { load } from "./support.mjs";

export const { createTestServer, startTestServer } = await load("matricula-test-server");

const started = [];
after(() => Promise.all(started.map((server) => server.stop())));

/** Waits until a server has started, and returns it. The server stops after the tests. */
export const kept = async (starting) => {
  const server = await starting;
  started.push(server);
  return server;
};
