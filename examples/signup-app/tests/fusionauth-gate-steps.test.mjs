// The gate to FusionAuth, for the steps that need the API key: a first method of two-step login, logins without a
// password, verifications, and changes of the password.

import assert from "node:assert/strict";
import { test } from "node:test";

import { TOTP } from "otpauth";

import { API_KEY, APPLICATIONS } from "../demo/tenants.mjs";
import { ADA, ask, FUSIONAUTH_ITSELF, guest, key, server } from "./gate.mjs";

/** Sends a request with the API key, without the gate; returns the answer. */
async function asKey(method, path, body) {
  const headers = { authorization: API_KEY, "content-type": "application/json" };
  const answer = await fetch(server.url + path, { method, headers, body: body && JSON.stringify(body) });
  assert.equal(answer.status, 200);
  return answer.json();
}

/** The header of a user who knows the password, but has no token. */
const knowing = (loginId, password = "demo password") => ({
  authorization: `Basic ${btoa([loginId, password].map(encodeURIComponent).join(":"))}`,
});

test("only a user who knows the password and has no method yet can add a first method of two-step login", async () => {
  const applicationId = APPLICATIONS.vault;
  const [beginner, other] = ["beginner@example.test", "other@example.test"];
  const ids = {};
  for (const email of [beginner, other]) {
    const request = { user: { email, password: "demo password" }, registration: { applicationId } };
    ids[email] = (await key.createAndRegister(null, request)).user.id;
  }
  const { status, body } = await ask("GET", "/visitor/api/two-factor/secret");
  assert.deepEqual([status, Object.keys(body).sort()], [200, ["secret", "secretBase32Encoded"]]);
  const code = new TOTP({ secret: body.secretBase32Encoded }).generate();
  const add = (headers, more = {}) =>
    ask("POST", "/visitor/api/user/two-factor/me", {
      headers,
      body: { applicationId, method: "authenticator", secret: body.secret, code, ...more },
    });
  const send = (headers) =>
    ask("POST", "/visitor/api/two-factor/send", {
      headers,
      body: { applicationId, method: "email", email: other, userId: ids[other] },
    });
  for (const make of [add, send]) {
    for (const headers of [
      {},
      knowing(beginner, "wrong"),
      knowing("nobody@example.test"),
      knowing(""),
      { authorization: "Basic ?" },
      { authorization: `Basic ${btoa("%:%")}` },
    ])
      assert.equal((await make(headers)).status, 401);
    // The forum does not require two-step login, so a user cannot add a method there with only the password. `send`
    // ignores the second argument: its request names the vault, and is allowed.
    assert.equal((await make(knowing(other), { applicationId: APPLICATIONS.forum })).status, make === add ? 403 : 200);
  }
  assert.equal((await add(knowing(beginner), { applicationId: undefined })).status, 401);
  // FusionAuth answers 421, and a browser would then send the wrong code again. So the gate answers 400.
  const wrong = await add(knowing(beginner), { code: "000000" });
  assert.deepEqual([wrong.status, wrong.body.fieldErrors.code[0].code], [400, "[invalid]code"]);
  // If FusionAuth answers with 429 or 503, it has not checked the password, and the password may be right. So the gate
  // answers with the same status instead of 401.
  for (const status of [429, 503]) {
    await server.control("POST", "/faults", { method: "POST", path: "/api/login", status });
    assert.equal((await add(knowing(beginner))).status, status);
  }
  // The gate adds the method to the user whose password it got, even if the body names another user.
  const added = await add(knowing(beginner), { userId: ids[other] });
  assert.deepEqual([added.status, Object.keys(added.body)], [200, ["recoveryCodes"]]);
  assert.equal((await key.retrieveUser(ids[beginner])).user.twoFactor.methods.length, 1);
  assert.equal((await key.retrieveUser(ids[other])).user.twoFactor?.methods?.length ?? 0, 0);
  // If the user has a method, the password alone is not enough, even if the tenant no longer allows this type of
  // method.
  const allow = async (enabled) => {
    const { application } = await asKey("GET", `/api/application/${applicationId}`);
    const multiFactorConfiguration = { authenticator: { enabled } };
    await asKey("PATCH", `/api/tenant/${application.tenantId}`, { tenant: { multiFactorConfiguration } });
  };
  for (const enabled of [true, false]) {
    await allow(enabled);
    assert.equal((await add(knowing(beginner))).status, 403);
    assert.equal((await send(knowing(beginner))).status, 403);
  }
  await allow(true);
});

