// `matricula-test-server`: the server in the test's own process, reached through `fetch` or on a port.

import assert from "node:assert/strict";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { connect } from "node:net";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { test } from "node:test";

import { KICKSTART, load, newcomer, packed, readJson, rejection, resolve, runInProject } from "./support.mjs";
import { createTestServer, kept, startTestServer } from "./test-servers.mjs";

const { FusioClient, FusionAuthClient } = await load();
const folder = dirname(resolve("matricula-test-server"));

const create = (options) => kept(createTestServer(options));
const start = (options) => kept(startTestServer(options));

/** A client without retries: each call sends one request. */
const clientOf = (server, fetch) =>
  new FusioClient({ baseUrl: server.url, retry: { attempts: 0 }, ...(fetch && { fetch }) });
const tokenOf = async (server, { email }) => (await server.outbox(email)).at(-1).links[0].split("/").at(-1);

async function signUp(server, fusio, person = newcomer()) {
  await fusio.register(person);
  await fusio.activate({ token: await tokenOf(server, person) });
  const { token } = await fusio.login({ username: person.name, password: person.password });
  return { person, token };
}

test("a user signs up through `fetch`, without a port and without a network", async () => {
  const server = await create();
  assert.equal(server.url, "http://matricula.test");
  const fusio = clientOf(server, server.fetch);
  const person = newcomer();
  await fusio.register(person);
  const [{ to, links }] = await server.outbox(person.email);
  assert.equal(to, person.email);
  assert.ok(links[0].startsWith(`${server.url}/`), links[0]);
  await fusio.activate({ token: await tokenOf(server, person) });
  const { token } = await fusio.login({ username: person.name, password: person.password });
  assert.equal((await fusio.account(token)).name, person.name);
  assert.deepEqual(
    (await server.requests()).map(({ path, status }) => [path, status]),
    [
      ["/consumer/register", 200],
      ["/consumer/activate", 200],
      ["/consumer/login", 200],
      ["/consumer/account", 200],
    ],
  );
  await server.reset();
  assert.deepEqual(await server.outbox(), []);
});

test("a user signs up at a server on a port", async () => {
  const server = await start();
  assert.match(server.url, /^http:\/\/127\.0\.0\.1:\d+$/);
  const { person, token } = await signUp(server, clientOf(server));
  // The server's `fetch` reaches the same server.
  assert.equal((await clientOf(server, server.fetch).account(token)).name, person.name);
  const other = await server.listen();
  assert.notEqual(other, server.url);
  assert.equal((await clientOf({ url: other }).account(token)).name, person.name);
});

test("settings and the clock change what the server does", async () => {
  const server = await create({ config: { fusio: { user_approval: false, expire_token: 60 } } });
  const fusio = clientOf(server, server.fetch);
  const person = newcomer();
  await fusio.register(person);
  const { token } = await fusio.login({ username: person.name, password: person.password });
  await server.advance(61);
  assert.equal((await rejection(fusio.account(token))).status, 401);
  const { fusio: settings } = await server.settings({ fusio: { registration: false } });
  assert.equal(settings.registration, false);
  assert.equal((await rejection(fusio.register(newcomer()))).status, 503);
  assert.equal((await server.control("GET", "/settings")).fusio.expire_token, 60);
  const refused = await rejection(server.settings({ fusio: { unknown: true } }));
  assert.match(refused.message, /^PATCH \/settings: 400 /);
});

test("a kickstart document makes tenants and applications", async () => {
  const kickstart = await readJson(KICKSTART);
  const { apiKey, openApplicationId: applicationId } = kickstart.variables;
  const server = await create({ kickstart });
  const auth = new FusionAuthClient({ baseUrl: server.url, apiKey, fetch: server.fetch });
  const { email, password } = newcomer();
  const request = { user: { email, password }, registration: { applicationId } };
  const { registration } = await auth.createAndRegister(null, request);
  assert.equal(registration.applicationId, applicationId);
  const unknown = { requests: [{ method: "POST", url: "/api/no-such-thing", body: {} }] };
  assert.match((await rejection(createTestServer({ kickstart: unknown }))).message, /^kickstart: requests\[0\]/);
  const wrong = await rejection(createTestServer({ config: { fusio: { nope: 1 } } }));
  assert.equal(wrong.message, "the configuration is invalid at fusio.nope: is unknown");
});

