// `Session` in Node: sign-in, events, refresh, calls, sharing and sign-out.

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { getEventListeners } from "node:events";
import { test } from "node:test";
import { inspect } from "node:util";
import {
  another,
  count,
  FusionAuthClient,
  fault,
  log,
  next,
  opened,
  REFRESH,
  Session,
  server,
  shared,
  signedIn,
} from "./sessions.mjs";
import { KICKSTART, readJson, refused, rejection, runInProject, within } from "./support.mjs";

const ACCOUNT = "/consumer/account";
const account = (session, init) => session.fetch(`${server.url}${ACCOUNT}`, init);

test("the state and the events show the sign-in, the refresh and the sign-out in this order", async (t) => {
  await opened(t);
  const session = another(t);
  const events = log(session);
  assert.equal(session.client, session.fusio);
  assert.deepEqual(session.state.get(), { status: "signed_out", reason: "never_signed_in" });
  assert.deepEqual(await session.ready, { status: "signed_out", reason: "never_signed_in" });
  assert.equal(session.state.get(), await session.ready);
  await refused(session.accessToken(), { kind: "no_session" });

  const person = { name: "ada", email: "ada@example.com", password: "correct-Horse-7" };
  await session.fusio.register(person);
  await refused(session.signIn({ username: "ada", password: "wrong-Horse-7" }), { kind: "invalid_credentials" });
  assert.equal(session.state.get().status, "signed_out");
  const answer = await session.signIn({ username: "ada", password: person.password });
  assert.equal(await session.accessToken(), answer.token);
  const { expiresAt, scopes, claims, ...state } = session.state.get();
  assert.deepEqual(state, { status: "signed_in", stale: false, persisted: false });
  assert.ok(Math.abs(expiresAt - Date.now() - 172_800_000) < 60_000, `${expiresAt}`);
  assert.ok(scopes.includes("consumer.account"), `${scopes}`);
  assert.equal(claims.name, "ada");

  await session.refresh();
  assert.notEqual(await session.accessToken(), answer.token);
  assert.deepEqual(await session.signOut(), { told: true });
  assert.deepEqual(await session.signOut(), { told: false });
  assert.deepEqual(session.state.get(), { status: "signed_out", reason: "user" });
  assert.deepEqual(events, ["ready", "signed_in here", "token_refreshed here", "signed_out user"]);
});

test("the state is the same object until it changes, and subscribers get each change immediately", async (t) => {
  const session = await signedIn(t);
  const { get, subscribe } = session.state;
  assert.equal(get(), get());
  const seen = [];
  const subscriber = (state) => seen.push(state);
  const [off, offToo] = [subscribe(subscriber), subscribe(subscriber)];
  assert.deepEqual(seen, [get(), get()], "each subscription calls its subscriber immediately");
  const before = get();
  await session.accessToken();
  assert.equal(get(), before, "the state has not changed");
  offToo();
  await session.refresh();
  assert.notEqual(get(), before);
  assert.equal(seen.length, 3);
  assert.equal(seen[2], get());
  off();
  await session.refresh();
  assert.equal(seen.length, 3);
});

test("a listener can be removed with its signal, also during an event, or with the result of `on`", async (t) => {
  const session = await signedIn(t);
  const controller = new AbortController();
  let calls = 0;
  let others = 0;
  session.on("token_refreshed", () => controller.abort());
  session.on("token_refreshed", () => (calls += 1), { signal: controller.signal });
  session.on("token_refreshed", () => (calls += 1), { signal: AbortSignal.abort() });
  session.on("signed_out", () => (calls += 1));
  const off = session.on("token_refreshed", () => (others += 1));
  await session.refresh();
  await session.refresh();
  off();
  await session.refresh();
  assert.deepEqual([calls, others], [0, 2], "a removed listener is not called");
});

test("the state for rendering on a server is always the same", async (t) => {
  const session = await opened(t);
  const { getServer } = session.state;
  const before = getServer();
  assert.deepEqual(before, { status: "loading" });
  assert.equal((await session.ready).status, "signed_out");
  assert.equal(getServer(), before);
  assert.equal(another(t).state.getServer(), before);
});

