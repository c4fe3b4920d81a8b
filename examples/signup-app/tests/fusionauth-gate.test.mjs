// The gate to FusionAuth forwards only the listed requests of allowed callers.

import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { after, before, test } from "node:test";

import { FusionAuthClient } from "matricula";
import { TOTP } from "otpauth";

import { startServer } from "../demo/app.mjs";
import { API_KEY, APPLICATIONS, fill, OPERATORS } from "../demo/tenants.mjs";
import { gate } from "../server/gate.mjs";

const ADA = "00000000-0000-0000-0000-00000000000b";
const GUEST = "00000000-0000-0000-0000-00000000000c";
const FUSIONAUTH_ITSELF = "3c219e58-ed0e-4b18-ad48-f4f92793ae32";

let server, listener, address, operator, guest;

before(async () => {
  server = await startServer();
  await fill(server);
  listener = createServer(gate({ url: server.url, apiKey: API_KEY, operators: OPERATORS })).listen(0, "127.0.0.1");
  await once(listener, "listening");
  address = `http://127.0.0.1:${listener.address().port}`;
  const client = new FusionAuthClient({ baseUrl: server.url });
  const login = async (loginId) => {
    const { response } = await client.login({ loginId, password: "demo password", applicationId: APPLICATIONS.forum });
    return response.token;
  };
  operator = await login("admin@example.test");
  guest = await login("guest@example.test");
});

after(() => {
  listener?.close();
  server?.stop();
});

