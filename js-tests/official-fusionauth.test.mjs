// FusionAuth's own client from npm works with the test server.

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";

import { FusionAuthClient } from "@fusionauth/typescript-client";

import {
  answered,
  CODE,
  claims,
  client,
  empty,
  failed,
  KEY,
  mails,
  makeApplication,
  makeUser,
  refresh,
  registered,
  stranger,
  TENANT,
  UUID,
  verifying,
} from "./official-fusionauth.mjs";
import { newcomer, startServer } from "./support.mjs";

test("the official client registers an existing user, and reads the registration", async () => {
  const { user, application, registration, token, refreshToken } = await registered();
  assert.match(registration.id, UUID);
  assert.deepEqual(registration.roles, ["user"]);
  assert.equal(claims(token).applicationId, application.id);
  assert.ok(refreshToken);
  const read = await answered(client.retrieveRegistration(user.id, application.id));
  assert.deepEqual(read, { registration });
  const twice = await failed(client.register(user.id, { registration: { applicationId: application.id } }), 400);
  assert.deepEqual(
    Object.values(twice.fieldErrors)
      .flat()
      .map(({ code }) => code),
    ["[duplicate]registration"],
  );
});

test("the official client registers a new user in one request", async () => {
  const { email, password } = newcomer();
  const application = await makeApplication();
  const id = randomUUID();
  const request = { user: { email: email.toUpperCase(), password }, registration: { applicationId: application.id } };
  const { user, registration } = await answered(client.register(id, request));
  assert.equal(user.id, id);
  assert.equal(user.email, email);
  assert.equal(user.password, undefined);
  assert.equal(registration.applicationId, application.id);
  const taken = await failed(client.register(undefined, request), 400);
  assert.equal(taken.fieldErrors["user.email"][0].code, "[duplicate]user.email");
  assert.equal(await failed(stranger.register(undefined, request), 401), undefined);
});

test("the official client replaces and patches a registration; the application is in the body", async () => {
  const { user, application } = await registered();
  const applicationId = application.id;
  const put = { registration: { applicationId, username: "ada", data: { l: [1], x: { j: 0 } }, roles: ["user"] } };
  const replaced = await answered(client.updateRegistration(user.id, put));
  assert.equal(replaced.registration.username, "ada");
  const patch = { registration: { applicationId, data: { l: [2], x: { k: 1 } }, roles: ["admin"] } };
  const { registration } = await answered(client.patchRegistration(user.id, patch));
  assert.equal(registration.username, "ada");
  assert.deepEqual(registration.data, { l: [1, 2], x: { j: 0, k: 1 } });
  assert.deepEqual(registration.roles, ["admin", "user"]);
  await failed(client.updateRegistration(randomUUID(), put), 404);
});

test("the official client removes registrations", async () => {
  const { user, application } = await registered();
  await empty(client.deleteRegistration(user.id, application.id));
  await failed(client.deleteRegistration(user.id, application.id), 404);
  await answered(client.register(user.id, { registration: { applicationId: application.id } }));
  const request = { eventInfo: { ipAddress: "192.0.2.1" } };
  await empty(client.deleteRegistrationWithRequest(user.id, application.id, request));
  await failed(client.retrieveRegistration(user.id, application.id), 404);
});

test("the official client verifies a registration with a link", async () => {
  const application = await verifying("ClickableLink");
  const user = await makeUser();
  const request = { registration: { applicationId: application.id } };
  const { registration, registrationVerificationId } = await answered(client.register(user.id, request));
  assert.equal(registration.verified, false);
  assert.match(registrationVerificationId, CODE);
  assert.equal(await mails(user.email), 1);
  const sent = await answered(client.resendRegistrationVerification(user.email, application.id));
  assert.match(sent.verificationId, CODE);
  assert.equal(await mails(user.email), 2);
  const made = await answered(client.generateRegistrationVerificationId(user.email, application.id));
  assert.equal(await mails(user.email), 2);
  await failed(client.verifyRegistration("bad-code"), 404);
  await empty(client.verifyRegistration(made.verificationId));
  const read = await answered(client.retrieveRegistration(user.id, application.id));
  assert.equal(read.registration.verified, true);
});

test("the official client verifies a registration with a code", async () => {
  const application = await verifying("FormField");
  const user = await makeUser();
  const made = await answered(client.register(user.id, { registration: { applicationId: application.id } }));
  const verificationId = made.registrationVerificationId;
  await failed(client.verifyUserRegistration({ verificationId, oneTimeCode: "000000x" }), 404);
  const oneTimeCode = made.registrationVerificationOneTimeCode;
  assert.match(oneTimeCode, /^[A-Za-z0-9]{6}$/);
  await empty(client.verifyUserRegistration({ verificationId, oneTimeCode }));
});

