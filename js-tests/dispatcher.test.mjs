// In Node requests go to the dispatcher behind `fetch`, so what a program does to either holds for the clients.

import assert from "node:assert/strict";
import { test } from "node:test";
import { deflateSync, gzipSync } from "node:zlib";

import { Agent, MockAgent, getGlobalDispatcher, setGlobalDispatcher } from "undici";

import { load, newcomer, startRaw, startServer } from "./support.mjs";

const { FusioClient } = await load();
const ACCOUNT = { id: 1, name: "somebody" };

/** Lets `dispatcher` be that of `fetch` until the test ends. */
function dispatchWith(t, dispatcher) {
  const before = getGlobalDispatcher();
  setGlobalDispatcher(dispatcher);
  t.after(() => setGlobalDispatcher(before));
}

/** A dispatcher that notes what it is asked for; `request` is what only we use. */
class Counting extends Agent {
  requests = [];
  request(options, ...rest) {
    this.requests.push(`${options.method} ${options.path}`);
    return super.request(options, ...rest);
  }
}

test("requests go to the dispatcher that a program has set for `fetch`", async (t) => {
  const server = await startServer("--password-hash", "cheap");
  const dispatcher = new Counting();
  t.after(() => dispatcher.close());
  dispatchWith(t, dispatcher);
  const client = new FusioClient({ baseUrl: server.url });
  const { name, email, password } = newcomer();
  assert.equal((await client.register({ name, email, password })).success, true);
  await client.activate({ token: await server.mailedToken(email) });
  const { token } = await client.login({ username: name, password });
  assert.equal((await client.account(token)).email, email);
  assert.deepEqual(dispatcher.requests, [
    "POST /consumer/register",
    "POST /consumer/activate",
    "POST /consumer/login",
    "GET /consumer/account",
  ]);
});

test("undici's mock answers the clients without a network", async (t) => {
  const mock = new MockAgent();
  mock.disableNetConnect();
  dispatchWith(t, mock);
  const origin = "http://fusio.example";
  mock.get(origin).intercept({ path: "/base/consumer/account", headers: { authorization: "Bearer token" } }).reply(200, ACCOUNT);
  const client = new FusioClient({ baseUrl: `${origin}/base` });
  assert.deepEqual(await client.account("token"), ACCOUNT);
  mock.assertNoPendingInterceptors();
});

test("a `fetch` that was put in the place of Node's own gets the requests, and so does one that is given", async (t) => {
  const dispatcher = new Counting();
  dispatchWith(t, dispatcher);
  const seen = [];
  const fake = (who) => async (url) => (seen.push(`${who} ${url}`), Response.json(ACCOUNT));
  t.mock.method(globalThis, "fetch", fake("global"));
  const options = { baseUrl: "http://fusio.example" };
  const client = new FusioClient(options);
  assert.deepEqual(await client.account("token"), ACCOUNT);
  assert.deepEqual(await new FusioClient({ ...options, fetch: fake("given") }).account("token"), ACCOUNT);
  assert.deepEqual(await new FusioClient({ ...options, fetch: undefined }).account("token"), ACCOUNT);
  const url = "http://fusio.example/consumer/account";
  assert.deepEqual(seen, [`global ${url}`, `given ${url}`, `global ${url}`]);
  assert.deepEqual(dispatcher.requests, []);
});

test("an answer that nobody asked to compress is read all the same", async () => {
  const text = JSON.stringify(ACCOUNT);
  for (const [encoding, body] of Object.entries({ gzip: gzipSync(text), deflate: deflateSync(text), identity: Buffer.from(text) })) {
    const head = `HTTP/1.1 200 OK\r\nContent-Encoding: ${encoding}\r\nContent-Length: ${body.length}\r\n\r\n`;
    const bytes = Buffer.concat([Buffer.from(head), body]);
    const server = await startRaw((socket) => socket.once("data", () => socket.end(bytes)));
    assert.deepEqual(await new FusioClient({ baseUrl: server.url }).account("token"), ACCOUNT, encoding);
  }
});
