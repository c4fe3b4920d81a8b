// Sessions in cookies with both vendors: parallel requests, outages, refusals, and requests that cannot set cookies.

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";

import { Browser, later, NAME, ofSession, server, signedIn, underWay, VENDORS } from "./cookie-sessions.mjs";
import { newcomer, refused, rejection } from "./support.mjs";

const ALL = Object.keys(VENDORS);
const ONE_TIME = "FusionAuth with one-time tokens";

for (const vendor of ALL) {
  test(`${vendor}: ten parallel requests with the same expired token make one refresh and get ten answers`, async (t) => {
    const { sessions, browser, refreshes, who, user } = await signedIn(vendor);
    await later(t, 21);
    const requests = Array.from({ length: 10 }, () => browser.request());
    const answers = requests.map(async (request) => (await sessions.open(request)).call(who));
    assert.deepEqual(await Promise.all(answers), Array(10).fill(user));
    assert.equal(await refreshes(), 1);
    // Whichever answer comes last, the browser has the new tokens.
    for (const request of requests) {
      assert.equal(ofSession(request).length, 1);
      const one = new Browser();
      one.receive(request);
      assert.equal(await one.visit(sessions, (session) => session.call(who)), user);
    }
    assert.equal(await refreshes(), 1);
  });

  test(`${vendor}: a request with old cookies gets the newest tokens, even after two refreshes, but no tokens after the sign-out`, async (t) => {
    const { sessions, browser, refreshes, who, user } = await signedIn(vendor);
    const old = browser.request();
    for (let time = 0; time < 2; time += 1) {
      await later(t, 21);
      assert.equal(await browser.visit(sessions, (session) => session.call(who)), user);
    }
    assert.equal(await (await sessions.open(old)).call(who), user);
    browser.receive(old);
    assert.equal(await browser.visit(sessions, (session) => session.call(who)), user);
    assert.equal(await refreshes(), 2);
    await browser.visit(sessions, (session) => session.signOut());
    const { state } = await sessions.open(old);
    assert.deepEqual(state, { status: "signed_out", reason: "user" });
    assert.equal(await refreshes(), 2);
  });

  test(`${vendor}: a late answer for an earlier sign-in does not bring the earlier session back`, async (t) => {
    const { sessions, browser, login, signOuts } = await signedIn(vendor);
    // After this second sign-in, the browser has the cookie `matricula.over`: a note that the first sign-in has ended.
    await browser.visit(sessions, (session) => session.signIn(login));
    await later(t, 21);
    const slow = browser.request();
    assert.equal((await sessions.open(slow)).state.status, "signed_in");
    assert.ok(ofSession(slow).length);
    await browser.visit(sessions, (session) => session.signIn(login));
    await later(t, 21);
    assert.equal((await browser.visit(sessions)).status, "signed_in");
    browser.receive(slow);
    assert.deepEqual(await browser.visit(sessions), { status: "signed_out", reason: "user" });
    assert.equal(await signOuts(), 1);
  });

  test(`${vendor}: a sign-out removes the session, and asks the server to end the session's tokens`, async () => {
    const { sessions, browser, signOuts, who } = await signedIn(vendor);
    const token = await browser.visit(sessions, (session) => session.accessToken());
    assert.deepEqual(await browser.visit(sessions, (session) => session.signOut()), { told: true });
    assert.equal(await signOuts(), 1);
    assert.deepEqual([...browser.cookies.keys()], [`${NAME}.over`]);
    assert.deepEqual(await browser.visit(sessions), { status: "signed_out", reason: "never_signed_in" });
    await refused(
      browser.visit(sessions, (session) => session.accessToken()),
      { kind: "no_session" },
    );
    // FusionAuth cannot revoke access tokens.
    if (vendor === "Fusio") await refused(who(token), { kind: "unauthorized" });
  });

  test(`${vendor}: an outage ends no session`, async (t) => {
    const { sessions, browser, fault, who, user } = await signedIn(vendor);
    const before = browser.cookies.get(NAME);
    await later(t, 21);
    for (const about of [{ status: 503 }, { status: 500 }, { action: "reset" }, { status: 200, body: "<html>" }]) {
      await fault(about);
      const request = browser.request();
      const session = await sessions.open(request);
      assert.equal(session.state.status, "signed_in");
      assert.equal(session.state.stale, true);
      const error = await session.call(who).catch((error) => error);
      assert.ok(["server", "network", "unexpected_response"].includes(error.kind), error.kind);
      assert.deepEqual(ofSession(request), [], "the cookie does not change");
      browser.receive(request);
    }
    assert.equal(browser.cookies.get(NAME), before);
    assert.equal(await browser.visit(sessions, (session) => session.call(who)), user);
    assert.equal((await browser.visit(sessions)).stale, false);
  });

  test(`${vendor}: no refresh happens after the headers of the answer are sent`, async (t) => {
    const { sessions, browser, refreshes, who, user } = await signedIn(vendor);
    await later(t, 21);
    const request = browser.request();
    const { setAll } = request;
    let isSent = false;
    request.setAll = (...all) => {
      if (isSent) throw new Error("the headers are sent");
      setAll(...all);
    };
    const session = await sessions.open(request);
    isSent = true;
    browser.receive(request);
    await later(t, 21);
    await refused(session.accessToken(), { kind: "unsupported", code: "read_only" });
    assert.equal(await refreshes(), 1);
    await later(t, 61);
    assert.equal(await browser.visit(sessions, (session) => session.call(who)), user);
  });

  test(`${vendor}: a refresh that never ends does not block later requests for ever`, async (t) => {
    const { client, sessions, browser, who, user } = await signedIn(vendor);
    const { refresh } = client;
    await later(t, 21);
    // The promise of this refresh never settles, as if the platform had stopped the refresh together with its request.
    const started = new Promise((resolve) => {
      client.refresh = () => new Promise(() => resolve());
    });
    sessions.open(browser.request());
    await started;
    client.refresh = refresh;
    await later(t, 301);
    assert.equal(await browser.visit(sessions, (session) => session.call(who)), user);
  });

  test(`${vendor}: a request that cannot set cookies makes no refresh`, async (t) => {
    const { sessions, browser, refreshes, who, user } = await signedIn(vendor);
    // It is time for a refresh, but the access token is still valid.
    await later(t, 16);
    for (const request of [browser.request({ isReadOnly: true }), { getAll: browser.request().getAll }]) {
      const session = await sessions.open(request);
      assert.equal(session.state.stale, false);
      assert.equal(await session.call(who), user);
    }
    await later(t, 5);
    for (const request of [browser.request({ isReadOnly: true }), { getAll: browser.request().getAll }]) {
      const session = await sessions.open(request);
      assert.equal(session.state.status, "signed_in");
      const readOnly = { kind: "unsupported", code: "read_only" };
      await refused(session.accessToken(), readOnly);
      await refused(session.call(who), readOnly);
      await refused(session.signOut(), readOnly);
      await refused(session.signIn({}), readOnly);
    }
    assert.equal(await refreshes(), 0);
    // After a refresh by another request, a request that cannot set cookies gets the new tokens.
    const old = browser.request({ isReadOnly: true });
    assert.equal(await browser.visit(sessions, (session) => session.call(who)), user);
    assert.equal(await (await sessions.open(old)).call(who), user);
    assert.equal(await refreshes(), 1);
  });

  test(`${vendor}: a refused refresh ends a session; the cookie is deleted when a refresh is refused again after a minute`, async (t) => {
    const { sessions, browser, refreshes, who } = await signedIn(vendor);
    // No refresh token is valid for this long.
    await later(t, 4 * 24 * 3600);
    const over = { status: "signed_out", reason: "session_expired" };
    const requests = Array.from({ length: 10 }, () => browser.request());
    for (const request of requests) {
      const session = await sessions.open(request);
      assert.deepEqual(session.state, over);
      await refused(session.call(who), { kind: "session_expired" });
      assert.deepEqual(ofSession(request), []);
    }
    assert.equal(await refreshes(), 1, "the refusal is remembered");
    for (const request of requests) browser.receive(request);
    assert.deepEqual(await browser.visit(sessions), over);
    assert.ok(browser.cookies.has(NAME));
    await later(t, 61);
    assert.deepEqual(await browser.visit(sessions), over);
    assert.deepEqual([...browser.cookies.keys()], []);
    assert.deepEqual(await browser.visit(sessions), { status: "signed_out", reason: "never_signed_in" });
    assert.equal(await refreshes(), 2);
  });

  test(`${vendor}: a running refresh does not undo a sign-out`, async (t) => {
    const { sessions, browser, fault, refreshes, signOuts } = await signedIn(vendor);
    const signOut = browser.request();
    const leaving = await sessions.open(signOut);
    await later(t, 21);
    await fault({ delay_ms: 200 });
    const request = browser.request();
    const opening = sessions.open(request);
    await underWay(refreshes);
    const left = leaving.signOut();
    assert.deepEqual((await opening).state, { status: "signed_out", reason: "user" });
    assert.deepEqual(ofSession(request), []);
    assert.deepEqual(await left, { told: true });
    assert.equal(await signOuts(), 1);
    browser.receive(signOut);
    browser.receive(request);
    assert.equal((await browser.visit(sessions)).status, "signed_out");
  });
}

