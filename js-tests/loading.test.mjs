// Signals and time limits also work while the engine loads, or if it never loads.

import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

import { loadCopy, refused, rejection, resolve, within } from "./support.mjs";

const BASE = "http://127.0.0.1:9";
const ACCOUNT = '{"id":1,"name":"x"}';

/** A copy of the package; its engine loads after a call of `go`. */
async function slow(t) {
  let go;
  const held = new Promise((resolve) => (go = resolve));
  const { instantiate } = WebAssembly;
  t.mock.method(WebAssembly, "instantiate", async (...args) => (await held, instantiate(...args)));
  return { go, ...(await loadCopy()) };
}

/** A `fetch` that counts its calls. */
function counting() {
  const fetch = async () => ((fetch.calls += 1), new Response(ACCOUNT));
  fetch.calls = 0;
  return fetch;
}

test("if a call is aborted while the engine loads, it rejects with the reason and is never sent", async (t) => {
  const { FusioClient, go } = await slow(t);
  const fetch = counting();
  const client = new FusioClient({ baseUrl: BASE, fetch });
  const controller = new AbortController();
  const call = rejection(client.account("token", { signal: controller.signal }));
  const waiting = client.account("token");
  const reason = { any: "thing" };
  controller.abort(reason);
  assert.equal(await call, reason);
  assert.equal((await rejection(client.account("token", { signal: AbortSignal.timeout(20) }))).name, "TimeoutError");
  assert.equal(getEventListeners(controller.signal, "abort").length, 0);
  go();
  assert.equal((await within(waiting, "the other call")).name, "x");
  assert.equal(fetch.calls, 1);
});

test("a call waits for the engine no longer than the time limit of the call or its client", async (t) => {
  const { FusioClient, FusionAuthClient, TokenVerifier, go } = await slow(t);
  const fetch = counting();
  const client = new FusioClient({ baseUrl: BASE, fetch });
  await refused(client.account("token", { timeoutMs: 20 }), { kind: "timeout", status: undefined });
  await refused(client.identities(null, { timeoutMs: 20 }), { kind: "timeout" });
  const hasty = { baseUrl: BASE, fetch, timeoutMs: 20 };
  await refused(new FusioClient(hasty).login({ username: "me", password: "x" }), { kind: "timeout" });
  await refused(new FusionAuthClient(hasty).login({ loginId: "me", password: "x" }), { kind: "timeout" });
  const token = `${btoa('{"alg":"RS256"}')}.${btoa("{}")}.AAAA`.replaceAll("=", "");
  await refused(new TokenVerifier({ jwksUrl: BASE, fetch: counting() }).verify(token, { timeoutMs: 20 }), {
    kind: "timeout",
  });
  go();
  assert.equal((await within(client.account("token", { timeoutMs: 10_000 }), "the next call")).name, "x");
  assert.equal(fetch.calls, 1);
});

test("signals and time limits end the calls of a session, and the session works after the engine has loaded", async (t) => {
  const { FusioClient, Session, go } = await slow(t);
  const session = new Session(new FusioClient({ baseUrl: BASE, timeoutMs: 2_000 }));
  t.after(() => session.close());
  for (const call of ["accessToken", "refresh"]) {
    await refused(session[call]({ timeoutMs: 20 }), { kind: "timeout" }, call);
    assert.equal(await rejection(session[call]({ signal: AbortSignal.abort(call) })), call);
  }
  assert.equal((await rejection(session.fetch(BASE, { signal: AbortSignal.timeout(20) }))).name, "TimeoutError");
  // A sign-out does not need the engine.
  assert.deepEqual(await session.signOut(), { told: false });
  // The state of a session without tokens is known without the engine.
  assert.deepEqual(await session.ready, { status: "signed_out", reason: "never_signed_in" });
  go();
  await refused(session.accessToken(), { kind: "no_session" });
  assert.equal(session.state.get().status, "signed_out");
});

test("a call still ends if its client is freed or its session is closed while the engine loads", async (t) => {
  const { FusioClient, FusionAuthClient, Session, go } = await slow(t);
  const fetch = counting();
  const options = { baseUrl: BASE, fetch };
  const clients = [new FusioClient(options), new FusionAuthClient(options)];
  const calls = [clients[0].account("token"), clients[1].retrieveJsonWebKeySet()];
  for (const client of clients) client.free();
  const sessions = [new Session(new FusioClient(options)), new Session(new FusioClient(options))];
  const waiting = sessions.map((session) => refused(session.accessToken(), { kind: "no_session" }));
  sessions[0].close();
  go();
  for (const call of calls) assert.equal((await within(call, "the call")).name, "x");
  await Promise.all(waiting);
  sessions[1].close();
  // After the engine has loaded, a call also succeeds if its client is freed meanwhile.
  const warm = clients[0].account("token");
  clients[0].free();
  assert.equal((await warm).name, "x");
});

test("an invalid time limit or signal is refused", async (t) => {
  const { FusioClient, go } = await slow(t);
  const client = new FusioClient({ baseUrl: BASE });
  const odd = [...["soon", -1, 0, NaN].map((timeoutMs) => ({ timeoutMs })), { signal: {} }, { signal: 7 }];
  const calls = odd.map((options) => refused(client.account("token", options), { kind: "validation" }));
  calls.push(refused(new FusioClient({ baseUrl: BASE, timeoutMs: {} }).account("token"), { kind: "validation" }));
  go();
  await Promise.all(calls);
});

test("calls use the engine that `preload` has loaded", async (t) => {
  const { preload, FusioClient, go } = await slow(t);
  const ahead = Promise.all([preload(), preload()]);
  go();
  assert.deepEqual(await within(ahead, "the engine"), [undefined, undefined]);
  t.mock.method(WebAssembly, "instantiate", () => assert.fail("another engine"));
  assert.equal((await new FusioClient({ baseUrl: BASE, fetch: counting() }).account("token")).name, "x");
});

test("a time limit that is too long for a timer does not end a call early", async (t) => {
  const { FusioClient, go } = await slow(t);
  const client = new FusioClient({ baseUrl: BASE, fetch: counting(), timeoutMs: 1e12 });
  const call = client.account("token");
  await refused(client.account("token", { timeoutMs: 20 }), { kind: "timeout" });
  go();
  assert.equal((await within(call, "the call")).name, "x");
});

test("if the WebAssembly does not arrive in time, the call rejects, and the next call fetches it again", async (t) => {
  const { FusioClient } = await loadCopy("web.js");
  const dead = new AbortController();
  t.mock.method(AbortSignal, "timeout", () => dead.signal);
  const asked = [];
  const wasm = await readFile(resolve("matricula/matricula_bg.wasm"));
  t.mock.method(globalThis, "fetch", (url, { signal }) => {
    asked.push(new URL(url).pathname.split("/").at(-1));
    if (asked.length > 1)
      return Promise.resolve(new Response(wasm, { headers: { "Content-Type": "application/wasm" } }));
    return new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
  });
  const client = new FusioClient({ baseUrl: BASE, fetch: counting() });
  const first = rejection(client.account("token"));
  await refused(client.account("token", { timeoutMs: 20 }), { kind: "timeout" });
  assert.deepEqual(asked, ["matricula_bg.wasm"], "all calls wait for the same file");
  dead.abort();
  assert.equal((await first).kind, "unsupported");
  assert.equal((await client.account("token")).name, "x");
  assert.equal(asked.length, 2);
});
