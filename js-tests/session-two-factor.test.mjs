// Sessions in a storage and in cookies complete logins with a second factor. After a sign-out, they keep the trust ids:
// with its trust id, a device needs no second factor.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Browser, createServerSessions, FusionAuthClient, SECRET, server } from "./cookie-sessions.mjs";
import { heldTo } from "./declared.mjs";
import { load, newcomer, refused } from "./support.mjs";

const { Session } = await load();
const apiKey = "bf69486b-4733-4470-a592-f1bfce7af580";
const tenant = { multiFactorConfiguration: { email: { enabled: true } } };
const path = `${server.url}/api/tenant/30663132-6464-6665-3032-326466613934`;
const headers = { Authorization: apiKey, "Content-Type": "application/json" };
assert.ok((await fetch(path, { method: "PATCH", headers, body: JSON.stringify({ tenant }) })).ok);

const operator = new FusionAuthClient({ baseUrl: server.url, apiKey });
const client = new FusionAuthClient({ baseUrl: server.url, observe: heldTo("fusionauth") });

/** Registers a user who gets the codes of the second factor by mail; returns the login. */
async function withFactor(suffix = "") {
  const { name: short, email, password } = newcomer();
  const name = short + suffix;
  const login = { allowTokenRefresh: true, generateRefreshTokens: true, requireAuthentication: false };
  const application = { name, loginConfiguration: login };
  const { id: applicationId } = (await operator.createApplication(null, { application })).application;
  const user = { email, username: name, password, twoFactor: { methods: [{ method: "email", email }] } };
  await operator.createAndRegister(null, { user, registration: { applicationId } });
  return { loginId: email, password, applicationId, name };
}

/** The request that completes a login, with the code from the mail. */
async function completed({ status, response }, email) {
  assert.equal(status, "two_factor_required");
  const { twoFactorId, methods } = response;
  await client.sendTwoFactorCodeForLoginUsingMethod(twoFactorId, { methodId: methods[0].id });
  const code = /code is (\d{6})/.exec((await server.outbox(email)).at(-1).text)[1];
  return { twoFactorId, code, trustComputer: true };
}

/** A storage like that of a browser. */
function storage(kept = new Map()) {
  return {
    kept,
    get: (key) => kept.get(key),
    set: (key, value) => void kept.set(key, value),
    remove: (key) => void kept.delete(key),
  };
}

function opened(t, kept) {
  const session = new Session(client, { autoRefresh: false, storage: kept });
  t.after(() => session.close());
  return session;
}

test("a login with a second factor changes the session only after the second step", async (t) => {
  const { name, ...login } = await withFactor();
  const session = opened(t, storage());
  const request = await completed(await session.signIn(login), login.loginId);
  assert.equal(session.state.get().status, "signed_out");
  await refused(session.signInTwoFactor({ ...request, code: "wrong!" }), { kind: "invalid_credentials", status: 421 });
  await refused(session.signInTwoFactor({ ...request, twoFactorId: "x" }), { kind: "invalid_token", status: 404 });
  assert.equal(session.state.get().status, "signed_out");
  const { status, response } = await session.signInTwoFactor(request);
  assert.equal(status, "signed_in");
  assert.equal(session.state.get().status, "signed_in");
  assert.equal((await session.user()).id, response.user.id);
  assert.equal(await session.call((token) => client.validateJwt(token).then(({ jwt }) => jwt.sub)), response.user.id);
});

test("a device is trusted for all login ids of the user, also after a sign-out", async (t) => {
  const { name, ...login } = await withFactor();
  const device = storage();
  const session = opened(t, device);
  await session.signInTwoFactor(await completed(await session.signIn(login), login.loginId));
  await session.signOut();
  assert.equal((await session.signIn(login)).status, "signed_in");
  await session.signOut();
  const next = opened(t, device);
  const byName = { ...login, loginId: name.toUpperCase() };
  assert.equal((await next.signIn(byName)).status, "signed_in");
  assert.equal((await next.signIn({ ...login, twoFactorTrustId: undefined })).status, "signed_in");
  assert.equal((await next.signIn({ ...login, twoFactorTrustId: "own" })).status, "two_factor_required");
  assert.equal((await opened(t, storage()).signIn(login)).status, "two_factor_required");
  const { name: _, ...other } = await withFactor();
  assert.equal((await next.signIn(other)).status, "two_factor_required");
  for (const loginId of ["constructor", "__proto__", "toString"])
    await refused(next.signIn({ ...login, loginId }), { kind: "invalid_credentials" });
});

