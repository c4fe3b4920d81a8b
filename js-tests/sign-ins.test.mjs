// Sign-ins are separate: each call, refresh, token and event belongs to exactly one sign-in.

import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { test } from "node:test";

import { comeBack, IDENTITY } from "./provider.mjs";
import {
  another,
  count,
  FusionAuthClient,
  fault,
  log,
  next,
  REFRESH,
  Session,
  server,
  shared,
  signedIn,
} from "./sessions.mjs";
import { KICKSTART, newcomer, readJson, refused } from "./support.mjs";

const ACCOUNT = { path: "/consumer/account" };
const CHANGE = { method: "PUT", ...ACCOUNT };
const REVOKE = { method: "POST", path: "/authorization/revoke" };
const LOGIN = { method: "POST", path: "/consumer/login" };

/** A session with a signed-in user, and the login of another user. */
async function twoUsers(t, options, client) {
  const session = await signedIn(t, options, client);
  const bob = newcomer();
  await session.fusio.register(bob);
  return {
    session,
    bob: { username: bob.name, password: bob.password },
    name: () => session.call(async (token) => (await session.fusio.account(token)).name),
  };
}

/** Waits until the server has received `times` requests with the method and path of `what`. */
async function asked(what, times) {
  while ((await count(what)) < times);
}

/** Ways to sign in another user while a call of the first user is running. */
const MEANWHILE = {
  "signs in here": async ({ session, bob }) => {
    await session.signOut();
    await session.signIn(bob);
  },
  "is set with `setTokens`": async ({ session, bob }) => {
    await session.fusio.revoke(await session.accessToken());
    await session.setTokens(await session.fusio.login(bob));
  },
  "signs in from another tab": async ({ session, bob, tab }) => {
    await session.fusio.revoke(await session.accessToken());
    const heard = next(session, "signed_in");
    await tab.signIn(bob);
    assert.deepEqual(await heard, { type: "signed_in", origin: "elsewhere" });
  },
  "signs in from another tab, and this tab is not notified yet": async ({ session, bob, records }) => {
    await session.fusio.revoke(await session.accessToken());
    const { token, refresh_token } = await session.fusio.login(bob);
    for (const key of records.keys())
      records.set(key, JSON.stringify({ accessToken: token, refreshToken: refresh_token }));
  },
};

for (const [what, meanwhile] of Object.entries(MEANWHILE)) {
  test(`a call is not made again when another user ${what}`, async (t) => {
    const { adapter, records } = shared();
    const users = await twoUsers(t, { storage: adapter() });
    const { session, bob } = users;
    const tab = another(t, { storage: adapter() });
    await tab.ready;
    let tries = 0;
    const change = async (token) => {
      tries += 1;
      if (tries === 1) await meanwhile({ ...users, tab, records });
      return session.fusio.updateAccount(token, { email: "changed@example.com" });
    };
    await refused(session.call(change), { kind: "unauthorized", status: 401 });
    assert.deepEqual([tries, await count(CHANGE), await count(REFRESH)], [1, 1, 0]);
    assert.equal(await users.name(), bob.username);
  });

  test(`a fetch is not sent again when another user ${what}`, async (t) => {
    const { adapter, records } = shared();
    const sent = [];
    let first;
    const fetch = async (request) => {
      const isCall = request instanceof Request && request.method === "PUT";
      if (isCall) {
        sent.push(request);
        if (sent.length === 1) await first();
      }
      return globalThis.fetch(request);
    };
    const users = await twoUsers(t, { storage: adapter() });
    const session = another(
      t,
      { storage: adapter() },
      { fetch: (input, init) => (init ? globalThis.fetch(input, init) : fetch(input)) },
    );
    await session.ready;
    const tab = another(t, { storage: adapter() });
    await tab.ready;
    first = () => meanwhile({ session, bob: users.bob, tab, records });
    const body = JSON.stringify({ email: "changed@example.com" });
    const response = await session.fetch(`${server.url}/consumer/account`, {
      method: "PUT",
      body,
      headers: { "Content-Type": "application/json" },
    });
    assert.equal(response.status, 401);
    assert.deepEqual([sent.length, await count(CHANGE), await count(REFRESH)], [1, 1, 0]);
  });
}