async function ask(method, path, { token, body, type = "application/json", headers } = {}) {
  const answer = await fetch(address + path, {
    method,
    headers: { ...(token && { authorization: `Bearer ${token}` }), ...(body && { "content-type": type }), ...headers },
    ...(body && { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, body: text && JSON.parse(text), text };
}

const registration = `/operator/api/user/registration/${ADA}/${APPLICATIONS.forum}`;

test("a user who is not an operator cannot make the calls of operators", async () => {
  assert.equal((await ask("GET", registration)).status, 401);
  assert.equal((await ask("GET", registration, { token: "eyJ.no.token" })).status, 401);
  assert.equal((await ask("GET", registration, { token: guest })).status, 403);
  assert.equal((await ask("GET", registration, { headers: { authorization: API_KEY } })).status, 401);
});

test("an operator reads and writes registrations with the package's own client", async () => {
  const bearing = (url, init) =>
    fetch(url, { ...init, headers: { ...init.headers, Authorization: `Bearer ${operator}` } });
  const client = new FusionAuthClient({ baseUrl: `${address}/operator`, fetch: bearing });
  const { tenants } = await client.retrieveTenants();
  const { id } = tenants.find(({ name }) => name === "Default");
  const { user } = await client.forTenant(id).findUser({ loginId: "ada" });
  assert.equal(user.id, ADA);
  assert.deepEqual(
    user.registrations.map(({ applicationId }) => applicationId).sort(),
    [APPLICATIONS.forum, APPLICATIONS.bank].sort(),
  );
  const patched = await client.mergePatchRegistration(ADA, {
    registration: { applicationId: APPLICATIONS.forum, timezone: "Europe/Paris" },
  });
  assert.equal(patched.registration.timezone, "Europe/Paris");
  assert.deepEqual(patched.registration.roles, ["community_helper", "user"]);
});

test("answers contain no tokens, codes or secrets", async () => {
  const made = await ask("POST", `/operator/api/user/registration/${GUEST}`, {
    token: operator,
    body: { registration: { applicationId: APPLICATIONS.bank } },
  });
  assert.equal(made.status, 200, made.text);
  assert.deepEqual(Object.keys(made.body), ["registration"]);
  const applications = await ask("GET", "/operator/api/application", { token: operator });
  assert.doesNotMatch(applications.text, /oauthConfiguration|clientSecret|3c219e58/);
  const user = await ask("GET", `/operator/api/user/${GUEST}`, { token: operator });
  assert.deepEqual(Object.keys(user.body), ["user"]);
});

test("FusionAuth's own application cannot be managed with any spelling of its id", async () => {
  const path = `/operator/api/user/registration/${GUEST}`;
  for (const applicationId of [
    FUSIONAUTH_ITSELF,
    FUSIONAUTH_ITSELF.toUpperCase(),
    [FUSIONAUTH_ITSELF],
    ` ${FUSIONAUTH_ITSELF}`,
    null,
  ]) {
    const answer = await ask("POST", path, {
      token: operator,
      body: { registration: { applicationId, roles: ["admin"] } },
    });
    assert.equal(answer.status, 403, JSON.stringify(applicationId));
  }
  // If two members have the same name, the last one counts, in the check and in the forwarded body.
  const twice = `{"registration":{"applicationId":"${APPLICATIONS.forum}","applicationId":"${FUSIONAUTH_ITSELF}"}}`;
  assert.equal((await ask("POST", path, { token: operator, body: twice })).status, 403);
  assert.equal((await ask("GET", `${path}/${FUSIONAUTH_ITSELF}`, { token: operator })).status, 403);
  const resend = `/operator/api/user/verify-registration?email=a@example.test&applicationId=${APPLICATIONS.forum}&applicationId=${FUSIONAUTH_ITSELF}`;
  assert.equal((await ask("PUT", resend, { token: operator })).status, 403);
  const user = await ask("GET", `/operator/api/user/${GUEST}`, { token: operator });
  assert.doesNotMatch(user.text, new RegExp(FUSIONAUTH_ITSELF));
});

test("a visitor sees only the kinds of methods of a tenant", async () => {
  const { applications } = (await ask("GET", "/visitor/api/application")).body;
  const { tenantId } = applications.find(({ id }) => id === APPLICATIONS.forum);
  const { status, body } = await ask("GET", `/visitor/api/tenant/${tenantId}`);
  const kinds = { authenticator: { enabled: true }, email: { enabled: true }, sms: { enabled: true } };
  assert.deepEqual([status, body], [200, { tenant: { id: tenantId, multiFactorConfiguration: kinds } }]);
});

test("paths and methods that are not listed are refused", async () => {
  const token = operator;
  for (const [method, path] of [
    ["DELETE", `/operator/api/user/${ADA}`],
    ["GET", "/operator/api/user/search"],
    ["POST", "/operator/api/api-key"],
    ["GET", `/operator/api/user/registration/${ADA}/..%2f..%2fapi-key`],
    ["GET", "/operator//api/tenant"],
    ["GET", "/api/tenant"],
    ["GET", "/visitor/api/tenant"],
    ["DELETE", `/visitor/api/user/registration/${ADA}`],
  ]) {
    assert.equal((await ask(method, path, { token })).status, 404, `${method} ${path}`);
  }
});

test("a visitor signs up only if the application allows it, and cannot choose roles", async () => {
  const sent = (applicationId, more = {}) => ({
    body: {
      user: { email: `new-${applicationId}@example.test`, password: "demo password", ...more.user },
      registration: { applicationId, ...more.registration },
      ...more.top,
    },
  });
  const path = "/visitor/api/user/registration";
  assert.equal((await ask("POST", path, sent(APPLICATIONS.bank))).status, 403);
  const more = {
    user: { verified: true, passwordChangeRequired: true },
    registration: { roles: ["librarian"] },
    top: { skipRegistrationVerification: true },
  };
  const made = await ask("POST", path, sent(APPLICATIONS.library, more));
  assert.equal(made.status, 200, made.text);
  assert.deepEqual(made.body.registration.roles, ["reader"]);
  assert.equal(made.body.registration.verified, false);
  assert.deepEqual(Object.keys(made.body).sort(), ["registration", "user"]);
  const refused = await ask("POST", path, {
    body: {
      user: { email: "not an address", password: "short" },
      registration: { applicationId: APPLICATIONS.library },
    },
  });
  assert.deepEqual(Object.keys(refused.body.fieldErrors).sort(), ["user.email", "user.password"]);
});

test("a signed-in visitor can register with an application, but cannot register another user", async () => {
  const body = { registration: { applicationId: APPLICATIONS.library, roles: ["librarian"] } };
  assert.equal((await ask("POST", `/visitor/api/user/registration/${GUEST}`, { body })).status, 401);
  assert.equal((await ask("POST", `/visitor/api/user/registration/${ADA}`, { body, token: guest })).status, 403);
  const joined = await ask("POST", `/visitor/api/user/registration/${GUEST}`, { body, token: guest });
  assert.equal(joined.status, 200, joined.text);
  assert.deepEqual(joined.body.registration.roles, ["reader"]);
});

test("where the address is verified first, nobody registers without this", async () => {
  const applicationId = APPLICATIONS.school;
  const email = "first@example.test";
  const key = new FusionAuthClient({ baseUrl: server.url, apiKey: API_KEY });
  const signUp = (more, user) =>
    ask("POST", "/visitor/api/user/registration", {
      body: { user: { email, password: "demo password", ...user }, registration: { applicationId }, ...more },
    });
  for (const verificationIds of [undefined, null, [], "x", [""], [null], [{}], {}]) {
    const { status, body } = await signUp({ verificationIds });
    assert.deepEqual([status, body.generalErrors[0].code], [403, "[VerifyFirst]"], JSON.stringify(verificationIds));
  }
  const started = await ask("POST", "/visitor/api/identity/verify/start", {
    body: { applicationId, loginId: email, loginIdType: "email" },
  });
  const { verificationId } = started.body;
  const proof = { verificationIds: [verificationId] };
  for (const more of [{ verificationIds: ["x"] }, proof])
    assert.deepEqual(Object.keys((await signUp(more)).body.fieldErrors), ["verificationIds"]);
  await ask("POST", "/visitor/api/identity/verify/send", { body: { verificationId } });
  const oneTimeCode = /code is (\w+)/.exec((await server.outbox(email)).at(-1).text)[1];
  await ask("POST", "/visitor/api/identity/verify/complete", { body: { verificationId, oneTimeCode } });
  const made = await signUp(proof, { email: "other@example.test", phoneNumber: "+13035550100" });
  assert.equal(made.status, 200, made.text);
  const { user } = await key.retrieveUser(made.body.user.id);
  assert.deepEqual([user.email, user.phoneNumber], [email, undefined], "only what is verified");

  const join = () =>
    ask("POST", `/visitor/api/user/registration/${GUEST}`, { body: { registration: { applicationId } }, token: guest });
  const refused = await join();
  assert.deepEqual([refused.status, refused.body.generalErrors[0].code], [403, "[VerifyFirst]"]);
  const { tenantId } = (await key.retrieveApplication(applicationId)).application;
  await key.forTenant(tenantId).verifyIdentity({ loginId: "guest@example.test", loginIdType: "email" });
  assert.equal((await join()).status, 200);
});

/** The header of a user who knows the password, but has no token. */
const knowing = (loginId, password = "demo password") => ({
  authorization: `Basic ${btoa([loginId, password].map(encodeURIComponent).join(":"))}`,
});

test("only the right password of a user without a method adds the first method for two-step login", async () => {
  const applicationId = APPLICATIONS.vault;
  const key = new FusionAuthClient({ baseUrl: server.url, apiKey: API_KEY });
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
    // The admin has no second factor, and the forum does not require one.
    assert.equal((await make(knowing(other), { applicationId: APPLICATIONS.forum })).status, make === add ? 403 : 200);
  }
  assert.equal((await add(knowing(beginner), { applicationId: undefined })).status, 401);
  // FusionAuth's 421 would make a browser send the wrong code again.
  const wrong = await add(knowing(beginner), { code: "000000" });
  assert.deepEqual([wrong.status, wrong.body.fieldErrors.code[0].code], [400, "[invalid]code"]);
  // Only a wrong password is a 401: otherwise the page would ask for the right one again.
  for (const status of [429, 503]) {
    await server.control("POST", "/faults", { method: "POST", path: "/api/login", status });
    assert.equal((await add(knowing(beginner))).status, status);
  }
  // The gate adds the method to the user of the password, even if the body names another user.
  const added = await add(knowing(beginner), { userId: ids[other] });
  assert.deepEqual([added.status, Object.keys(added.body)], [200, ["recoveryCodes"]]);
  assert.equal((await key.retrieveUser(ids[beginner])).user.twoFactor.methods.length, 1);
  assert.equal((await key.retrieveUser(ids[other])).user.twoFactor?.methods?.length ?? 0, 0);
  // With a method, the password alone is not enough.
  assert.equal((await add(knowing(beginner))).status, 403);
  assert.equal((await send(knowing(beginner))).status, 403);
});

test("the answer of a login without a password is the same for known and unknown users, and has no whole code", async () => {
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

test("the answer of a login without a password does not show that there is no message", async () => {
  const key = new FusionAuthClient({ baseUrl: server.url, apiKey: API_KEY });
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
  assert.equal((await start(forum, "nobody"))[0], 503, "an outage is the same for all");
});

test("a verification before the sign-up answers without the code, and only where users can register", async () => {
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
    "only in the address",
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

test("only the user starts the second step before a change of the password, and gets no code", async () => {
  const key = new FusionAuthClient({ baseUrl: server.url, apiKey: API_KEY });
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
  assert.equal(started.body.methods[0].email, "second@example.test", "the user of the id, not of the body");
  const { status, body } = await start(`Bearer ${guest}`);
  assert.deepEqual([status, body.methods, body.code], [200, undefined, ""]);
});

test("bodies that are too long or are not JSON are refused", async () => {
  const put = (body, type) => ask("PUT", registration, { token: operator, body, type });
  assert.equal((await put("{")).status, 400);
  assert.equal((await put("[]")).status, 400);
  assert.equal((await put("{}", "text/plain")).status, 400);
  assert.equal((await put("{}", "application/json-patch+json")).status, 400);
  assert.equal((await put({ registration: { data: { long: "x".repeat(70_000) } } })).status, 413);
});

test("the gate passes on the field errors of FusionAuth", async () => {
  const answer = await ask("PUT", registration, {
    token: operator,
    body: { registration: { roles: ["emperor"], timezone: "Mars/Olympus" } },
  });
  assert.equal(answer.status, 400);
  assert.deepEqual(Object.keys(answer.body.fieldErrors).sort(), ["registration.roles", "registration.timezone"]);
});

test("an operator who loses the role is refused immediately, even with an old token", async () => {
  const { jwt } = await new FusionAuthClient({ baseUrl: server.url }).validateJwt(operator);
  const key = new FusionAuthClient({ baseUrl: server.url, apiKey: API_KEY });
  const roles = (roles) =>
    key.mergePatchRegistration(jwt.sub, { registration: { applicationId: APPLICATIONS.forum, roles } });
  await roles(["user"]);
  assert.equal((await ask("GET", registration, { token: operator })).status, 403);
  await roles(["admin"]);
  assert.equal((await ask("GET", registration, { token: operator })).status, 200);
});

test("a gate with a wrong key answers 502 instead of 401", async () => {
  const wrong = createServer(gate({ url: server.url, apiKey: "wrong", operators: OPERATORS })).listen(0, "127.0.0.1");
  await once(wrong, "listening");
  const answer = await fetch(`http://127.0.0.1:${wrong.address().port}/visitor/api/application`);
  wrong.close();
  assert.equal(answer.status, 502);
});

test("if FusionAuth cannot be reached, the gate answers 502 without a body", async () => {
  const lost = createServer(gate({ url: "http://127.0.0.1:1", apiKey: API_KEY, operators: OPERATORS })).listen(
    0,
    "127.0.0.1",
  );
  await once(lost, "listening");
  const answer = await fetch(`http://127.0.0.1:${lost.address().port}/visitor/api/application`);
  lost.close();
  assert.equal(answer.status, 502);
  assert.equal(await answer.text(), "");
});