test("a session that cannot read its storage does not overwrite the trust ids of other sessions", async (t) => {
  const { name: _, ...login } = await withFactor();
  const device = storage();
  const session = opened(t, device);
  await session.signInTwoFactor(await completed(await session.signIn(login), login.loginId));
  const { name: __, ...other } = await withFactor();
  const blind = { ...device, get: () => Promise.reject(new Error("locked")) };
  const second = opened(t, blind);
  await second.signInTwoFactor(await completed(await second.signIn(other), other.loginId));
  assert.equal((await opened(t, device).signIn(login)).status, "signed_in");
});

test("a trust id is used only for its own server and tenant, even if sessions for other servers or tenants have the same storage key", async (t) => {
  const { name, ...login } = await withFactor();
  const shared = { storage: storage(), storageKey: "shared", autoRefresh: false };
  const open = (other) => {
    const session = new Session(other, shared);
    t.after(() => session.close());
    return session;
  };
  const session = open(client);
  await session.signInTwoFactor(await completed(await session.signIn(login), login.loginId));
  await session.signOut();
  assert.equal((await open(new FusionAuthClient({ baseUrl: `${server.url}/` })).signIn(login)).status, "signed_in");
  const elsewhere = { baseUrl: server.url.replace("127.0.0.1", "localhost") };
  const tenant = { baseUrl: server.url, tenantId: "30663132-6464-6665-3032-326466613934" };
  for (const options of [elsewhere, tenant]) {
    const { status } = await open(new FusionAuthClient(options)).signIn(login);
    assert.equal(status, "two_factor_required");
  }
});

test("a storage that fails does not prevent a sign-in", async (t) => {
  const { name, ...login } = await withFactor();
  const broken = { get: () => "no JSON", set: () => {}, remove: () => {} };
  const full = { ...storage(), set: () => Promise.reject(new Error("full")) };
  for (const kept of [broken, full, "memory"]) {
    const session = opened(t, kept);
    await session.signInTwoFactor(await completed(await session.signIn(login), login.loginId));
    assert.equal(session.state.get().status, "signed_in");
    await session.signOut();
    assert.equal((await session.signIn(login)).status, "signed_in", "the session has the trust id in memory");
  }
});

test("a session in cookies completes the login, and the trust ids have their own cookie", async () => {
  const { name, ...login } = await withFactor();
  const sessions = createServerSessions({ client, secret: SECRET });
  const browser = new Browser();
  const asked = await browser.visit(sessions, (session) => session.signIn(login));
  assert.equal((await browser.visit(sessions)).status, "signed_out");
  const request = await completed(asked, login.loginId);
  const { status } = await browser.visit(sessions, (session) => session.signInTwoFactor(request));
  assert.equal(status, "signed_in");
  assert.equal((await browser.visit(sessions)).status, "signed_in");
  await browser.visit(sessions, (session) => session.signOut());
  assert.ok(browser.cookies.has("matricula.trust"));
  for (const value of browser.cookies.values()) assert.ok(!value.includes(login.loginId), "the login id is encrypted");
  assert.equal((await browser.visit(sessions, (session) => session.signIn(login))).status, "signed_in");
  const { status: again } = await new Browser().visit(sessions, (session) => session.signIn(login));
  assert.equal(again, "two_factor_required");
  browser.cookies.set("matricula.trust", "forged");
  assert.equal((await browser.visit(sessions, (session) => session.signIn(login))).status, "two_factor_required");
});

test("the cookie of the trust ids stays short, and always has the trust id of the newest sign-in", async () => {
  const sessions = createServerSessions({ client, secret: SECRET });
  const browser = new Browser();
  const lengths = [];
  for (;;) {
    const { name, ...login } = await withFactor("-long".repeat(30));
    const asked = await browser.visit(sessions, (session) => session.signIn(login));
    const request = await completed(asked, login.loginId);
    await browser.visit(sessions, (session) => session.signInTwoFactor(request));
    lengths.push(browser.cookies.get("matricula.trust").length);
    const { status } = await browser.visit(sessions, (session) => session.signIn(login));
    assert.equal(status, "signed_in");
    if (lengths.at(-1) < (lengths.at(-2) ?? 0)) break;
    assert.ok(lengths.length < 30, `${lengths}`);
  }
  assert.ok(Math.max(...lengths) < 3_600, `${lengths}`);
});
