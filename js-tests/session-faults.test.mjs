// A session with failing servers and storages, and with aborted calls.

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  advance,
  another,
  count,
  fault,
  log,
  mistime,
  next,
  opened,
  REFRESH,
  server,
  shared,
  signedIn,
  stale,
} from "./sessions.mjs";
import { refused, rejection, within } from "./support.mjs";

const ACCOUNT = "/consumer/account";

/** Lets a test send events such as `online` to the session; Node itself sends no such events. */
function platform(t) {
  const target = new EventTarget();
  globalThis.addEventListener = (...args) => target.addEventListener(...args);
  t.after(() => delete globalThis.addEventListener);
  return (type) => target.dispatchEvent(new Event(type));
}

const FAULTS = {
  500: [{ status: 500 }, { kind: "server", status: 500 }],
  "401 of a gateway": [{ status: 401 }, { status: 401 }],
  429: [{ status: 429 }, { kind: "rate_limited", status: 429 }],
  "HTML with 200": [
    { status: 200, body: "<html>welcome</html>" },
    { kind: "unexpected_response", status: 200 },
  ],
  "HTML with 502": [
    { status: 502, body: "<html>bad gateway</html>" },
    { kind: "server", status: 502 },
  ],
  "no token": [{ status: 200, body: "{}" }, { kind: "unexpected_response" }],
  "an empty token": [{ status: 200, body: '{"token":""}' }, { kind: "unexpected_response" }],
  "a reset": [{ action: "reset" }, { kind: "network" }],
  silence: [{ action: "stall" }, { kind: "timeout" }],
  "an endless answer": [{ action: "endless" }, {}],
};

test("a failed refresh does not end a session", async (t) => {
  for (const [what, [about, expected]] of Object.entries(FAULTS)) {
    // The usual observer allows only declared error kinds. The answers of a gateway can cause other kinds, so this
    // session has no observer.
    const session = await signedIn(t, {}, { timeoutMs: 2_000, observe: undefined });
    const events = log(session);
    const failed = next(session, "refresh_failed");
    const old = await session.accessToken();
    await fault(about);
    const error = await refused(session.refresh(), expected, what);
    const event = await within(failed, what);
    assert.ok(event.retryAt > Date.now(), what);
    assert.equal(event.error.kind, error.kind, what);
    assert.equal(stale(session), true, what);
    assert.equal(await session.accessToken(), old, `${what}: the token is still valid for two days`);
    await session.refresh();
    assert.equal(stale(session), false, what);
    assert.notEqual(await session.accessToken(), old, what);
    assert.deepEqual(events, [`refresh_failed ${error.kind}`, "token_refreshed here"], what);
  }
});

test("an expired token is not used while the server fails, and the session continues", async (t) => {
  const session = await signedIn(t);
  mistime(t, 172_800);
  await fault({ status: 500, times: 2 });
  await refused(session.accessToken(), { kind: "server", status: 500 });
  await refused(
    session.call(() => assert.fail("called without a token")),
    { kind: "server" },
  );
  assert.equal(session.state.get().status, "signed_in");
  await session.accessToken();
});

test("after a refresh that is refused with `Retry-After`, a session makes no automatic refresh for up to five minutes, even if the page goes online or is shown again", async (t) => {
  for (const wish of ["3600", new Date(Date.now() + 3_600_000).toUTCString()]) {
    const tell = platform(t);
    const session = await signedIn(t);
    await fault({ status: 429, headers: { "Retry-After": wish } });
    const failed = next(session, "refresh_failed");
    const { retryAfterMs } = await refused(session.refresh(), { kind: "rate_limited" }, wish);
    assert.ok(retryAfterMs > 3_500_000, `${wish}: ${retryAfterMs}`);
    assert.ok(Math.abs((await failed).retryAt - Date.now() - 300_000) < 60_000, "at most 5 minutes");
    const state = session.state.get();
    tell("online");
    tell("pageshow");
    const refusedCall = async () => {
      await fault({ method: "GET", path: "/consumer/account", status: 401 });
      return session.call((token) => session.fusio.account(token));
    };
    for (let time = 0; time < 2; time += 1) {
      const { retryAfterMs } = await refused(refusedCall(), { kind: "rate_limited" }, wish);
      assert.ok(retryAfterMs > 3_500_000, `${wish}: ${retryAfterMs}`);
    }
    assert.equal(await count(REFRESH), 1, wish);
    assert.equal(session.state.get(), state, wish);
    await session.refresh();
    assert.equal(await count(REFRESH), 2, "an explicit refresh does not wait");

    await fault({ status: 429, headers: { "Retry-After": wish } });
    await refused(session.refresh(), { kind: "rate_limited" }, wish);
    mistime(t, 301);
    assert.equal((await refusedCall()).name, session.login.username, "the wait is over");
    t.mock.restoreAll();
  }
});

