// The gate to FusionAuth forwards only the listed requests of allowed callers.

import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { test } from "node:test";

import { decodeJwt, FusionAuthClient } from "matricula";

import { API_KEY, APPLICATIONS, OPERATORS } from "../demo/tenants.mjs";
import { gate } from "../server/gate.mjs";
import { ADA, ask, FUSIONAUTH_ITSELF, GUEST, guest, key, operator, operatorClient, server } from "./gate.mjs";

const registration = `/operator/api/user/registration/${ADA}/${APPLICATIONS.forum}`;

test("a user who is not an operator cannot make the calls of operators", async () => {
  assert.equal((await ask("GET", registration)).status, 401);
  assert.equal((await ask("GET", registration, { token: "eyJ.no.token" })).status, 401);
  assert.equal((await ask("GET", registration, { token: guest })).status, 403);
  assert.equal((await ask("GET", registration, { headers: { authorization: API_KEY } })).status, 401);
});

test("an operator reads and writes registrations with the package's own client", async () => {
  const client = operatorClient();
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

test("answers with registrations, applications or users contain no tokens, codes or secrets", async () => {
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
  // If two members have the same name, the gate uses the last one, both in the check and in the forwarded body.
  const twice = `{"registration":{"applicationId":"${APPLICATIONS.forum}","applicationId":"${FUSIONAUTH_ITSELF}"}}`;
  assert.equal((await ask("POST", path, { token: operator, body: twice })).status, 403);
  assert.equal((await ask("GET", `${path}/${FUSIONAUTH_ITSELF}`, { token: operator })).status, 403);
  const resend = `/operator/api/user/verify-registration?email=a@example.test&applicationId=${APPLICATIONS.forum}&applicationId=${FUSIONAUTH_ITSELF}`;
  assert.equal((await ask("PUT", resend, { token: operator })).status, 403);
  const user = await ask("GET", `/operator/api/user/${GUEST}`, { token: operator });
  assert.doesNotMatch(user.text, new RegExp(FUSIONAUTH_ITSELF));
});

test("a visitor sees only the id of a tenant and the kinds of two-step methods that the tenant allows", async () => {
  const { applications } = (await ask("GET", "/visitor/api/application")).body;
  const { tenantId } = applications.find(({ id }) => id === APPLICATIONS.forum);
  const { status, body } = await ask("GET", `/visitor/api/tenant/${tenantId}`);
  const kinds = { authenticator: { enabled: true }, email: { enabled: true }, sms: { enabled: true } };
  assert.deepEqual([status, body], [200, { tenant: { id: tenantId, multiFactorConfiguration: kinds } }]);
});

test("paths and HTTP methods that are not listed are refused", async () => {
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

test("a visitor can sign up only if the application allows sign-ups, and cannot choose roles", async () => {
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

test("if an application verifies the address first, nobody can register without this verification", async () => {
  const applicationId = APPLICATIONS.school;
  const email = "first@example.test";
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
  assert.deepEqual([user.email, user.phoneNumber], [email, undefined], "only the verified address is stored");

  const join = () =>
    ask("POST", `/visitor/api/user/registration/${GUEST}`, { body: { registration: { applicationId } }, token: guest });
  const refused = await join();
  assert.deepEqual([refused.status, refused.body.generalErrors[0].code], [403, "[VerifyFirst]"]);
  const { tenantId } = (await key.retrieveApplication(applicationId)).application;
  await key.forTenant(tenantId).verifyIdentity({ loginId: "guest@example.test", loginIdType: "email" });
  assert.equal((await join()).status, 200);
});

test("bodies that are too long, are not JSON objects, or have a wrong content type are refused", async () => {
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

test("an operator who loses the role is refused immediately, even if the token is still valid", async () => {
  const { jwt } = await new FusionAuthClient({ baseUrl: server.url }).validateJwt(operator);
  const roles = (roles) =>
    key.mergePatchRegistration(jwt.sub, { registration: { applicationId: APPLICATIONS.forum, roles } });
  await roles(["user"]);
  assert.equal((await ask("GET", registration, { token: operator })).status, 403);
  await roles(["admin"]);
  assert.equal((await ask("GET", registration, { token: operator })).status, 200);
});

test("an operator who is deactivated is refused immediately, even if the token is still valid", async () => {
  const { sub } = decodeJwt(operator);
  await key.deactivateUser(sub);
  assert.equal((await ask("GET", registration, { token: operator })).status, 403);
  await key.reactivateUser(sub);
  assert.equal((await ask("GET", registration, { token: operator })).status, 200);
});

test("if FusionAuth answers the gate with 429 or 5xx, the caller gets this status instead of a 403", async () => {
  const fault = (path, about) => server.control("POST", "/faults", { method: "GET", path, ...about });
  const overloaded = { status: 503, body: "<h1>Overloaded</h1>", headers: { "Retry-After": "7" } };
  const application = `/api/application/${APPLICATIONS.library}`;
  const user = { email: "new@example.test", password: "demo password" };
  await fault(application, overloaded);
  const body = { user, registration: { applicationId: APPLICATIONS.library } };
  const signUp = await ask("POST", "/visitor/api/user/registration", { body });
  assert.deepEqual([signUp.status, signUp.headers.get("retry-after")], [503, "7"]);
  await fault(application, { status: 429 });
  const start = { applicationId: APPLICATIONS.library, loginId: "ada@example.test" };
  assert.equal((await ask("POST", "/visitor/api/passwordless/start", { body: start })).status, 429);
  await fault(`/api/user/${decodeJwt(operator).sub}`, { status: 500 });
  assert.equal((await ask("GET", registration, { token: operator })).status, 500);
  assert.equal((await ask("GET", registration, { token: operator })).status, 200);
});

test("an invalid path or value in a request does not cause a 502", async () => {
  assert.equal((await ask("GET", "//")).status, 404);
  const body = { applicationId: APPLICATIONS.library, loginId: "ada@example.test", loginIdTypes: 5 };
  assert.notEqual((await ask("POST", "/visitor/api/passwordless/start", { body })).status, 502);
});

test("a visitor can start only the kind of verification that the application needs", async () => {
  const body = { applicationId: APPLICATIONS.school, loginId: "+13035550177", loginIdType: "phoneNumber" };
  const started = await ask("POST", "/visitor/api/identity/verify/start", { body });
  assert.equal(started.status, 400, started.text);
  // The library is in the same tenant, but verifies nothing before a registration. So no verification can start there.
  const elsewhere = { ...body, applicationId: APPLICATIONS.library };
  const refused = await ask("POST", "/visitor/api/identity/verify/start", { body: elsewhere });
  assert.deepEqual([refused.status, refused.body.generalErrors[0].code], [403, "[VerifiesLater]"]);
});

test("users can register themselves on a server that requires the tenant in every sign-up", async () => {
  await server.control("PATCH", "/settings", { fusionauth: { strict_tenant: true } });
  const body = {
    user: { email: "strict@example.com", password: "demo password" },
    registration: { applicationId: APPLICATIONS.library },
  };
  const made = await ask("POST", "/visitor/api/user/registration", { body });
  await server.control("PATCH", "/settings", { fusionauth: { strict_tenant: false } });
  assert.equal(made.status, 200, made.text);
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
