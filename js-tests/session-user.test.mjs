// The user of a session: after a sign-in, all callers share one answer, `fresh` asks the server again, and the session
// never stores the user.

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";

import { heldTo } from "./declared.mjs";
import { another, count, FusionAuthClient, fault, next, Session, server, shared, signedIn } from "./sessions.mjs";
import { KICKSTART, newcomer, readJson, refused } from "./support.mjs";

const ACCOUNT = { method: "GET", path: "/consumer/account" };
const REFRESH = { method: "PUT", path: "/consumer/login" };
const USER = { method: "GET", path: "/api/user" };

/** A `fetch` that holds each answer with an account until the test releases this answer. */
function holding() {
  const held = [];
  const fetch = async (...request) => {
    const response = await globalThis.fetch(...request);
    const isAccount =
      new URL(response.url).pathname === ACCOUNT.path && (request[1]?.method ?? request[0].method) === "GET";
    if (!isAccount) return response;
    await new Promise((resolve) => held.push(resolve));
    return response;
  };
  /** Waits until this many answers are held, and returns the functions that release them. */
  const until = async (times) => {
    while (held.length < times) await new Promise(setImmediate);
    return held;
  };
  return { fetch, until };
}

/** Registers another user; returns its login. */
async function other(session) {
  const { name, email, password } = newcomer();
  await session.fusio.register({ name, email, password });
  return { username: name, password };
}

test("many callers share one request for the user, and later callers get its answer", async (t) => {
  const session = await signedIn(t);
  const users = await Promise.all(Array.from({ length: 10 }, () => session.user()));
  assert.equal(users[0].name, session.login.username);
  assert.equal(new Set(users).size, 1);
  assert.equal(await session.user(), users[0]);
  await session.refresh();
  assert.equal(await session.user(), users[0]);
  assert.equal(await count(ACCOUNT), 1);
});

test("`user` with `fresh` asks the server again, and later callers get the new answer, too", async (t) => {
  const { fetch, until } = holding();
  const session = await signedIn(t, {}, { fetch });
  const events = [];
  session.on("user_loaded", ({ type }) => events.push(type));
  const old = session.user();
  const [first] = await until(1);
  await session.call((token) => session.fusio.updateAccount(token, { email: "new@example.com" }));
  const fresh = session.user({ fresh: true });
  const [, second] = await until(2);
  second();
  assert.equal((await fresh).email, "new@example.com");
  first();
  assert.notEqual((await old).email, "new@example.com");
  assert.equal((await session.user()).email, "new@example.com");
  assert.deepEqual(events, ["user_loaded"]);
  assert.equal(await count(ACCOUNT), 2);
});

test("a session does not store the user, and requests it again after a new sign-in", async (t) => {
  const { adapter, records } = shared();
  const session = await signedIn(t, { storage: adapter() });
  const before = JSON.stringify([...records]);
  const { email } = await session.user();
  assert.equal(JSON.stringify([...records]), before);
  assert.ok(!before.includes(email));
  await session.signOut();
  await refused(session.user(), { kind: "no_session" });
  await session.signIn(session.login);
  assert.equal((await session.user()).email, email);
  assert.equal(await count(ACCOUNT), 2);
});

test("an answer about the user is dropped if it comes after another sign-in", async (t) => {
  const { fetch, until } = holding();
  const session = await signedIn(t, {}, { fetch });
  const bob = await other(session);
  const late = session.user();
  const [first] = await until(1);
  await session.signIn(bob);
  const current = session.user();
  const [, second] = await until(2);
  first();
  await refused(late, { kind: "no_session" });
  second();
  assert.equal((await current).name, bob.username);
  assert.equal((await session.user()).name, bob.username);
  assert.equal(await count(ACCOUNT), 2);
});

test("an answer about the user is dropped if it comes after the sign-out", async (t) => {
  const { fetch, until } = holding();
  const session = await signedIn(t, {}, { fetch });
  const late = session.user();
  const [first] = await until(1);
  await session.signOut();
  first();
  await refused(late, { kind: "no_session" });
});

test("when another tab signs in another user, this tab asks for the new user", async (t) => {
  const { adapter } = shared();
  const session = await signedIn(t, { storage: adapter() });
  const bob = await other(session);
  const tab = another(t, { storage: adapter() });
  assert.equal((await tab.user()).name, session.login.username);
  const heard = next(tab, "signed_in");
  await session.signIn(bob);
  await heard;
  assert.equal((await tab.user()).name, bob.username);
  assert.equal(await count(ACCOUNT), 2);
});

