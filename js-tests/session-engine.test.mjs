// A session whose engine is not loaded yet, or cannot be loaded.

import assert from "node:assert/strict";
import { test } from "node:test";

import { another, log, shared, signedIn } from "./sessions.mjs";
import { refused } from "./support.mjs";

/** Until the end of the test or a call of the result, the platform has no `fetch`, so no engine starts. */
function withoutFetch(t) {
  const { fetch } = globalThis;
  const restore = () => {
    globalThis.fetch = fetch;
  };
  t.after(restore);
  globalThis.fetch = undefined;
  return restore;
}

test("a sign-out removes the tokens from the device, even if the engine cannot be loaded", async (t) => {
  const { adapter, records } = shared();
  const { login } = await signedIn(t, { storage: adapter() });
  const restore = withoutFetch(t);
  const session = another(t, { storage: adapter() });
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

test("a closed session cannot sign out, even if the engine cannot be loaded", async (t) => {
  const { adapter, records } = shared();
  await signedIn(t, { storage: adapter() });
  withoutFetch(t);
  const session = another(t, { storage: adapter() });
  await session.ready;
  session.close();
  await refused(session.signOut(), { kind: "no_session" });
  assert.equal(records.size, 1);
});

for (const who of ["another user", "the same user"]) {
  test(`a session hears of a sign-in of ${who} in another tab before its own engine is loaded`, async (t) => {
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