test("a call is made again when another tab has refreshed the tokens of the same user", async (t) => {
  const { adapter } = shared();
  const { session, name } = await twoUsers(t, { storage: adapter() });
  const tab = another(t, { storage: adapter() });
  await tab.ready;
  let tries = 0;
  const account = await session.call(async (token) => {
    tries += 1;
    if (tries === 1) await tab.refresh();
    return session.fusio.account(token);
  });
  assert.equal(account.name, session.login.username);
  assert.deepEqual([tries, await count(REFRESH)], [2, 1]);
  assert.equal(await name(), session.login.username);
});

test("a refresh in another tab causes a refresh event, and a sign-in there causes a sign-in event", async (t) => {
  const { adapter } = shared();
  const { session, bob } = await twoUsers(t, { storage: adapter() });
  const tab = another(t, { storage: adapter() });
  await tab.ready;
  const events = log(session);
  const refreshed = next(session, "token_refreshed");
  await tab.refresh();
  await refreshed;
  const signedIn = next(session, "signed_in");
  await tab.signIn(bob);
  await signedIn;
  assert.deepEqual(events, ["token_refreshed elsewhere", "signed_in elsewhere"]);
});

test("of two sign-ins, the one that began last succeeds, and the tokens of the other one are revoked", async (t) => {
  const { session, bob, name } = await twoUsers(t);
  await fault({ ...LOGIN, delay_ms: 700 });
  const slow = session.signIn(session.login);
  await asked(LOGIN, 1);
  await session.signIn(bob);
  const events = log(session);
  await refused(slow, { kind: "aborted" });
  await asked(REVOKE, 1);
  assert.equal(await name(), bob.username);
  assert.deepEqual(events, []);
});

test("a sign-in has no effect if it began before a sign-out and ends after the sign-out", async (t) => {
  const { adapter, records } = shared();
  const { session, bob } = await twoUsers(t, { storage: adapter() });
  await fault({ ...LOGIN, delay_ms: 700 });
  const slow = session.signIn(bob);
  await asked(LOGIN, 1);
  assert.deepEqual(await session.signOut(), { told: true });
  await refused(slow, { kind: "aborted" });
  await asked(REVOKE, 2);
  assert.deepEqual(session.state.get(), { status: "signed_out", reason: "user" });
  assert.equal(records.size, 0);
});

test("`setTokens` aborts a running `signIn` and a running `handleCallback`", async (t) => {
  const { session, bob, name } = await twoUsers(t);
  await server.control("PATCH", "/settings", { fusio: { identities: [IDENTITY] } });
  const { url } = await session.startLogin({ identity: 1, redirectUri: "http://127.0.0.1/in" });
  const back = await comeBack(server, url);
  const tokens = await session.fusio.login(bob);
  await fault({ ...LOGIN, delay_ms: 700 });
  const slow = [session.signIn(session.login), session.handleCallback(back)];
  await session.setTokens(tokens);
  await Promise.all(slow.map((promise) => refused(promise, { kind: "aborted" })));
  assert.equal(await name(), bob.username);
});

test("a sign-out does not sign out another user who has meanwhile signed in from another tab", async (t) => {
  const { records, adapter } = shared();
  const { session, bob } = await twoUsers(t, { storage: adapter() });
  const old = await session.accessToken();
  const { token, refresh_token } = await session.fusio.login(bob);
  // This tab is not notified yet.
  const record = JSON.stringify({ accessToken: token, refreshToken: refresh_token });
  const [key] = records.keys();
  records.set(key, record);
  const events = log(session);
  assert.deepEqual(await session.signOut(), { told: true });
  assert.deepEqual(events, ["signed_out user", "signed_in elsewhere"]);
  assert.equal(records.get(key), record);
  await refused(session.fusio.account(old), { kind: "unauthorized" });
  assert.equal((await session.fusio.account(token)).name, bob.username);
});

