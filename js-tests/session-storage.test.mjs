// A session stores its record under the same key and in the same form as the Rust crate's `BrowserStore`.

import assert from "node:assert/strict";
import { test } from "node:test";

import { FusionAuthClient, Session, signedIn } from "./sessions.mjs";
import { readJson, repository } from "./support.mjs";

const { keys, record } = await readJson(repository("tests/fixtures/session-storage.json"));

/** A storage in memory with one value for all keys, at first `kept`. It records the keys in `seen`. */
function storage(kept = null) {
  const seen = new Set();
  const note = (key) => seen.add(key);
  return {
    seen,
    kept: () => kept,
    get: (key) => (note(key), kept),
    set: (key, value) => void (note(key), (kept = value)),
    remove: (key) => void (note(key), (kept = null)),
  };
}

for (const { baseUrl, tenantId, key } of keys) {
  test(`the storage key for ${baseUrl} is the same as in the Rust crate`, async () => {
    const own = storage();
    const session = new Session(new FusionAuthClient({ baseUrl, tenantId }), { storage: own });
    await session.ready;
    session.close();
    assert.deepEqual([...own.seen], [key]);
  });
}

test("a session reads a record of the Rust crate, and writes only members that the crate knows", async (t) => {
  const own = storage(JSON.stringify(record));
  const read = new Session(new FusionAuthClient({ baseUrl: keys[0].baseUrl }), { storage: own, autoRefresh: false });
  const state = await read.ready;
  read.close();
  assert.equal(state.status, "signed_in");
  assert.equal(state.expiresAt, record.expiresAt);
  assert.deepEqual(state.scopes, ["consumer", "authorization"]);
  assert.equal(state.claims.sub, "ada");
  const session = await signedIn(t, { storage: own });
  const written = JSON.parse(own.kept());
  assert.equal(written.accessToken, await session.accessToken());
  assert.deepEqual(
    Object.keys(written).filter((name) => !(name in record)),
    [],
  );
});