test("a snapshot has all data of a server, and another server can restore it", async () => {
  const one = await create();
  const person = newcomer();
  await clientOf(one, one.fetch).register(person);
  await one.advance(600);
  const snapshot = JSON.parse(JSON.stringify(await one.snapshot()));
  const other = await create();
  await other.restore(snapshot);
  const fusio = clientOf(other, other.fetch);
  await fusio.activate({ token: await tokenOf(other, person) });
  await fusio.login({ username: person.name, password: person.password });
  // The restore drops all changes since the snapshot.
  await other.restore(snapshot);
  assert.equal((await rejection(fusio.login({ username: person.name, password: person.password }))).status, 400);
  assert.match((await rejection(other.restore({ version: "0" }))).message, /^POST \/restore: 400 /);
  assert.equal((await other.outbox(person.email)).length, 1);
});

for (const [way, make] of [
  ["through `fetch`", create],
  ["on a port", start],
]) {
  test(`a fault can close the connection, never answer, or answer for ever (${way})`, async () => {
    const server = await make();
    const send = server.url.startsWith("http://127.") ? fetch : server.fetch;
    const path = "/consumer/login";
    await server.fault({ path, action: "reset" });
    assert.ok((await rejection(send(server.url + path))) instanceof TypeError);

    await server.fault({ path, action: "stall" });
    const reason = new Error("enough");
    const stalled = new AbortController();
    const pending = rejection(send(server.url + path, { signal: stalled.signal }));
    while (!(await server.requests()).some((request) => request.path === path && request.status === null));
    stalled.abort(reason);
    assert.equal(await pending, reason);
    assert.equal(await rejection(send(server.url, { signal: AbortSignal.abort(reason) })), reason);

    await server.fault({ path, action: "endless", times: 2 });
    let length = 0;
    for await (const piece of (await send(server.url + path)).body) {
      length += piece.length;
      if (length > 1_000_000) break;
    }
    const endless = new AbortController();
    const { body } = await send(server.url + path, { signal: endless.signal });
    const reader = body.getReader();
    await reader.read();
    endless.abort(reason);
    const read = async () => {
      while (!(await reader.read()).done);
    };
    assert.equal(await rejection(read()), reason);

    await server.fault({ path, status: 503, headers: { "Retry-After": "2" }, body: "later" });
    const answer = await send(server.url + path);
    assert.deepEqual(
      [answer.status, answer.headers.get("retry-after"), await answer.text(), answer.url, answer.redirected],
      [503, "2", "later", server.url + path, false],
    );
  });
}

test("`fetch` follows redirects as the global `fetch` does", async () => {
  const server = await create();
  const redirect = (status, Location) => server.fault({ path: "/from", status, headers: { Location } });
  const sent = { method: "POST", body: "{}", headers: { "Content-Type": "application/json" } };
  const seen = async () => (await server.requests()).slice(-1).map(({ method, path }) => `${method} ${path}`)[0];
  for (const [status, method] of [
    [301, "GET"],
    [302, "GET"],
    [303, "GET"],
    [307, "POST"],
    [308, "POST"],
  ]) {
    await redirect(status, "/consumer/scope?a=b");
    const { url, redirected } = await server.fetch(`${server.url}/from`, sent);
    assert.deepEqual([url, redirected], [`${server.url}/consumer/scope?a=b`, true]);
    assert.equal(await seen(), `${method} /consumer/scope`, `${status}`);
  }
  await redirect(302, "/to");
  const manual = await server.fetch(new URL("/from", server.url), { redirect: "manual" });
  assert.deepEqual([manual.status, manual.headers.get("location")], [302, "/to"]);
  await redirect(302, "/to");
  assert.ok((await rejection(server.fetch(`${server.url}/from`, { redirect: "error" }))) instanceof TypeError);
  await redirect(302, "data:text/plain,a");
  assert.ok((await rejection(server.fetch(`${server.url}/from`))) instanceof TypeError);
  await server.fault({ path: "/from", status: 302, headers: { Location: "/from" }, times: 100 });
  assert.ok((await rejection(server.fetch(`${server.url}/from`))) instanceof TypeError);
});