test("after a network error, a session refreshes when the page is online again", async (t) => {
  const tell = platform(t);
  const session = await signedIn(t, { autoRefresh: true }, { settings: { expire_token: 40 } });
  mistime(t, 35);
  await fault({ action: "reset" });
  await refused(session.refresh(), { kind: "network" });
  assert.equal(stale(session), true);
  const refreshed = next(session, "token_refreshed");
  tell("online");
  await within(refreshed, "the refresh");
  assert.equal(stale(session), false);
  session.close();
  await server.control("DELETE", "/requests");
  tell("online");
  assert.equal(await count(REFRESH), 0, "a closed session does not refresh");
});

test("a refused refresh token ends the session and empties the storage", async (t) => {
  const { adapter, records } = shared();
  const session = await signedIn(t, { storage: adapter() });
  const events = log(session);
  assert.equal(records.size, 1);
  // No refresh token is valid for this long.
  await advance(4 * 24 * 3600);
  await refused(session.refresh(), { kind: "session_expired", status: 400 });
  assert.deepEqual(session.state.get(), { status: "signed_out", reason: "session_expired" });
  await refused(session.accessToken(), { kind: "session_expired" });
  await refused(session.fetch(`${server.url}${ACCOUNT}`), { kind: "session_expired" });
  assert.deepEqual([events, records.size], [["signed_out session_expired"], 0]);
  await session.signIn(session.login);
  await session.accessToken();
});

const never = () => new Promise(() => {});
const fail = () => {
  throw new Error("the disk is full");
};
const reject = async () => fail();
/** Broken storages, by what they do. */
const STORAGES = {
  throws: { get: fail, set: fail, remove: fail, subscribe: fail },
  rejects: { get: reject, set: reject, remove: reject },
  "has only one method": { get: () => null },
  "keeps nothing": { get: () => undefined, set: reject, remove: () => {} },
  hangs: { get: never, set: never, remove: never },
};

for (const [what, storage] of Object.entries(STORAGES)) {
  test(`a session continues in memory if its storage ${what}`, async (t) => {
    const session = await signedIn(t, { storage });
    assert.equal(session.state.get().status, "signed_in");
    assert.equal(session.state.get().persisted, false, "the app can tell the user that the tokens are not stored");
    const old = await session.accessToken();
    await session.refresh();
    assert.notEqual(await session.accessToken(), old);
    assert.equal((await session.call((token) => session.fusio.account(token))).name, session.login.username);
    assert.deepEqual(await session.signOut(), { told: true });
    assert.deepEqual(session.state.get(), { status: "signed_out", reason: "user" });
  });
}

