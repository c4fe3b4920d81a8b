// Sessions when the clock of the server or of the device is wrong.

import assert from "node:assert/strict";
import { test } from "node:test";
import { advance, count, mistime, opened, REFRESH, server, signedIn } from "./sessions.mjs";

const ACCOUNT = "/consumer/account";

test("a server's clock may be ten minutes ahead", async (t) => {
  const session = await opened(t, { autoRefresh: true }, { settings: { expire_token: 300 } });
  await advance(600);
  await wellTimed(session);
});

for (const seconds of [600, -600, 86_400, -86_400]) {
  test(`a device's clock may be wrong by ${seconds} s`, async (t) => {
    mistime(t, seconds);
    const session = await opened(t, { autoRefresh: true }, { settings: { expire_token: 300 } });
    await wellTimed(session);
  });
}

/** Checks that, by this device's clock, tokens are valid for 300 seconds and are not refreshed too early. */
async function wellTimed(session) {
  const person = { name: "ada", email: "ada@example.com", password: "correct-Horse-7" };
  await session.fusio.register(person);
  const { token } = await session.signIn({ username: "ada", password: person.password });
  const left = session.state.get().expiresAt - Date.now();
  assert.ok(left > 280_000 && left <= 300_000, `${left} ms`);
  assert.equal(await session.accessToken(), token);
  assert.equal((await session.fusio.account(token)).name, "ada");
  assert.equal(await count(REFRESH), 0);
  await session.refresh();
  assert.equal((await session.call((token) => session.fusio.account(token))).name, "ada");
  assert.equal(await count(REFRESH), 1);
}

test("a change of the clock during a session costs at most one refused request and one refresh", async (t) => {
  const session = await signedIn(t, {}, { settings: { expire_token: 300 } });
  // Half an hour passes on the server, but not on this device's clock.
  await advance(1_800);
  assert.equal((await session.fetch(`${server.url}${ACCOUNT}`)).status, 200);
  assert.deepEqual([await count(REFRESH), await count({ method: "GET", path: ACCOUNT })], [1, 2]);
  mistime(t, 600);
  assert.equal((await session.fetch(`${server.url}${ACCOUNT}`)).status, 200);
  assert.deepEqual([await count(REFRESH), await count({ method: "GET", path: ACCOUNT })], [2, 3]);
});