test("a removed session listener leaves no `abort` listener on its signal", (t) => {
  const session = another(t);
  const { signal } = new AbortController();
  for (let times = 0; times < 20; times += 1) session.on("ready", () => {}, { signal })();
  assert.deepEqual(getEventListeners(signal, "abort"), []);
});

test("an error that a listener throws is reported as uncaught, and does not affect other listeners", async (t) => {
  const { url } = server;
  await opened(t);
  const out = await runInProject(`
    import { FusioClient, Session } from "matricula";
    const told = [];
    process.on("uncaughtException", (error) => told.push(error.message));
    const fusio = new FusioClient({ baseUrl: ${JSON.stringify(url)} });
    const session = new Session(fusio);
    session.state.subscribe((state) => { if (state.status === "signed_in") throw new Error("subscriber"); });
    session.state.subscribe((state) => told.push(state.status));
    session.on("signed_in", () => { throw new Error("listener"); });
    session.on("signed_in", () => told.push("next listener"));
    await fusio.register({ name: "eve", email: "eve@example.com", password: "correct-Horse-7" });
    await session.signIn({ username: "eve", password: "correct-Horse-7" });
    await session.refresh();
    setTimeout(() => console.log(told.sort().join()), 1);`);
  assert.equal(out, "listener,next listener,signed_in,signed_in,signed_out,subscriber,subscriber");
});

test("fifty simultaneous callers cause one refresh and get its token", async (t) => {
  const session = await signedIn(t);
  const old = await session.accessToken();
  await Promise.all(Array.from({ length: 50 }, () => session.refresh()));
  assert.equal(await count(REFRESH), 1);
  t.mock.method(
    Date,
    "now",
    (
      (now) => () =>
        now() + 172_800_000
    )(Date.now),
  );
  const calls = Array.from({ length: 50 }, () => session.accessToken());
  const tokens = new Set(await Promise.all(calls));
  assert.equal(await count(REFRESH), 2);
  assert.ok(tokens.size === 1 && !tokens.has(old));
});

test("an access token is valid for at least `minTtlSeconds` or half of its lifetime, whichever is less", async (t) => {
  const session = await signedIn(t, {}, { settings: { expire_token: 40 } });
  const first = await session.accessToken();
  assert.equal(await session.accessToken({ minTtlSeconds: 19 }), first);
  assert.equal(await session.accessToken({ minTtlSeconds: 3_600 }), first, "half of the lifetime is the maximum");
  assert.equal(await count(REFRESH), 0);
  t.mock.method(
    Date,
    "now",
    (
      (now) => () =>
        now() + 25_000
    )(Date.now),
  );
  const second = await session.accessToken({ minTtlSeconds: 20 });
  assert.notEqual(second, first);
  assert.equal(await session.accessToken({ minTtlSeconds: 19 }), second);
  assert.equal(await count(REFRESH), 1);
  await refused(session.accessToken({ minTtlSeconds: -1 }), { kind: "validation" });
  await refused(session.accessToken({ minTtlSeconds: "soon" }), { kind: "validation" });
});

test("undefined options have their default values", async (t) => {
  const { adapter, records } = shared();
  const none = { storageKey: undefined, tokenOrigins: undefined, refreshAheadSeconds: undefined };
  const session = await signedIn(t, { storage: adapter(), ...none });
  assert.deepEqual([...records.keys()], [`matricula:${server.url}`]);
  assert.equal((await account(session)).status, 200);
});

test("a refused call is made once more with a new token", async (t) => {
  const session = await signedIn(t);
  await fault({ method: "GET", path: ACCOUNT, status: 401 });
  const tokens = [];
  const work = (token) => (tokens.push(token), session.fusio.account(token));
  assert.equal((await session.call(work)).name, session.login.username);
  assert.equal(new Set(tokens).size, 2);
  assert.equal(await count(REFRESH), 1);
  const error = new Error("own");
  assert.equal(await rejection(session.call(() => Promise.reject(error))), error);
  assert.equal(
    await rejection(
      session.call(() => {
        throw error;
      }),
    ),
    error,
  );
  assert.equal(await count(REFRESH), 1);
});

