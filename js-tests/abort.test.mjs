// A call that is aborted or reaches its time limit ends immediately, and closes its connection. No call leaves a timer
// or a listener behind.

import assert from "node:assert/strict";
import { getEventListeners, setMaxListeners } from "node:events";
import { test } from "node:test";

import { CLIENTS, calls, operations } from "./operations.mjs";
import { closed, load, refused, rejection, runInProject, startRaw, within } from "./support.mjs";

const clients = await load();
const { FusioClient, isClientError } = clients;

/** A server that answers each request with `said` and then stays silent; `arrived` resolves at the next request. */
async function startSilent(said = "") {
  let tell;
  let connections = 0;
  const silent = { arrived: undefined };
  const next = () => (silent.arrived = new Promise((resolve) => (tell = resolve)));
  next();
  const raw = await startRaw((socket) => {
    connections += 1;
    socket.once("data", () => {
      socket.write(said);
      tell({ closed: closed(socket) });
      next();
    });
  });
  return Object.assign(silent, { url: raw.url, connections: () => connections });
}

const HALF = "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{";

test("a call with an aborted signal sends nothing", async () => {
  const server = await startSilent();
  const client = new FusioClient({ baseUrl: server.url });
  const reason = new Error("no time");
  assert.equal(await rejection(client.account("token", { signal: AbortSignal.abort(reason) })), reason);
  assert.equal(server.connections(), 0);
});

for (const [where, said] of [
  ["before its answer", ""],
  ["in the middle of its answer", HALF],
]) {
  test(`a call aborted ${where} rejects with the reason and closes the connection`, async () => {
    const server = await startSilent(said);
    const client = new FusioClient({ baseUrl: server.url });
    const controller = new AbortController();
    const call = rejection(client.account("token", { signal: controller.signal }), "the aborted call");
    const connection = await within(server.arrived, "the request");
    const reason = { any: "thing" };
    controller.abort(reason);
    assert.equal(await call, reason);
    await within(connection.closed, "the end of the connection");
  });
}

test("a call aborted without a reason rejects with the platform's AbortError", async () => {
  const server = await startSilent();
  const controller = new AbortController();
  const call = rejection(new FusioClient({ baseUrl: server.url }).account("token", { signal: controller.signal }));
  await within(server.arrived, "the request");
  controller.abort();
  const error = await call;
  assert.equal(error.name, "AbortError");
  assert.equal(isClientError(error), false);
});

test("AbortSignal.timeout and AbortSignal.any work as they do with `fetch`", async () => {
  const server = await startSilent();
  const client = new FusioClient({ baseUrl: server.url });
  const signal = AbortSignal.any([new AbortController().signal, AbortSignal.timeout(50)]);
  // The timer of `AbortSignal.timeout` does not keep Node running, but the call does.
  assert.equal((await rejection(client.account("token", { signal }))).name, "TimeoutError");
});

test("an abort after the end of a call changes nothing", async () => {
  const controller = new AbortController();
  const fetch = async () => new Response('{"id":1,"name":"x"}');
  const client = new FusioClient({ baseUrl: "http://127.0.0.1", fetch });
  const account = await client.account("token", { signal: controller.signal });
  controller.abort();
  assert.equal(account.name, "x");
});

test("an abort ends the wait before a retry", async () => {
  const controller = new AbortController();
  const fetch = async () => {
    setImmediate(() => controller.abort("enough"));
    return new Response("{}", { status: 503, headers: { "Retry-After": "5" } });
  };
  const client = new FusioClient({ baseUrl: "http://127.0.0.1", fetch });
  assert.equal(await rejection(client.account("token", { signal: controller.signal }), "the wait", 2_000), "enough");
});