test("a tab that gets no notice of a sign-in finds it in the storage, and requests the user", async (t) => {
  const records = new Map();
  const storage = () => ({
    get: async (key) => records.get(key),
    set: async (key, value) => void records.set(key, value),
    remove: async (key) => void records.delete(key),
  });
  const session = await signedIn(t, { storage: storage() });
  await session.signOut();
  const tab = another(t, { storage: storage() });
  await refused(tab.user(), { kind: "no_session" });
  await session.signIn(session.login);
  assert.equal((await tab.user()).name, session.login.username);
});

test("if the request fails, `user` rejects; the next call returns the previous user, or asks again if there is none", async (t) => {
  const session = await signedIn(t);
  await fault({ ...ACCOUNT, status: 403, body: '{"success":false,"message":"no"}' });
  await refused(session.user(), { kind: "forbidden" });
  const user = await session.user();
  await fault({ ...ACCOUNT, status: 503 });
  await refused(session.user({ fresh: true }), { kind: "server" });
  assert.equal(await session.user(), user);
  assert.equal(await count(ACCOUNT), 3);
});

test("after a 401, a session requests the user again with a new token of the same sign-in", async (t) => {
  const session = await signedIn(t);
  await fault({ ...ACCOUNT, status: 401 });
  assert.equal((await session.user()).name, session.login.username);
  assert.deepEqual([await count(ACCOUNT), await count(REFRESH)], [2, 1]);
});

test("`signal` ends only the wait of its own caller, and an invalid `timeoutMs` is refused", async (t) => {
  const { fetch, until } = holding();
  const session = await signedIn(t, {}, { fetch });
  await refused(session.user({ timeoutMs: 0 }), { kind: "validation" });
  const controller = new AbortController();
  const aborted = session.user({ signal: controller.signal });
  const waiting = session.user();
  const [first] = await until(1);
  controller.abort();
  await assert.rejects(aborted, { name: "AbortError" });
  first();
  assert.equal((await waiting).name, session.login.username);
  assert.equal(await count(ACCOUNT), 1);
});

test("after two requests fail at the same time, `user` returns the previous answer", async (t) => {
  const session = await signedIn(t);
  const before = await session.user();
  await fault({ ...ACCOUNT, status: 503, times: 2 });
  const failed = await Promise.allSettled([session.user({ fresh: true }), session.user({ fresh: true })]);
  assert.deepEqual(
    failed.map(({ status }) => status),
    ["rejected", "rejected"],
  );
  assert.equal(await session.user(), before);
});

test("with FusionAuth, a login returns the user, and a restored session requests the user with its token", async (t) => {
  await server.reset();
  const document = await readJson(KICKSTART);
  await server.control("POST", "/kickstart", document);
  const { apiKey, linkApplicationId: applicationId } = document.variables;
  const tenantId = "30663132-6464-6665-3032-326466613934";
  const client = new FusionAuthClient({ baseUrl: server.url, apiKey, tenantId, observe: heldTo("fusionauth") });
  const registered = async () => {
    const login = { loginId: `${randomUUID()}@example.com`, password: "correct-Horse-7", applicationId };
    await client.createAndRegister(null, {
      user: { email: login.loginId, password: login.password },
      registration: { applicationId },
      skipVerification: true,
      skipRegistrationVerification: true,
    });
    return login;
  };
  const [ada, bob] = [await registered(), await registered()];
  const { adapter } = shared();
  const session = new Session(client, { autoRefresh: false, storage: adapter() });
  t.after(() => session.close());

  const { response } = await session.signIn(ada);
  assert.equal(await session.user(), response.user);
  // Bob is not registered with the application of this login (`codeApplicationId`), so the login does not sign him in.
  // Its outcome has Bob as the user, but Ada stays signed in.
  await session.signIn({ ...bob, applicationId: document.variables.codeApplicationId });
  assert.equal((await session.user()).email, ada.loginId);
  await session.signIn(bob);
  assert.equal((await session.user()).email, bob.loginId);
  assert.equal(await count(USER), 0);

  // This client has an API key. The key does not say which user is meant, so the session must send its token.
  const again = new Session(client, { autoRefresh: false, storage: adapter() });
  t.after(() => again.close());
  assert.equal((await again.user()).email, bob.loginId);
  const id = (await session.user()).id;
  await client.mergePatchUser(id, { user: { fullName: "Bob Baz" } });
  assert.equal((await session.user({ fresh: true })).fullName, "Bob Baz");
  assert.equal((await session.user()).fullName, "Bob Baz");
  assert.equal(await count(USER), 2);
});