test("an answer that sets the session's cookie is kept out of caches, and the state has no token", async () => {
  const { sessions, browser, login } = await signedIn("Fusio");
  const request = browser.request();
  const session = await sessions.open(request);
  assert.deepEqual(request.set, [], "a visit sets no cookie");
  const { token, refresh_token: refreshToken } = await session.signIn(login);
  assert.deepEqual(request.headers, { "Cache-Control": "private, no-store", Vary: "Cookie" });
  const [{ options }] = ofSession(request);
  assert.deepEqual(options, { httpOnly: true, secure: true, sameSite: "lax", path: "/", maxAge: 34_560_000 });
  const shown = JSON.stringify([session.state, request.set, session]);
  for (const secret of [token, refreshToken]) assert.ok(!shown.includes(secret));
  assert.deepEqual(session.state.scopes.includes("consumer"), true);
  assert.equal(session.state.claims.sub, JSON.parse(atob(token.split(".")[1])).sub);
  assert.equal(session.state.persisted, true);
});

test("a login that fails changes nothing", async () => {
  const { browser, login, sessions } = await signedIn("Fusio");
  const cookie = browser.cookies.get(NAME);
  const wrong = browser.visit(sessions, (session) => session.signIn({ ...login, password: "wrong" }));
  await refused(wrong, { kind: "invalid_credentials" });
  assert.equal(browser.cookies.get(NAME), cookie);
  assert.equal((await browser.visit(sessions)).status, "signed_in");
});