test("a closed session does nothing more, and its user stays signed in", async (t) => {
  const { adapter, heard } = shared();
  const session = await signedIn(t, { storage: adapter() });
  const events = log(session);
  session.state.subscribe((state) => events.push(state.status));
  assert.equal(heard.size, 1);
  assert.equal(session.state.get().persisted, true);
  session.close();
  session.close();
  assert.equal(heard.size, 0);
  for (const call of [
    session.accessToken(),
    session.refresh(),
    session.signOut(),
    account(session),
    session.signIn(session.login),
  ]) {
    await refused(call, { kind: "no_session" });
  }
  assert.deepEqual(events, ["signed_in"]);
  const again = another(t, { storage: adapter() });
  assert.equal((await again.ready).status, "signed_in");

  const early = another(t, { storage: adapter() });
  early.close();
  await refused(early.accessToken(), { kind: "no_session" });
  await within(
    early.ready.catch(() => {}),
    "the end of ready",
  );
});

test("sessions with one storage share a sign-in, a refresh and a sign-out", async (t) => {
  const { adapter } = shared();
  const one = await opened(t, { storage: adapter() });
  const two = another(t, { storage: adapter() });
  await Promise.all([one.ready, two.ready]);
  const events = log(two);
  let seen = next(two, "signed_in");
  await one.fusio.register({ name: "ada", email: "ada@example.com", password: "correct-Horse-7" });
  const { token } = await one.signIn({ username: "ada", password: "correct-Horse-7" });
  await within(seen, "the sign-in");
  assert.equal(await two.accessToken(), token);
  seen = next(two, "token_refreshed");
  await one.refresh();
  await within(seen, "the refresh");
  assert.equal(await two.accessToken(), await one.accessToken());
  await Promise.all([one.refresh(), two.refresh()]);
  assert.equal(await two.accessToken(), await one.accessToken());
  seen = next(two, "signed_out");
  await one.signOut();
  await within(seen, "the sign-out");
  assert.deepEqual(two.state.get(), { status: "signed_out", reason: "elsewhere" });
  const words = events.filter((word) => !word.startsWith("token_refreshed"));
  assert.deepEqual(words, ["signed_in elsewhere", "signed_out elsewhere"]);
});

test("no session, state, event or error shows a token", async (t) => {
  const { adapter, records } = shared();
  const session = await signedIn(t, { storage: adapter() });
  const shown = [];
  for (const type of ["token_refreshed", "refresh_failed", "signed_out"])
    session.on(type, (event) => shown.push(event));
  const secrets = () =>
    Object.values(JSON.parse([...records.values()][0])).filter((it) => typeof it === "string" && it.length > 40);
  const tokens = secrets();
  await session.refresh();
  tokens.push(...secrets().slice(0, 2));
  await fault({ status: 500, body: `{"message": "no ${tokens.at(-1)}"}` });
  shown.push(await rejection(session.refresh()), session, session.state, session.state.get(), await session.ready);
  await session.signOut();
  shown.push(session, await rejection(session.accessToken()));
  assert.ok(tokens.length >= 4 && shown.length === 10, `${tokens.length} ${shown.length}`);
  const text = shown
    .map((it) => `${it} ${it.stack} ${JSON.stringify(it)} ${inspect(it, { depth: 9, showHidden: true })}`)
    .join("\n");
  for (const token of tokens) assert.ok(!text.includes(token), text);
});

test("an open session does not keep a program running", async (t) => {
  await opened(t, {}, { settings: { expire_token: 30 } });
  await runInProject(`
    import { FusioClient, Session } from "matricula";
    const fusio = new FusioClient({ baseUrl: ${JSON.stringify(server.url)} });
    const session = new Session(fusio);
    await fusio.register({ name: "eve", email: "eve@example.com", password: "correct-Horse-7" });
    await session.signIn({ username: "eve", password: "correct-Horse-7" });
    if (session.state.get().status !== "signed_in") process.exit(3);`);
});

