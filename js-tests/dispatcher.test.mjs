// In Node, requests go directly to the dispatcher that `fetch` uses, or to `fetch` if a program has replaced it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";

import { Agent, getGlobalDispatcher, interceptors, MockAgent, setGlobalDispatcher } from "undici";

import { load, loadCopy, newcomer, refused, startRaw, startServer, within } from "./support.mjs";

const { FusioClient, FusionAuthClient } = await load();
const ACCOUNT = { id: 1, name: "somebody" };

/** Makes `fetch` use `dispatcher` until the test ends. */
function dispatchWith(t, dispatcher) {
  const before = getGlobalDispatcher();
  setGlobalDispatcher(dispatcher);
  t.after(() => setGlobalDispatcher(before));
}

/** Records only the requests of our package. The package calls `request`, but `fetch` calls `dispatch`. */
class Counting extends Agent {
  requests = [];
  request(options, ...rest) {
    this.requests.push(`${options.method} ${options.path}`);
    return super.request(options, ...rest);
  }
}

/** A server that answers with these bytes, and then closes the connection if `close` is true. */
function says(head, body = "", close = true) {
  const bytes = Buffer.concat([Buffer.from(head), Buffer.from(body)]);
  return startRaw((socket) => socket.once("data", () => (close ? socket.end(bytes) : socket.write(bytes))));
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

test("undici's `MockAgent` answers the calls of a client without a network", async (t) => {
  const mock = new MockAgent();
  mock.disableNetConnect();
  dispatchWith(t, mock);
  const origin = "http://fusio.example";
  mock
    .get(origin)
    .intercept({ path: "/base/consumer/account", headers: { authorization: "Bearer token" } })
    .reply(200, ACCOUNT);
  const client = new FusioClient({ baseUrl: `${origin}/base` });
  assert.deepEqual(await client.account("token"), ACCOUNT);
  mock.assertNoPendingInterceptors();
});

test("requests go to the option `fetch`, or to the global `fetch` if a program has replaced it", async (t) => {
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

test("a redirect is not followed, even with a dispatcher that follows redirects", async (t) => {
  const dispatcher = new Agent().compose(interceptors.redirect({ maxRedirections: 3 }));
  t.after(() => dispatcher.close());
  dispatchWith(t, dispatcher);
  const elsewhere = await startRaw(() => assert.fail("the password was sent to another server"));
  const server = await says(`HTTP/1.1 307 Whatever\r\nLocation: ${elsewhere.url}/\r\nContent-Length: 0\r\n\r\n`);
  const client = new FusioClient({ baseUrl: server.url });
  await refused(client.login({ username: "me", password: "secret" }), { kind: "unexpected_response", status: 307 });
});

test("the client sends the same headers to the dispatcher as to `fetch`", async () => {
  const headers = { "user-agent": "an-app", Host: "other.example", accept: "text/json", "X-Tenant": "one" };
  const heads = [];
  for (const fetch of [undefined, (...request) => globalThis.fetch(...request)]) {
    const server = await startRaw((socket) =>
      socket.once("data", (data) => {
        heads.push(data.toString().replaceAll(`:${server.server.address().port}`, ""));
        socket.end(`HTTP/1.1 200 OK\r\nContent-Length: 22\r\n\r\n{"id":1,"name":"some"}`);
      }),
    );
    await new FusioClient({ baseUrl: server.url, headers, fetch }).account("token");
  }
  // Headers that `fetch` itself adds.
  const own = /^(accept-language|accept-encoding|sec-fetch-mode|connection):/i;
  const [ours, theirs] = heads.map((head) =>
    head
      .trim()
      .split("\r\n")
      .filter((line) => !own.test(line))
      .map((line) => line.toLowerCase())
      .sort(),
  );
  assert.deepEqual(ours, theirs);
  assert.ok(ours.includes("host: 127.0.0.1"), ours.join());
});

test("in Node, a request has a User-Agent even if a test sets the `navigator` of a browser", async (t) => {
  const before = Object.getOwnPropertyDescriptor(globalThis, "navigator");
  Object.defineProperty(globalThis, "navigator", {
    value: { userAgent: "Mozilla/5.0 (linux) jsdom/29.1.1" },
    configurable: true,
  });
  t.after(() => (before ? Object.defineProperty(globalThis, "navigator", before) : delete globalThis.navigator));
  const server = await startServer();
  const { name, email, password } = newcomer();
  const { FusioClient } = await loadCopy();
  assert.equal((await new FusioClient({ baseUrl: server.url }).register({ name, email, password })).success, true);
  assert.equal((await server.requests()).at(-1).user_agent, "node");
});

test("a compressed answer is read, although the client does not ask for one", async () => {
  const text = JSON.stringify(ACCOUNT);
  const cut = gzipSync(text).subarray(0, -8);
  const packed = {
    gzip: gzipSync(text),
    GZIP: cut,
    "x-gzip": gzipSync(text),
    deflate: deflateSync(text),
    br: brotliCompressSync(text),
    BR: brotliCompressSync(text),
    constructor: text,
    identity: text,
  };
  for (const [encoding, body] of Object.entries(packed)) {
    const server = await says(
      `HTTP/1.1 200 OK\r\nContent-Encoding: ${encoding}\r\nContent-Length: ${body.length}\r\n\r\n`,
      body,
    );
    assert.deepEqual(await new FusioClient({ baseUrl: server.url }).account("token"), ACCOUNT, encoding);
  }
  const empty = await says("HTTP/1.1 401 Whatever\r\nContent-Encoding: gzip\r\nContent-Length: 0\r\n\r\n");
  await refused(new FusioClient({ baseUrl: empty.url }).account("token"), { kind: "unauthorized", status: 401 });
  const done = await says("HTTP/1.1 204 Whatever\r\nContent-Encoding: gzip\r\n\r\n");
  assert.equal(await new FusionAuthClient({ baseUrl: done.url, apiKey: "key" }).revokeRefreshToken("id"), undefined);
});

test("if a compressed answer is too long or invalid, the client closes the connection immediately", async () => {
  const bomb = gzipSync(`"${"x".repeat(64 * 1024 * 1024)}"`);
  for (const [body, expected] of [
    [bomb, { kind: "unexpected_response", status: 200 }],
    ["not gzip", { kind: "network" }],
  ]) {
    // The server announces one more byte and never sends it.
    const server = await says(
      `HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: ${body.length + 1}\r\n\r\n`,
      body,
      false,
    );
    const gone = new Promise((resolve) => server.server.once("connection", (socket) => socket.once("close", resolve)));
    await refused(new FusioClient({ baseUrl: server.url, retry: { attempts: 0 } }).account("token"), expected);
    await within(gone, "the end of the connection");
  }
});