test("if the outcome of a FusionAuth login is not `signed_in`, nothing changes", async () => {
  const apiKey = "bf69486b-4733-4470-a592-f1bfce7af580";
  const { browser, client, login, sessions } = await signedIn(ONE_TIME, { apiKey });
  const cookie = browser.cookies.get(NAME);
  const { application } = await client.createApplication(null, { application: { name: randomUUID() } });
  const elsewhere = { ...login, applicationId: application.id };
  const { status } = await browser.visit(sessions, (session) => session.signIn(elsewhere));
  assert.equal(status, "not_registered");
  assert.equal(browser.cookies.get(NAME), cookie);
});

test("without a refresh token, a sign-out sends nothing to FusionAuth, and `told` is false", async () => {
  const { browser, client, login, sessions, signOuts } = await signedIn(ONE_TIME);
  const { response } = await client.login(login);
  for (const everywhere of [false, true]) {
    await browser.visit(sessions, (session) => session.setTokens({ token: response.token }));
    assert.deepEqual(await browser.visit(sessions, (session) => session.signOut({ everywhere })), { told: false });
  }
  assert.equal(await signOuts(), 0);
});

test("if access tokens expire at once, a request refreshes them only a few times", async () => {
  const { browser, login, refreshes, sessions } = await signedIn("Fusio");
  await server.control("PATCH", "/settings", { fusio: { expire_token: 0 } });
  await browser.visit(sessions, (session) => session.signIn(login));
  const before = await refreshes();
  await browser.visit(sessions);
  assert.ok((await refreshes()) - before < 10);
});

test("`setTokens` signs in with the answer of another call, and refuses an answer without a token", async () => {
  const { client, login, sessions, user, who } = await signedIn("Fusio");
  const browser = new Browser();
  for (const answer of [
    undefined,
    null,
    {},
    { token: "" },
    { token: 5 },
    { status: "signed_in" },
    { status: "x", response: { token: "t" } },
  ])
    await refused(
      browser.visit(sessions, (session) => session.setTokens(answer)),
      { kind: "validation" },
    );
  assert.equal(browser.cookies.size, 0);
  const answer = await client.login(login);
  await browser.visit(sessions, (session) => session.setTokens(answer));
  assert.equal(await browser.visit(sessions, (session) => session.call(who)), user);
});