test("sessions of different tenants at one server have different storage keys", async (t) => {
  await server.reset();
  const { adapter, records } = shared();
  const ids = (await readJson(KICKSTART)).requests
    .map(({ url }) => url.match(/^\/api\/tenant\/(.+)/)?.[1])
    .filter(Boolean);
  const client = new FusionAuthClient({ baseUrl: server.url });
  const sessions = [client, ...[ids[0] ?? "a", "b"].map((id) => client.forTenant(id))].map(
    (each) => new Session(each, { storage: adapter() }),
  );
  t.after(() => sessions.map((session) => session.close()));
  for (const session of sessions) await session.setTokens({ token: "opaque" });
  const keys = [...records.keys()];
  assert.equal(keys[0], `matricula:${server.url}`, "the key without a tenant");
  assert.deepEqual(keys.slice(1), [`matricula:${server.url}:${ids[0] ?? "a"}`, `matricula:${server.url}:b`]);
});

test("a refresh that returns the tokens of another user fails, and the session keeps its tokens", async (t) => {
  const { session, bob } = await twoUsers(t);
  const old = await session.accessToken();
  const tokens = await session.fusio.login(bob);
  await fault({ status: 200, headers: { "Content-Type": "application/json" }, body: JSON.stringify(tokens) });
  await refused(session.refresh(), { kind: "unexpected_response" });
  assert.equal(await session.accessToken(), old);
});

test("a sign-out ends the token of a login with scopes", async (t) => {
  const { session, bob } = await twoUsers(t);
  const { token, scope } = await session.signIn({ ...bob, scopes: ["consumer.account"] });
  assert.equal(scope, "consumer.account,authorization");
  assert.deepEqual(await session.signOut(), { told: true });
  await refused(session.fusio.account(token), { kind: "unauthorized" });
});

test("a 401 causes no refresh if a new token cannot help", async (t) => {
  const { session, bob } = await twoUsers(t);
  await session.signIn({ ...bob, scopes: ["consumer.identity"] });
  const account = () => session.fetch(`${server.url}/consumer/account`);
  const responses = await Promise.all(Array.from({ length: 20 }, account));
  const [{ message }] = await Promise.all(responses.map((response) => response.json()));
  assert.equal(message, "Access to this operation is not in the scope of the provided token");
  assert.equal(await count(REFRESH), 0);

  const written = another(t, {}, { baseUrl: server.url.replace("http", "HTTP") });
  await written.signIn({ ...bob, scopes: ["consumer.identity"] });
  assert.equal((await written.fetch(`${server.url}/consumer/account`)).status, 401);
  assert.equal(await count(REFRESH), 0, "the scheme of an address may be in capitals");

  for (const challenge of ['Bearer realm="x", error="insufficient_scope"', 'Basic realm="staging"', "Negotiate"]) {
    await fault({ method: "GET", ...ACCOUNT, status: 401, headers: { "WWW-Authenticate": challenge } });
    assert.equal((await account()).status, 401, challenge);
    assert.equal(await count(REFRESH), 0, challenge);
  }
});

test("an API that refuses every token causes only one refresh", async (t) => {
  const api = createServer((_, response) => response.writeHead(401).end()).listen(0, "127.0.0.1");
  await once(api, "listening");
  t.after(() => api.close());
  const url = `http://127.0.0.1:${api.address().port}`;
  const session = await signedIn(t, { tokenOrigins: [url] });
  for (let round = 0; round < 3; round += 1) {
    const responses = await Promise.all(Array.from({ length: 20 }, () => session.fetch(url)));
    assert.deepEqual(new Set(responses.map(({ status }) => status)), new Set([401]));
  }
  assert.equal(await count(REFRESH), 1);
});

test("after a failed refresh, a session waits as `Retry-After` says, but at most five minutes; a call of `refresh` does not wait", async (t) => {
  const session = await signedIn(t);
  await fault({ status: 503, headers: { "Retry-After": "999999999999" } });
  const failed = next(session, "refresh_failed");
  await refused(session.refresh(), { kind: "server" });
  const { retryAt } = await failed;
  assert.ok(retryAt <= Date.now() + 300_000, `${retryAt}`);
  await session.refresh();
});