test("the official client logs users in, registered or not, and sends login pings", async () => {
  const [user, application] = [await makeUser(), await makeApplication()];
  const request = { loginId: user.email, password: user.password, applicationId: application.id };
  const unregistered = await answered(client.login(request), 202);
  assert.equal(claims(unregistered.token).roles, undefined);
  await empty(client.loginPing(user.id, application.id, "192.0.2.1"), 202);
  await answered(client.register(user.id, { registration: { applicationId: application.id } }));
  const { token, refreshToken, user: found } = await answered(client.login(request));
  assert.deepEqual(claims(token).roles, ["user"]);
  assert.ok(refreshToken);
  assert.equal(found.id, user.id);
  await empty(client.loginPing(user.id, application.id, undefined));
  const ping = { userId: user.id, applicationId: application.id, ipAddress: "192.0.2.1" };
  await empty(client.loginPingWithRequest(ping));
  assert.equal(await failed(client.login({ ...request, password: "wrong" }), 404), undefined);
  const blank = await failed(client.login({}), 400);
  assert.equal(blank.fieldErrors.loginId[0].code, "[blank]loginId");
});

test("the official client logs out, with a query and with a body", async () => {
  const { user, application, refreshToken } = await registered();
  await empty(client.logout(false, undefined));
  assert.equal((await answered(refresh(refreshToken))).refreshToken, refreshToken);
  await empty(client.logout(true, refreshToken));
  assert.equal((await failed(refresh(refreshToken), 400)).fieldErrors.refreshToken[0].code, "[invalid]refreshToken");
  const login = { loginId: user.email, password: user.password, applicationId: application.id };
  const again = await answered(client.login(login));
  await empty(client.logoutWithRequest({ global: false, refreshToken: again.refreshToken }));
  await failed(refresh(again.refreshToken), 400);
});

test("the official client refreshes, validates, issues and vends tokens", async () => {
  const { user, application, token, refreshToken } = await registered();
  const fresh = await answered(refresh(refreshToken));
  assert.equal(claims(fresh.token).authenticationType, "REFRESH_TOKEN");
  const { jwt } = await answered(client.validateJWT(token));
  assert.deepEqual(jwt, claims(token));
  await failed(client.validateJWT("bad"), 401);
  const issued = await answered(client.issueJWT(application.id, token, undefined));
  assert.deepEqual(Object.keys(issued), ["token"]);
  assert.equal(claims(issued.token).sub, user.id);
  const vended = await answered(client.vendJWT({ claims: { hello: "world" }, timeToLiveInSeconds: 60 }));
  assert.equal(claims(vended.token).hello, "world");
  assert.equal(claims(vended.token).exp - claims(vended.token).iat, 60);
});

test("the official client reads public keys", async () => {
  const { keys } = await answered(client.retrieveJsonWebKeySet());
  assert.equal(keys.length, 1);
  assert.equal(keys[0].kty, "RSA");
  const { publicKeys } = await answered(client.retrieveJWTPublicKeys());
  const [[kid, pem]] = Object.entries(publicKeys);
  assert.equal(kid, keys[0].kid);
  assert.match(pem, /^-----BEGIN PUBLIC KEY-----/);
  assert.equal((await answered(client.retrieveJWTPublicKey(kid))).publicKey, pem);
  await failed(client.retrieveJWTPublicKey("none"), 404);
  await failed(client.retrieveJWTPublicKeyByApplicationId(randomUUID()), 404);
  const { key } = await answered(
    client.generateKey(undefined, { key: { algorithm: "ES256", length: 256, name: randomUUID() } }),
  );
  const jwtConfiguration = { enabled: true, accessTokenKeyId: key.id, idTokenKeyId: key.id };
  const application = await makeApplication({ jwtConfiguration });
  const ofApplication = await answered(client.retrieveJWTPublicKeyByApplicationId(application.id));
  assert.match(ofApplication.publicKey, /^-----BEGIN PUBLIC KEY-----/);
  assert.notEqual(ofApplication.publicKey, pem);
});

