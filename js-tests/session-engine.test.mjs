// What a session does while its engine loads, if the engine cannot be loaded, and if the session is closed.

import assert from "node:assert/strict";
import { test } from "node:test";

import { fault, log, server, shared, signedIn } from "./sessions.mjs";
import { loadCopy, refused } from "./support.mjs";

/** A copy of the package; its engine loads after a call of `go`. */
async function slow(t) {
  let go;
  const held = new Promise((resolve) => (go = resolve));
  const { instantiate } = WebAssembly;
  t.mock.method(WebAssembly, "instantiate", async (...args) => (await held, instantiate(...args)));
  return { go, ...(await loadCopy()) };
}

/** A session of a copy of the package, with the tokens of a user in its storage. */
async function stored(t) {
  const { adapter, records } = shared();
  const before = await signedIn(t, { storage: adapter() });
  before.close();
  const { FusioClient, Session, go } = await slow(t);
  const session = new Session(new FusioClient({ baseUrl: server.url, timeoutMs: 100 }), { storage: adapter() });
  t.after(() => session.close());
  assert.equal((await session.ready).status, "signed_in");
  return { session, records, go, login: before.login };
}

test("a sign-out removes the tokens from the device even if the engine does not load", async (t) => {
  const { session, records } = await stored(t);
  const events = log(session);
  await refused(session.signOut(), { kind: "timeout" });
  assert.equal(records.size, 0);
  assert.deepEqual(session.state.get(), { status: "signed_out", reason: "user" });
  assert.deepEqual(events, ["signed_out user"]);
});

test("if another user has signed in elsewhere before the engine loads, the event is `signed_in`", async (t) => {
  const first = await stored(t);
  const events = log(first.session);
  const [key] = first.records.keys();
  const other = shared();
  await signedIn(t, { storage: other.adapter() });
  first.records.set(key, other.records.get(key));
  first.go();
  await first.session.accessToken({ timeoutMs: 10_000 });
  assert.deepEqual(
    events.filter((event) => event !== "ready"),
    ["signed_in elsewhere"],
  );
});

test("a sign-in that is under way when the session is closed rejects with `no_session`", async (t) => {
  const session = await signedIn(t);
  const { login } = session;
  await fault({ method: "POST", path: "/consumer/login", delay_ms: 300 });
  const signIn = session.signIn(login);
  while (!(await server.requests()).some(({ path }) => path === "/consumer/login"));
  session.close();
  await refused(signIn, { kind: "no_session" });
});