test("a login without a password starts with the same kind of answer for known and unknown users, and the code in this answer is not enough to log in", async () => {
  const start = (applicationId, loginId, more) =>
    ask("POST", "/visitor/api/passwordless/start", { body: { applicationId, loginId, ...more } });
  const { forum, school, taxi, bank } = APPLICATIONS;
  for (const loginId of ["lovelace@example.test", "nobody@example.test"]) {
    for (const applicationId of [forum, school, taxi]) {
      const { status, body } = await start(applicationId, loginId, { loginStrategy: "FormField", state: {} });
      assert.deepEqual([status, Object.keys(body)], [200, ["code"]]);
      assert.equal(body.code.length, 43);
      assert.equal((await ask("POST", "/visitor/api/passwordless/login", { body })).status, 404, "no such path");
      const login = await fetch(`${server.url}/api/passwordless/login`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      });
      assert.equal(login.status, 404, "the code alone does not log in");
    }
  }
  assert.equal((await start(bank, "lovelace@example.test")).status, 403);
  for (const applicationId of [FUSIONAUTH_ITSELF, "x", undefined])
    assert.equal((await start(applicationId, "lovelace@example.test")).status, 403);
});

test("the first answer of a login without a password does not show whether a message was sent", async () => {
  const { forum, school, taxi } = APPLICATIONS;
  const { tenantId } = (await key.retrieveApplication(school)).application;
  const nameless = { username: "name-only", password: "demo password" };
  await key.forTenant(tenantId).createUser(null, { user: nameless });
  const start = async (applicationId, loginId) => {
    const answer = await ask("POST", "/visitor/api/passwordless/start", { body: { applicationId, loginId } });
    return [answer.status, Object.keys(answer.body), answer.body.code?.length];
  };
  const same = [200, ["code"], 43];
  for (const applicationId of [forum, school]) {
    for (const loginId of ["nobody", "name-only"]) assert.deepEqual(await start(applicationId, loginId), same, loginId);
    for (const more of [{ status: 400 }, { status: 429 }, { status: 503 }, { action: "reset", times: 9 }]) {
      await server.control("POST", "/faults", { method: "POST", path: "/api/passwordless/send", ...more });
      assert.deepEqual(await start(applicationId, "lovelace@example.test"), same, JSON.stringify(more));
      await server.control("DELETE", "/faults");
    }
  }
  for (const loginId of [undefined, "", 5, ["lovelace@example.test"]])
    assert.deepEqual((await start(taxi, loginId)).slice(0, 2), [400, ["fieldErrors"]]);
  await server.control("POST", "/faults", { method: "POST", path: "/api/passwordless/start", status: 503 });
  assert.equal((await start(forum, "nobody"))[0], 503, "during an outage, the answer is the same for all users");
});

test("the gate starts a verification before a sign-up only if users can register themselves with the application, and the answer has no code", async () => {
  const loginId = "claim@example.test";
  const start = (applicationId, more) =>
    ask("POST", "/visitor/api/identity/verify/start", {
      body: { applicationId, loginId, loginIdType: "email", ...more },
    });
  for (const applicationId of [APPLICATIONS.bank, FUSIONAUTH_ITSELF, undefined])
    assert.equal((await start(applicationId)).status, 403);
  const asked = `/visitor/api/identity/verify/start?applicationId=${APPLICATIONS.school}`;
  assert.equal(
    (await ask("POST", asked, { body: { loginId, loginIdType: "email" } })).status,
    403,
    "the body must name the application",
  );
  const more = { existingUserStrategy: "mustExist", verificationStrategy: "ClickableLink" };
  const { status, body } = await start(APPLICATIONS.school, more);
  assert.deepEqual([status, Object.keys(body)], [200, ["verificationId"]]);
  const complete = (oneTimeCode) =>
    ask("POST", "/visitor/api/identity/verify/complete", { body: { ...body, ...(oneTimeCode && { oneTimeCode }) } });
  assert.equal((await complete()).status, 400, "the id alone verifies nothing");
  assert.equal((await ask("POST", "/visitor/api/identity/verify/send", { body })).status, 200);
  const code = /code is (\w+)/.exec((await server.outbox(loginId)).at(-1).text)[1];
  assert.equal((await complete(code)).status, 200);
  const known = await start(APPLICATIONS.school, { loginId: "lovelace@example.test" });
  assert.deepEqual(Object.keys(known.body.fieldErrors), ["loginId"]);
});

test("only the user whose password changes can start the second step before the change, and the code in the answer is empty", async () => {
  const start = (authorization) =>
    ask("POST", "/visitor/api/two-factor/start", {
      headers: authorization && { authorization },
      body: { userId: ADA, loginId: "lovelace@example.test", code: "123456" },
    });
  for (const authorization of [undefined, "Bearer x", "Change x", `Change ${ADA}`, API_KEY])
    assert.equal((await start(authorization)).status, 401);
  const { changePasswordId } = await key.forgotPassword({
    applicationId: APPLICATIONS.forum,
    loginId: "second@example.test",
    sendForgotPasswordEmail: false,
  });
  const started = await start(`Change ${changePasswordId}`);
  assert.equal(started.status, 200, started.text);
  assert.equal(started.body.code, "");
  assert.equal(started.body.methods[0].email, "second@example.test", "the user in the body is ignored");
  const { status, body } = await start(`Bearer ${guest}`);
  assert.deepEqual([status, body.methods, body.code], [200, undefined, ""]);
});