test("one signal ends all calls that use it", async () => {
  const server = await startSilent();
  const client = new FusioClient({ baseUrl: server.url });
  const controller = new AbortController();
  const calls = Array.from({ length: 8 }, () => rejection(client.account("token", { signal: controller.signal })));
  await within(server.arrived, "the first request");
  controller.abort("all");
  assert.deepEqual(await Promise.all(calls), Array(8).fill("all"));
});

test("a call that reaches its time limit closes its connection, even in the middle of the answer", async () => {
  for (const said of ["", HALF]) {
    const server = await startSilent(said);
    const client = new FusioClient({ baseUrl: server.url });
    const arrived = server.arrived;
    const call = refused(client.account("token", { timeoutMs: 300 }), { kind: "timeout", status: undefined });
    const connection = await within(arrived, "the request");
    await call;
    await within(connection.closed, "the end of the connection");
  }
});

test("the time limit of a client applies to every call", async () => {
  const server = await startSilent();
  const client = new FusioClient({ baseUrl: server.url, timeoutMs: 50 });
  await refused(client.account("token"), { kind: "timeout" });
  await refused(client.login({ username: "me", password: "x" }), { kind: "timeout" });
});

test("a `fetch` that ignores its signal does not block a call", async () => {
  const hanging = () => new Promise(() => {});
  const client = new FusioClient({ baseUrl: "http://127.0.0.1", fetch: hanging });
  await refused(client.account("token", { timeoutMs: 20 }), { kind: "timeout" });
  const controller = new AbortController();
  const call = rejection(client.account("token", { signal: controller.signal }));
  controller.abort("enough");
  assert.equal(await call, "enough");
});

for (const name of CLIENTS) {
  test(`${name}: every operation that sends a request can be aborted and has a time limit`, async () => {
    let requests = 0;
    const hanging = () => ((requests += 1), new Promise(() => {}));
    const client = new clients[name]({ baseUrl: "http://127.0.0.1", fetch: hanging });
    const all = operations(name).filter(({ takesOptions }) => takesOptions);
    for (const operation of all) {
      const [args] = calls(name, operation, "x");
      const aborted = client[operation.name](...args, { signal: AbortSignal.abort(operation.name) });
      assert.equal(await rejection(aborted, operation.name), operation.name);
    }
    assert.equal(requests, 0);
    await Promise.all(
      all.map(async (operation) => {
        const [args] = calls(name, operation, "x");
        await refused(client[operation.name](...args, { timeoutMs: 20 }), { kind: "timeout" }, operation.name);
      }),
    );
    assert.equal(requests, all.length);
    const controller = new AbortController();
    setMaxListeners(0, controller.signal);
    const { signal } = controller;
    const calling = all.map((operation) =>
      rejection(client[operation.name](...calls(name, operation, "x")[0], { signal }), operation.name),
    );
    setImmediate(() => controller.abort("all"));
    assert.deepEqual(
      await Promise.all(calling),
      all.map(() => "all"),
    );
  });
}

test("a long-lived signal does not collect listeners", async () => {
  const { signal } = new AbortController();
  const answers = [async () => new Response('{"id":1,"name":"x"}'), async () => new Response("", { status: 500 })];
  for (const fetch of answers) {
    const client = new FusioClient({ baseUrl: "http://127.0.0.1", fetch, retry: { attempts: 0 } });
    for (let calls = 0; calls < 100; calls += 1) await client.account("token", { signal }).catch(() => {});
  }
  assert.equal(getEventListeners(signal, "abort").length, 0);
});

test("no timer keeps Node alive after a call", async () => {
  const script = `
    import { FusioClient } from "matricula";
    const fetch = async () => new Response('{"id":1,"name":"x"}');
    const client = new FusioClient({ baseUrl: "http://127.0.0.1", fetch, timeoutMs: 600_000 });
    await client.account("token");
    const { signal } = new AbortController();
    await client.account("token", { signal });
    console.log(process.getActiveResourcesInfo().filter((name) => name === "Timeout").length);`;
  assert.equal(await runInProject(script), "0");
});