test("a response has its status text, and its clone has the same address", async () => {
  const server = await start();
  const path = "/consumer/scope";
  for (const [status, words] of [
    [401, "Unauthorized"],
    [503, "Service Unavailable"],
    [599, ""],
  ]) {
    if (status !== 401) await server.fault({ path, status, times: 2 });
    assert.equal((await server.fetch(server.url + path)).statusText, words);
    // The server on a port has the same text. But for an unknown status, Node uses another text.
    if (words) assert.equal((await fetch(server.url + path)).statusText, words);
  }
  await server.fault({ path: "/from", status: 302, headers: { Location: "/consumer/account" } });
  const response = await server.fetch(`${server.url}/from`);
  const clone = response.clone().clone();
  assert.deepEqual([clone.url, clone.redirected, clone.status], [`${server.url}/consumer/account`, true, 401]);
  assert.equal(await clone.text(), await response.text());
});

test("requests to other origins go to the network, and carry no credentials after a redirect", async () => {
  const network = createServer((request, response) => response.end(`${request.headers.authorization}`)).unref();
  network.listen(0, "127.0.0.1");
  await once(network, "listening");
  const url = `http://127.0.0.1:${network.address().port}/`;
  const server = await create();
  const headers = { Authorization: "Bearer a" };
  assert.equal(await (await server.fetch(url, { headers })).text(), "Bearer a");
  await server.fault({ path: "/from", status: 302, headers: { Location: url } });
  const request = new Request(`${server.url}/from`, { headers });
  assert.equal(await (await server.fetch(request)).text(), "undefined");
  network.closeAllConnections();
  network.close();
});

test("the server's `fetch` can replace the global `fetch`", async () => {
  const script = `
    import { createTestServer } from "matricula-test-server";
    const one = await createTestServer();
    globalThis.fetch = one.fetch;
    const other = await createTestServer({ url: "http://other.test" });
    globalThis.fetch = other.fetch;
    const statuses = [];
    for (const { url } of [one, other]) statuses.push((await fetch(url + "/consumer/account")).status);
    statuses.push((await one.requests()).length, (await other.requests()).length);
    console.log(JSON.stringify(statuses));`;
  assert.deepEqual(JSON.parse(await runInProject(script)), [401, 401, 1, 1]);
});

test("two servers side by side share nothing", async () => {
  const [one, other] = await Promise.all([create(), create()]);
  const person = newcomer();
  await signUp(one, clientOf(one, one.fetch), person);
  await other.advance(1_000_000);
  assert.deepEqual(await other.outbox(), []);
  await signUp(other, clientOf(other, other.fetch), person);
  await other.stop();
  await clientOf(one, one.fetch).login({ username: person.name, password: person.password });
});

test("after `stop`, all calls except `stop` reject, also those that wait for an answer", async () => {
  const server = await start();
  await server.fault({ path: "/consumer/login", action: "stall" });
  const waiting = rejection(server.fetch(`${server.url}/consumer/login`));
  while (!(await server.requests()).some(({ status, path }) => status === null && path === "/consumer/login"));
  await server.stop();
  assert.equal((await waiting).cause.message, "the test server has stopped");
  await server.stop();
  await rejection(fetch(server.url));
  const calls = [server.fetch(server.url), server.outbox(), server.reset(), server.listen()];
  await Promise.all(calls.map((call) => rejection(call)));
});

test("the server answers while a test replaces the timers and microtasks of the process", async () => {
  const server = await create();
  const { queueMicrotask, setTimeout, setInterval, setImmediate } = globalThis;
  const real = { queueMicrotask, setTimeout, setInterval, setImmediate };
  for (const name of Object.keys(real)) globalThis[name] = () => {};
  const answer = server.fetch(`${server.url}/consumer/scope`);
  const { status } = await answer.finally(() => Object.assign(globalThis, real));
  assert.equal(status, 401);
});

test("a request without an answer keeps the program alive until the time limit of the request", async () => {
  const output = await runInProject(`
    const { createTestServer } = await import("matricula-test-server");
    const server = await createTestServer();
    await server.fault({ path: "/consumer/scope", action: "stall" });
    await server.fetch(server.url + "/consumer/scope", { signal: AbortSignal.timeout(50) }).catch(({ name }) => console.log(name));
  `);
  assert.equal(output, "TimeoutError");
});