/** Makes the server refuse the token of the next request for the account. */
const refuse = () => server.control("POST", "/faults", { method: "GET", path: "/consumer/account", status: 401 });

for (const [what, use] of Object.entries({
  call: async (session, { who }) => session.call(who),
  fetch: async (session) => (await (await session.fetch(`${server.url}/consumer/account`)).json()).name,
})) {
  test(`after a 401, \`${what}\` tries once more if a new token can help`, async (t) => {
    const signed = await signedIn("Fusio");
    const { browser, sessions, refreshes, user } = signed;
    const visit = () => browser.visit(sessions, (session) => use(session, signed));
    await refuse();
    assert.equal(await visit(), user);
    assert.equal(await refreshes(), 1);
    // These tokens have just replaced a refused token: another refresh would not help.
    await refuse();
    const again = await visit().catch(({ kind }) => kind);
    assert.equal(again, what === "call" ? "unauthorized" : undefined);
    assert.equal(await refreshes(), 1);
    await later(t, 11);
    await refuse();
    assert.equal(await visit(), user);
    assert.equal(await refreshes(), 2);
  });
}

test("after a 401, a request with an old cookie gets the token of a refresh that is already done", async () => {
  const { browser, sessions, refreshes, user, who } = await signedIn("Fusio");
  const request = browser.request();
  const session = await sessions.open(request);
  const other = browser.request();
  const slow = await sessions.open(other);
  await refuse();
  assert.equal(await session.call(who), user);
  // Fusio has ended the old token.
  assert.equal(await slow.call(who), user);
  assert.equal(await refreshes(), 1);
});

test("`fetch` sends the token to the origin of the client's `baseUrl` only", async () => {
  const seen = [];
  const fetch = async (request, ...more) => {
    if (request instanceof Request) seen.push([new URL(request.url).origin, request.headers.has("authorization")]);
    return globalThis.fetch(request, ...more);
  };
  const { browser, sessions } = await signedIn("Fusio", { fetch });
  const foreign = server.url.replace("127.0.0.1", "localhost");
  for (const base of [server.url, foreign]) {
    const { status } = await browser.visit(sessions, (session) => session.fetch(`${base}/consumer/account`));
    assert.equal(status, base === server.url ? 200 : 401);
  }
  assert.deepEqual(seen, [
    [server.url, true],
    [foreign, false],
  ]);
  const aborted = new Error("enough");
  const signal = AbortSignal.abort(aborted);
  const given = browser.visit(sessions, (session) => session.fetch(`${server.url}/consumer/account`, { signal }));
  assert.equal(await rejection(given), aborted);
});

test("many calls of one request make one refresh and set the cookie once", async (t) => {
  const { browser, sessions, refreshes, user, who } = await signedIn("Fusio");
  const request = browser.request();
  const session = await sessions.open(request);
  await later(t, 21);
  const calls = Array.from({ length: 5 }, () => session.call(who));
  assert.deepEqual(await Promise.all(calls), Array(5).fill(user));
  assert.equal(await refreshes(), 1);
  assert.equal(ofSession(request).length, 1);
});

test("after an answer with `Retry-After`, no refresh is sent before the wait is over", async (t) => {
  const { browser, sessions, fault, refreshes, user, who } = await signedIn("Fusio");
  await later(t, 21);
  await fault({ status: 429, headers: { "Retry-After": "30" } });
  for (let time = 0; time < 3; time += 1)
    await refused(
      browser.visit(sessions, (session) => session.call(who)),
      { kind: "rate_limited" },
    );
  assert.equal(await refreshes(), 1);
  await later(t, 31);
  assert.equal(await browser.visit(sessions, (session) => session.call(who)), user);
});

test("a refresh that returns the tokens of another user fails, and the session goes on", async (t) => {
  const { browser, client, sessions, fault } = await signedIn("Fusio");
  const person = newcomer();
  await client.register(person);
  const foreign = await client.login({ username: person.name, password: person.password });
  await later(t, 21);
  await fault({ status: 200, body: JSON.stringify(foreign) });
  const state = await browser.visit(sessions);
  assert.equal(state.stale, true);
  assert.equal(state.status, "signed_in");
});
