// A session whose storage has no room for new tokens.

import assert from "node:assert/strict";
import { test } from "node:test";

import { another, signedIn } from "./sessions.mjs";
import { newcomer } from "./support.mjs";

test("if the storage has no room for the tokens of a new user, the tokens of the previous user are removed", async (t) => {
  const record = {};
  let isFull = false;
  const set = async (_, value) => (isFull ? Promise.reject(new Error("the disk is full")) : (record.value = value));
  const storage = { get: async () => record.value, set, remove: async () => delete record.value };
  const session = await signedIn(t, { storage });
  const first = session.login;
  const person = newcomer();
  await session.fusio.register(person);
  const second = { username: person.name, password: person.password };
  isFull = true;
  // The stored tokens of the same user stay, because other tabs may use them.
  await session.signIn(first);
  assert.ok(record.value);
  await session.signIn(second);
  assert.equal(session.state.get().persisted, false);
  assert.equal((await session.call((token) => session.fusio.account(token))).name, second.username);
  assert.equal((await another(t, { storage }).ready).status, "signed_out");
});