test("older tokens in the storage do not replace tokens that could not be stored", async (t) => {
  const tell = platform(t);
  const record = {};
  let full = false;
  const set = async (_, value) => (full ? fail() : (record.value = value));
  const storage = { get: async () => record.value, set, remove: async () => (full ? fail() : delete record.value) };
  const session = await signedIn(t, { storage });
  const events = log(session);
  full = true;
  await session.refresh();
  const token = await session.accessToken();
  tell("online");
  tell("pageshow");
  // The session has handled the events before this refresh begins.
  await session.refresh();
  assert.notEqual(await session.accessToken(), token);
  assert.equal((await session.call((token) => session.fusio.account(token))).name, session.login.username);
  assert.equal(await count(REFRESH), 2);
  assert.deepEqual(await session.signOut(), { told: true });
  tell("online");
  await refused(session.accessToken(), { kind: "no_session" });
  assert.deepEqual(events, ["token_refreshed here", "token_refreshed here", "signed_out user"]);
});

test("a session keeps its tokens in memory if its storage is `memory`, unknown or missing", async (t) => {
  for (const storage of [null, "cookie", 7, {}, "local", "session", "memory"]) {
    const session = await signedIn(t, { storage });
    assert.equal(session.state.get().persisted, false, `${storage}`);
    await session.refresh();
  }
});

test("garbage in the storage means that nobody is signed in", async (t) => {
  const garbage = [
    "",
    "{",
    "[]",
    "null",
    "5",
    '"text"',
    "\0",
    '{"accessToken":5}',
    '{"accessToken":null}',
    '{"accessToken":""}',
    "{}",
    "x".repeat(1_000_000),
    "[".repeat(100_000),
    5,
    true,
    {},
    [],
    Symbol("s"),
    () => {},
    new Date(),
  ];
  for (const odd of garbage) {
    const session = await opened(t, { storage: { get: () => odd, set() {}, remove() {} } });
    assert.deepEqual(
      await session.ready,
      { status: "signed_out", reason: "never_signed_in" },
      String(odd).slice(0, 50),
    );
  }
});

test("a session opens from a record with invalid members", async (t) => {
  const odd = [
    { refreshToken: 5 },
    { expiresAt: "soon" },
    { expiresAt: -1 },
    { expiresAt: 1e300 },
    { lifetimeMs: 1e300, expiresAt: 1e300 },
    { lifetimeMs: -5, expiresAt: 0.5 },
    { scope: {} },
    { refreshToken: "r", expiresAt: 1, lifetimeMs: 1e15 },
  ];
  for (const members of odd) {
    const record = JSON.stringify({ accessToken: "a", ...members });
    const session = await opened(t, { autoRefresh: true, storage: { get: () => record, set() {}, remove() {} } });
    assert.equal((await session.ready).status, "signed_in", record);
    await session.accessToken().catch(({ kind }) => assert.equal(kind, "session_expired"));
    session.close();
  }
});

test("if tokens expire immediately, the session pauses between the refreshes", async (t) => {
  const session = await signedIn(t, { autoRefresh: true }, { settings: { expire_token: 0 } });
  const started = Date.now();
  for (let time = 0; time < 3; time += 1) await within(next(session, "token_refreshed"), "the next token");
  assert.ok(Date.now() - started > 900, `${Date.now() - started} ms`);
});

/** The calls that need the access token, and can be aborted. */
const CALLS = {
  accessToken: (session, signal) => session.accessToken({ signal, minTtlSeconds: 60 }),
  refresh: (session, signal) => session.refresh({ signal }),
  call: (session, signal) =>
    session.call((token) => session.fusio.account(token, { signal }), { signal, minTtlSeconds: 60 }),
  fetch: (session, signal) => session.fetch(`${server.url}${ACCOUNT}`, { signal }),
  "fetch of a Request": (session, signal) => session.fetch(new Request(`${server.url}${ACCOUNT}`, { signal })),
};

test("if a call is aborted before it begins, it rejects with the reason and sends nothing", async (t) => {
  const session = await signedIn(t);
  const reason = new Error("no time");
  const signal = AbortSignal.abort(reason);
  const calls = { ...CALLS, signIn: () => session.signIn(session.login, { signal }) };
  for (const [what, call] of Object.entries(calls))
    assert.equal(await rejection(call(session, signal), what), reason, what);
  assert.deepEqual(await server.requests(), []);
  assert.equal(session.state.get().status, "signed_in");
});