test("a member of the config that has no effect is refused, and `args` and `config` work together", async () => {
  for (const [name, value] of [
    ["port", 8080],
    ["url", "http://localhost"],
    ["database", "users.db"],
  ]) {
    const error = await rejection(createTestServer({ config: { server: { [name]: value } } }));
    assert.match(error.message, new RegExp(`^\`server.${name}\` in the config is not allowed here: `));
  }
  const args = ["--allow-host", "other.example,auth.example", "--kickstart", KICKSTART];
  const config = { fusio: { user_approval: false } };
  const server = await start({ args, config, kickstart: undefined });
  const { fusionauth } = await server.control("GET", "/users");
  assert.ok(fusionauth.length > 0, "the kickstart file is applied");
  assert.equal((await server.control("GET", "/settings")).fusio.user_approval, false);
  const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
  socket.end("GET /_test/health HTTP/1.1\r\nHost: auth.example\r\nConnection: close\r\n\r\n");
  assert.match(await text(socket), /^HTTP\/1\.1 200 /);
});

test("if the URL of a server has a path, links in mails and addresses for `fetch` begin with this URL", async () => {
  const server = await create({ url: "https://auth.example/id" });
  const { person } = await signUp(server, clientOf(server, server.fetch));
  const [{ links }] = await server.outbox(person.email);
  assert.ok(links[0].startsWith("https://auth.example/id/"), links[0]);
});

for (const [way, make] of [
  ["through `fetch`", create],
  ["on a port", start],
]) {
  test(`a request that its client has aborted has no effect on a later test (${way})`, async () => {
    const server = await make();
    const send = server.url.includes("127.0.0.1") ? fetch : server.fetch;
    await server.fault({ path: "/consumer/register", delay_ms: 300 });
    const given = { method: "POST", body: JSON.stringify(newcomer()), signal: AbortSignal.timeout(100) };
    assert.equal((await rejection(send(`${server.url}/consumer/register`, given))).name, "TimeoutError");
    await server.reset();
    // This request waits longer than the first one would have waited.
    await server.fault({ path: "/consumer/scope", delay_ms: 400 });
    await (await send(`${server.url}/consumer/scope`)).text();
    assert.deepEqual(await server.outbox(), []);
  });
}

test("a body that the client still reads ends with an error when the server stops", async () => {
  const server = await create();
  await server.fault({ path: "/consumer/scope", status: 200, action: "endless" });
  const { body } = await server.fetch(`${server.url}/consumer/scope`);
  const reader = body.getReader();
  assert.equal((await reader.read()).done, false);
  await server.stop();
  await rejection(
    (async () => {
      while (!(await reader.read()).done);
    })(),
    "the body",
  );
});

test("an invalid request gets 400, and a body that is too long gets 413", async () => {
  const server = await start();
  const { port } = new URL(server.url);
  const socket = connect(port, "127.0.0.1");
  socket.end("GET http://[::1/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
  assert.match(await text(socket), /^HTTP\/1\.1 400 /);
  const long = { method: "POST", body: new Uint8Array(2 * 1024 * 1024) };
  assert.equal((await fetch(`${server.url}/consumer/register`, long)).status, 413);
});

test("a server on a port does not keep its program alive", async () => {
  const script = `
    import { startTestServer } from "matricula-test-server";
    const { url } = await startTestServer();
    console.log((await fetch(url + "/consumer/account")).status);`;
  assert.equal(await runInProject(script), "401");
});

test("`require` loads the package, too", async () => {
  const required = createRequire(import.meta.url)(join(folder, "index.cjs"));
  const server = await kept(required.createTestServer());
  assert.deepEqual(await server.outbox(), []);
});

test("the package has exactly the files that packed.txt lists, and no file has a path of the build machine", () => {
  const files = packed("matricula-test-server.tgz");
  assert.deepEqual(readdirSync(folder).sort(), files);
  for (const name of files) {
    const text = readFileSync(join(folder, name), "latin1");
    for (const path of ["/root/", "/home/", "/Users/", "/work/", "/tmp/", ".cargo/registry", "C:\\"]) {
      assert.ok(!text.includes(path), `${name} has ${path}`);
    }
  }
  const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  assert.equal(manifest.dependencies, undefined);
});