test("the official client lists, reads and revokes refresh tokens in every way", async () => {
  const { user, application, refreshToken, refreshTokenId } = await registered();
  const { refreshTokens } = await answered(client.retrieveRefreshTokens(user.id));
  assert.deepEqual(
    refreshTokens.map(({ id }) => id),
    [refreshTokenId],
  );
  const one = await answered(client.retrieveRefreshTokenById(refreshTokenId));
  assert.equal(one.refreshToken.userId, user.id);
  assert.equal(one.refreshToken.tenantId, undefined);
  const login = { loginId: user.email, password: user.password, applicationId: application.id };
  let current = { refreshToken, refreshTokenId };
  for (const revoke of [
    () => client.revokeRefreshToken(current.refreshToken, undefined, undefined),
    () => client.revokeRefreshTokenById(current.refreshTokenId),
    () => client.revokeRefreshTokenByToken(current.refreshToken),
    () => client.revokeRefreshTokensByApplicationId(application.id),
    () => client.revokeRefreshTokensByUserId(user.id),
    () => client.revokeRefreshTokensByUserIdForApplication(user.id, application.id),
    () => client.revokeRefreshTokensWithRequest({ userId: user.id }),
  ]) {
    await answered(refresh(current.refreshToken));
    await empty(revoke());
    await failed(refresh(current.refreshToken), 400);
    current = await answered(client.login(login));
  }
  const unknown = await failed(client.revokeRefreshTokensByUserId(randomUUID()), 400);
  assert.equal(unknown.fieldErrors.userId[0].code, "[invalid]userId");
});

test("the official client makes and finds users", async () => {
  const { email, password, name } = newcomer();
  const id = randomUUID();
  const request = { user: { email, password, username: name, firstName: "Jäne" }, skipVerification: true };
  const { user, token } = await answered(client.createUser(id, request));
  assert.equal(user.id, id);
  assert.equal(claims(token).authenticationType, "USER_CREATE");
  for (const found of [
    client.retrieveUser(id),
    client.retrieveUserByEmail(email.toUpperCase()),
    client.retrieveUserByUsername(name.toUpperCase()),
    client.retrieveUserByLoginId(email),
    client.retrieveUserByLoginIdWithLoginIdTypes(name, ["email", "username"]),
  ]) {
    const { user } = await answered(found);
    assert.equal(user.id, id);
    assert.equal(user.firstName, "Jäne");
    assert.equal(user.password, undefined);
    assert.equal(user.salt, undefined);
  }
  await failed(client.retrieveUserByLoginIdWithLoginIdTypes(name, ["email"]), 404);
  await failed(client.retrieveUser(randomUUID()), 404);
  await failed(client.retrieveUserByVerificationId("none"), 404);
  await failed(client.retrieveUserByChangePasswordId("none"), 404);
});

test("the official client changes users", async () => {
  const { id, email, password } = await makeUser();
  const patched = await answered(client.patchUser(id, { user: { firstName: "Jan" } }));
  assert.deepEqual([patched.user.firstName, patched.user.email], ["Jan", email]);
  const replaced = await answered(client.updateUser(id, { user: { email, lastName: "Doe" } }));
  assert.deepEqual([replaced.user.firstName, replaced.user.lastName], [undefined, "Doe"]);
  await answered(client.login({ loginId: email, password }));
});

test("the official client deactivates, reactivates and removes users", async () => {
  const { id, email, password } = await makeUser();
  await empty(client.deactivateUser(id));
  assert.equal((await answered(client.retrieveUser(id))).user.active, false);
  await failed(client.login({ loginId: email, password }), 423);
  assert.equal((await answered(client.reactivateUser(id))).user.active, true);
  await empty(client.deleteUser(id));
  await failed(client.retrieveUserByEmail(email), 404);
  const other = await makeUser();
  await empty(client.deleteUserWithRequest(other.id, { hardDelete: true }));
  await failed(client.retrieveUser(other.id), 404);
});

test("the official client verifies e-mail addresses", async () => {
  const make = async () => {
    const { email, password } = newcomer();
    const { user, emailVerificationId } = await answered(client.createUser(undefined, { user: { email, password } }));
    assert.equal(user.verified, false);
    return { id: user.id, email, emailVerificationId };
  };
  const verified = async ({ id }) => (await answered(client.retrieveUser(id))).user.verified;
  const one = await make();
  assert.equal(await mails(one.email), 1);
  assert.match((await answered(client.resendEmailVerification(one.email))).verificationId, CODE);
  const application = await makeApplication();
  await answered(client.resendEmailVerificationWithApplicationTemplate(application.id, one.email));
  assert.equal(await mails(one.email), 3);
  const { verificationId } = await answered(client.generateEmailVerificationId(one.email));
  assert.equal(await mails(one.email), 3);
  const found = await answered(client.retrieveUserByVerificationId(verificationId));
  assert.equal(found.user.id, one.id);
  await empty(client.verifyEmail(verificationId));
  assert.equal(await verified(one), true);
  const two = await make();
  await failed(client.verifyEmailAddress({ verificationId: "none" }), 404);
  await empty(client.verifyEmailAddress({ verificationId: two.emailVerificationId }));
  assert.equal(await verified(two), true);
  const three = await make();
  await empty(client.verifyEmailAddressByUserId({ userId: three.id }));
  assert.equal(await verified(three), true);
});