test("if a call is aborted while it waits for a refresh, it rejects with the reason, and the refresh continues", async (t) => {
  for (const [what, call] of Object.entries(CALLS)) {
    const session = await signedIn(t);
    const old = await session.accessToken();
    const clock = t.mock.method(
      Date,
      "now",
      (
        (now) => () =>
          now() + 172_800_000
      )(Date.now),
    );
    await fault({ delay_ms: 200 });
    const controller = new AbortController();
    const refreshed = next(session, "token_refreshed");
    const aborted = rejection(call(session, controller.signal), what);
    const waiting = session.accessToken();
    while ((await count(REFRESH)) === 0);
    const reason = { what };
    controller.abort(reason);
    assert.equal(await aborted, reason, what);
    await within(refreshed, what);
    assert.notEqual(await waiting, old, `${what}: the waiting call gets the token`);
    assert.equal(await count(REFRESH), 1, what);
    clock.mock.restore();
  }
});

test("if a fetch is aborted during the refresh after a 401, it rejects with the reason", async (t) => {
  const session = await signedIn(t);
  await fault({ method: "GET", path: ACCOUNT, status: 401 });
  await fault({ delay_ms: 200 });
  const controller = new AbortController();
  const refreshed = next(session, "token_refreshed");
  const aborted = rejection(session.fetch(`${server.url}${ACCOUNT}`, { signal: controller.signal }));
  while ((await count(REFRESH)) === 0);
  const reason = new Error("no time");
  controller.abort(reason);
  assert.equal(await aborted, reason);
  await within(refreshed, "the refresh");
});

test("a sign-in that is aborted changes nothing", async (t) => {
  const session = await signedIn(t);
  const before = session.state.get();
  await fault({ method: "POST", path: "/consumer/login", action: "stall" });
  const controller = new AbortController();
  const aborted = rejection(session.signIn(session.login, { signal: controller.signal }));
  while ((await count({ method: "POST", path: "/consumer/login" })) === 0);
  const reason = new Error("no time");
  controller.abort(reason);
  assert.equal(await aborted, reason);
  assert.equal(session.state.get(), before);
});

test("an abort after the end of a call changes nothing", async (t) => {
  const session = await signedIn(t);
  for (const [what, call] of Object.entries(CALLS)) {
    const controller = new AbortController();
    await call(session, controller.signal);
    controller.abort();
    assert.equal(session.state.get().status, "signed_in", what);
  }
});

test("a call waits no longer than its time limit, and the refresh continues", async (t) => {
  const session = await signedIn(t);
  await fault({ delay_ms: 300 });
  const refreshed = next(session, "token_refreshed");
  await refused(session.refresh({ timeoutMs: 50 }), { kind: "timeout" });
  await within(refreshed, "the refresh");
  assert.equal(await count(REFRESH), 1);
});

test("a running refresh does not undo a sign-out", async (t) => {
  const { adapter, records } = shared();
  const session = await signedIn(t, { storage: adapter() });
  await fault({ delay_ms: 200 });
  const refresh = rejection(session.refresh());
  while ((await count(REFRESH)) === 0);
  await session.signOut();
  assert.equal((await refresh).kind, "no_session");
  assert.deepEqual(session.state.get(), { status: "signed_out", reason: "user" });
  assert.equal(records.size, 0);
});

test("a sign-out works even if its request fails", async (t) => {
  const session = await signedIn(t);
  await fault({ method: "POST", path: "/authorization/revoke", status: 500 });
  assert.deepEqual(await session.signOut(), { told: false });
  assert.equal(session.state.get().reason, "user");
});

test("calls reject when the options of the session are invalid", async (t) => {
  for (const options of [{ refreshAheadSeconds: -1 }, { refreshAheadSeconds: "5" }, { refreshAheadSeconds: "x" }]) {
    const session = another(t, options);
    await refused(session.ready, { kind: "validation" });
    await refused(session.accessToken(), { kind: "validation" });
    assert.equal(session.state.get().status, "loading");
  }
});