test("`autoRefresh` replaces the token before it expires", async (t) => {
  const session = await opened(t, { autoRefresh: true }, { settings: { expire_token: 1 } });
  await session.fusio.register({ name: "ada", email: "ada@example.com", password: "correct-Horse-7" });
  await session.signIn({ username: "ada", password: "correct-Horse-7" });
  // The session's timer does not keep Node running, but the timer of `within` does.
  for (let time = 0; time < 2; time += 1) await within(next(session, "token_refreshed"), "the next token");
});

test("with FusionAuth, only a complete login signs the user in", async (t) => {
  await server.reset();
  const document = await readJson(KICKSTART);
  await server.control("POST", "/kickstart", document);
  const { apiKey, linkApplicationId, codeApplicationId } = document.variables;
  const options = { baseUrl: server.url, apiKey, tenantId: "30663132-6464-6665-3032-326466613934" };
  const client = new FusionAuthClient(options);
  const password = "correct-Horse-7";
  const registered = async (applicationId, user, more) => {
    const email = `${randomUUID()}@example.com`;
    const request = {
      user: { email, password, ...user },
      registration: { applicationId },
      skipVerification: true,
      ...more,
    };
    return {
      answer: await client.createAndRegister(null, request),
      login: { loginId: email, password, applicationId },
    };
  };
  const skip = { skipRegistrationVerification: true };
  const { answer, login } = await registered(linkApplicationId, {}, skip);

  const session = new Session(client, { autoRefresh: false });
  t.after(() => session.close());
  const before = await session.ready;
  const twoFactor = { twoFactor: { methods: [{ method: "authenticator", secret: "aGVsbG8gd29ybGQgaGVsbG8=" }] } };
  const others = {
    not_registered: { ...login, applicationId: codeApplicationId },
    password_change_required: (await registered(linkApplicationId, { passwordChangeRequired: true }, skip)).login,
    registration_unverified: (await registered(codeApplicationId)).login,
    two_factor_required: (await registered(linkApplicationId, twoFactor, skip)).login,
  };
  const headers = { Authorization: apiKey, "Content-Type": "application/json" };
  const gate = (behavior) => {
    const emailConfiguration = {
      verifyEmail: true,
      verificationEmailTemplateId: document.variables.templateId,
      unverified: { behavior },
    };
    const body = JSON.stringify({ tenant: { emailConfiguration } });
    return fetch(`${server.url}/api/tenant/${options.tenantId}`, { method: "PATCH", headers, body });
  };
  assert.equal((await gate("Gated")).status, 200);
  others.identity_unverified = (await registered(linkApplicationId, {}, { ...skip, skipVerification: false })).login;
  for (const [status, request] of Object.entries(others)) {
    const outcome = await session.signIn(request);
    assert.equal(outcome.status, status);
    await refused(session.setTokens(outcome), { kind: "validation" });
    assert.equal(session.state.get(), before, status);
  }
  for (const odd of [
    undefined,
    null,
    7,
    "token",
    {},
    { token: 7 },
    { token: "" },
    { status: "signed_in" },
    { response: {} },
    [],
  ]) {
    await refused(session.setTokens(odd), { kind: "validation" }, inspect(odd));
    assert.equal(session.state.get(), before, inspect(odd));
  }

  const outcome = await session.signIn(login);
  assert.equal(outcome.status, "signed_in");
  assert.equal(await session.accessToken(), outcome.response.token);
  assert.equal(session.state.get().claims.sub, answer.user.id);
  assert.equal(session.state.get().expiresAt > Date.now(), true);
  // The session accepts the tokens of a registration, and of a login outside the session.
  assert.equal(typeof answer.token, "string");
  await session.setTokens(answer);
  assert.equal(await session.accessToken(), answer.token);
  // Without a refresh token, FusionAuth can revoke nothing.
  await session.setTokens({ token: answer.token });
  assert.deepEqual(await session.signOut({ everywhere: true }), { told: false });
  await session.setTokens(await client.login(login));
  await session.refresh();
  await client.validateJwt(await session.accessToken());

  const other = new Session(client, { autoRefresh: false });
  t.after(() => other.close());
  await other.signIn(login);
  assert.deepEqual(await session.signOut({ everywhere: true }), { told: true });
  await refused(other.refresh(), { kind: "session_expired" });
  assert.deepEqual(other.state.get(), { status: "signed_out", reason: "session_expired" });
});
