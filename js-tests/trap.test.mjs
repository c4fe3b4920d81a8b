// After a trap (a crash of the engine), a new engine replaces the old one.

import assert from "node:assert/strict";
import { test } from "node:test";

import { engine, Trap, trap } from "./engine.mjs";
import { log, next, shared, signedIn } from "./sessions.mjs";
import { load, refused, within } from "./support.mjs";

const { FusioClient, FusionAuthClient, TokenVerifier } = await load();
const baseUrl = "http://127.0.0.1:9";
const FAILED = { kind: "unexpected_response", status: undefined };

test("a trap rejects the call that traps and all other running calls; the next call gets a new engine", async () => {
  let waiting = 0;
  let arrive;
  const both = new Promise((resolve) => (arrive = resolve));
  const fetch = async (url) => {
    if (!`${url}`.endsWith("jwks.json")) return Response.json({ id: 1, name: "x" });
    waiting += 1;
    if (waiting === 2) arrive();
    return new Promise(() => {});
  };
  const options = { baseUrl, fetch };
  const fusio = new FusioClient(options);
  const fusionauth = new FusionAuthClient(options);
  assert.equal((await fusio.account("token")).name, "x");
  const first = engine();
  const underWay = fusionauth.retrieveJsonWebKeySet();
  const token = `${btoa('{"alg":"RS256"}')}.${btoa("{}")}.AAAA`.replaceAll("=", "");
  const keys = new TokenVerifier({ jwksUrl: `${baseUrl}/.well-known/jwks.json`, fetch }).verify(token);
  await both;
  trap();
  const { cause, message } = await refused(fusio.account("token"), FAILED);
  assert.ok(cause instanceof Trap);
  assert.match(message, /the next call starts it again/);
  for (const promise of [underWay, keys]) await refused(promise, FAILED);
  assert.equal((await fusio.account("token")).name, "x");
  assert.notEqual(engine(), first);
  // `fusionauth` began with the old engine, and now uses the new engine, which `fusio` has started.
  const second = engine();
  await refused(fusionauth.retrieveJsonWebKeySet({ timeoutMs: 20 }), { kind: "timeout" });
  assert.equal(engine(), second);
  fusio.free();
});

test("after a trap at the start of an engine, the next call starts another engine", async () => {
  const fusio = new FusioClient({ baseUrl, fetch: async () => Response.json({ id: 1, name: "x" }) });
  await fusio.account("token");
  trap();
  await refused(fusio.account("token"), FAILED);
  trap();
  await refused(fusio.account("token"), { kind: "unsupported" });
  assert.equal((await fusio.account("token")).name, "x");
});

test("after a trap, a session continues from its storage", async (t) => {
  const { adapter, records } = shared();
  const session = await signedIn(t, { storage: adapter() });
  const token = await session.accessToken();
  const state = session.state.get();
  const events = log(session);
  trap();
  await refused(session.accessToken(), FAILED);
  assert.equal(session.state.get(), state);
  assert.equal(await session.accessToken(), token);
  assert.equal(session.state.get(), state);
  trap();
  await refused(session.refresh(), FAILED);
  const refreshed = next(session, "token_refreshed");
  await session.refresh();
  await within(refreshed, "the event");
  assert.notEqual(await session.accessToken(), token);
  assert.deepEqual(events, ["token_refreshed here"]);
  assert.deepEqual(await session.signOut(), { told: true });
  assert.equal(records.size, 0);
});
