// A session whose engine is not loaded yet, or cannot be loaded.

import assert from "node:assert/strict";
import { test } from "node:test";

import { another, log, shared, signedIn } from "./sessions.mjs";
import { loadCopy, refused, within } from "./support.mjs";

/**
 * Removes the global `fetch`, so no client can start its engine. `fetch` is restored by the returned function, or at
 * the end of the test.
 */
function withoutFetch(t) {
  const { fetch } = globalThis;
  const restore = () => {
    globalThis.fetch = fetch;
  };
  t.after(restore);
  globalThis.fetch = undefined;
  return restore;
}

/** A session that has the tokens of a user in its storage, but cannot start an engine. */
async function withoutEngine(t) {
  const { adapter, records } = shared();
  const { login } = await signedIn(t, { storage: adapter() });
  const restore = withoutFetch(t);
  return { session: another(t, { storage: adapter() }), records, login, restore };
}

test("a sign-out removes the tokens from the device, even if the engine cannot be loaded", async (t) => {
  const { session, records, login, restore } = await withoutEngine(t);
  const events = log(session);
  assert.equal((await session.ready).status, "signed_in");
  await refused(session.accessToken(), { kind: "unsupported" });
  assert.deepEqual(await session.signOut(), { told: false });
  assert.deepEqual(session.state.get(), { status: "signed_out", reason: "user" });
  assert.deepEqual([...records], []);
  assert.deepEqual(await session.signOut(), { told: false });
  assert.deepEqual(events, ["ready", "signed_out user"]);
  restore();
  await session.signIn(login);
  assert.equal(session.state.get().status, "signed_in");
});

test("a sign-out of a closed session is refused and deletes nothing, even if the engine cannot be loaded", async (t) => {
  const { session, records } = await withoutEngine(t);
  await session.ready;
  session.close();
  await refused(session.signOut(), { kind: "no_session" });
  assert.equal(records.size, 1);
});

/** Faults of a storage; `emptied` resolves when the storage has deleted its record. */
const FAULTS = {
  "fails to delete": () => ({ remove: () => Promise.reject(new Error("a secret")) }),
  "never deletes": () => ({ remove: () => new Promise(() => {}) }),
  "returns the old record after the deletion": (records, emptied) => ({
    get: async (key) => {
      const record = records.get(key);
      await emptied;
      return record;
    },
  }),
};

for (const [what, faulty] of Object.entries(FAULTS)) {
  test(`a sign-out without an engine ends the session, even if the storage ${what}`, async (t) => {
    const { adapter, records } = shared();
    await signedIn(t, { storage: adapter() });
    withoutFetch(t);
    const { remove, ...own } = adapter();
    let storage;
    const emptied = new Promise((resolve) => {
      storage = { ...own, remove: (key) => remove(key).then(resolve) };
    });
    const session = another(t, { storage: { ...storage, ...faulty(records, emptied) } });
    assert.deepEqual(await session.signOut(), { told: false });
    assert.deepEqual(session.state.get(), { status: "signed_out", reason: "user" });
  });
}

test("a sign-out without an engine removes the tokens, even if the session is closed meanwhile", async (t) => {
  const { session, records } = await withoutEngine(t);
  await session.ready;
  const left = session.signOut();
  session.close();
  assert.deepEqual(await left, { told: false });
  assert.equal(records.size, 0);
});

test("a sign-out without an engine aborts a `handleCallback` that waits for the engine", async (t) => {
  let go;
  const held = new Promise((resolve) => (go = resolve));
  const { instantiate } = WebAssembly;
  t.mock.method(WebAssembly, "instantiate", async (...args) => (await held, instantiate(...args)));
  const { FusioClient, Session } = await loadCopy();
  const baseUrl = "http://127.0.0.1:9";
  const started = JSON.stringify({ nonce: "n", returnTo: null, at: Date.now() });
  const kept = new Map([[`matricula:${baseUrl}:login`, started]]);
  globalThis.document = {};
  globalThis.sessionStorage = { getItem: (key) => kept.get(key), removeItem: (key) => kept.delete(key) };
  t.after(() => {
    delete globalThis.document;
    delete globalThis.sessionStorage;
  });
  const client = new FusioClient({ baseUrl, timeoutMs: 1_000, fetch: async () => new Response("{}") });
  const session = new Session(client, { storage: "memory", autoRefresh: false });
  t.after(() => session.close());
  await session.ready;
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const opening = refused(session.accessToken(), { kind: "timeout" });
  t.mock.timers.tick(600);
  const callback = refused(session.handleCallback(`https://app.example/?matricula_nonce=n&access_token=a`), {
    kind: "aborted",
  });
  const left = session.signOut();
  t.mock.timers.tick(500);
  await opening;
  assert.deepEqual(await left, { told: false });
  t.mock.timers.reset();
  go();
  await within(callback, "the callback");
  assert.equal(session.state.get().status, "signed_out");
});

for (const who of ["another user", "the same user"]) {
  test(`if ${who} signs in from another tab before the engine is loaded, a session gets the new tokens`, async (t) => {
    const { adapter, records } = shared();
    const first = await signedIn(t, { storage: adapter() });
    const before = [...records.values()];
    await first.client.register({ name: "bob", email: "bob@example.com", password: "correct-Horse-7" });
    const other = { username: "bob", password: "correct-Horse-7" };
    await first.signIn(who === "another user" ? other : first.login);
    // The session reads the old record first, and its engine reads the new one.
    const get = async (key) => before.pop() ?? records.get(key);
    const session = another(t, { storage: { ...adapter(), get } });
    const events = log(session);
    await session.ready;
    assert.equal(await session.accessToken(), await first.accessToken());
    assert.deepEqual(events, ["ready", `${who === "another user" ? "signed_in" : "token_refreshed"} elsewhere`]);
  });
}