test("the official client changes passwords in every way", async () => {
  const { user, token } = await registered();
  const loginId = user.email;
  const works = async (password) => (await answered(client.login({ loginId, password }))).user.id === user.id;
  const { changePasswordId } = await answered(client.forgotPassword({ loginId }));
  assert.equal(await mails(loginId), 1);
  const found = await answered(client.retrieveUserByChangePasswordId(changePasswordId));
  assert.equal(found.user.id, user.id);
  assert.equal((await client.checkChangePasswordUsingId(changePasswordId)).statusCode, 200);
  const changed = await answered(client.changePassword(changePasswordId, { password: "another-Horse-8" }));
  const once = await answered(client.login({ oneTimePassword: changed.oneTimePassword }));
  assert.equal(once.user.id, user.id);
  await failed(client.changePassword(changePasswordId, { password: "another-Horse-8" }), 404);
  assert.ok(await works("another-Horse-8"));
  await empty(client.changePasswordByIdentity({ loginId, password: "third-Horse-9" }));
  assert.ok(await works("third-Horse-9"));
  assert.equal((await client.checkChangePasswordUsingJWT(token)).statusCode, 200);
  const request = { currentPassword: "third-Horse-9", password: "fourth-Horse-0" };
  assert.ok((await answered(client.changePasswordUsingJWT(token, request))).oneTimePassword);
  assert.ok(await works("fourth-Horse-0"));
});

test("the official client manages applications and their roles", async () => {
  const application = await makeApplication({ name: "first" });
  const read = await answered(client.retrieveApplication(application.id));
  assert.equal(read.application.name, "first");
  const patched = await answered(client.patchApplication(application.id, { application: { name: "second" } }));
  assert.deepEqual(patched.application.roles, read.application.roles);
  const { applications } = await answered(client.retrieveApplications());
  assert.ok(applications.some(({ id, name }) => id === application.id && name === "second"));
  const { role } = await answered(client.createApplicationRole(application.id, undefined, { role: { name: "ceo" } }));
  assert.equal(role.name, "ceo");
  const boss = { role: { name: "boss", isDefault: true } };
  const replaced = await answered(client.updateApplicationRole(application.id, role.id, boss));
  assert.deepEqual([replaced.role.id, replaced.role.name, replaced.role.isDefault], [role.id, "boss", true]);
  const usual = { role: { isDefault: false } };
  const changed = await answered(client.patchApplicationRole(application.id, role.id, usual));
  assert.deepEqual([changed.role.name, changed.role.isDefault], ["boss", false]);
  const updated = await answered(client.updateApplication(application.id, { application: { name: "third" } }));
  assert.equal(updated.application.name, "third");
  await empty(client.deleteApplication(application.id));
  await failed(client.retrieveApplication(application.id), 404);
  const incomplete = { application: { name: randomUUID(), verifyRegistration: true } };
  assert.ok((await failed(client.createApplication(undefined, incomplete), 400)).fieldErrors);
});

test("the official client reads password rules, with and without a tenant", async () => {
  const { passwordValidationRules } = await answered(client.retrievePasswordValidationRules());
  assert.deepEqual([passwordValidationRules.minLength, passwordValidationRules.maxLength], [8, 256]);
  const same = await answered(client.retrievePasswordValidationRulesWithTenantId(TENANT));
  assert.deepEqual(same, { passwordValidationRules });
});

test("an official client that names a tenant reaches only the users of this tenant", async () => {
  // With a second tenant, some calls must name a tenant, so this test has its own server.
  const { url } = await startServer();
  const both = new FusionAuthClient(KEY, url);
  const { tenants } = await answered(both.retrieveTenants());
  assert.deepEqual(
    tenants.map(({ id, name }) => [id, name]),
    [[TENANT, "Default"]],
  );
  const id = randomUUID();
  const { tenant } = await answered(both.createTenant(id, { tenant: { ...tenants[0], id: null, name: "Other" } }));
  assert.deepEqual([tenant.id, tenant.name], [id, "Other"]);
  assert.equal((await answered(both.retrieveTenant(id))).tenant.issuer, "acme.com");
  const { email, password } = newcomer();
  const unnamed = await failed(both.createUser(undefined, { user: { email, password } }), 400);
  assert.equal(unnamed.generalErrors[0].code, "[TenantIdRequired]");
  const other = new FusionAuthClient(KEY, url, id);
  const { user } = await answered(other.createUser(undefined, { user: { email, password } }));
  assert.equal(user.tenantId, id);
  await failed(other.login({ loginId: "nobody@example.com", password }), 404);
  await failed(new FusionAuthClient(KEY, url, TENANT).retrieveUser(user.id), 404);
  await answered(both.retrieveUser(user.id));
});
