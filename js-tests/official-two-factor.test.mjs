// FusionAuth's own client from npm sets up, uses and removes second factors on the test server.

import assert from "node:assert/strict";
import { test } from "node:test";

import { TOTP } from "otpauth";

import {
  answered,
  CODE,
  client,
  empty,
  failed,
  makeApplication,
  makeUser,
  registered,
  server,
  stranger,
  TENANT,
} from "./official-fusionauth.mjs";

await client.patchTenant(TENANT, {
  tenant: { multiFactorConfiguration: { email: { enabled: true }, sms: { enabled: true } } },
});

/** The code that an authenticator app with this secret (base32) shows. */
const appCode = (secret) => new TOTP({ secret }).generate();

/** The code in the newest message to this address or number. */
async function sentCode(address) {
  const messages = await server.outbox(address);
  return /code is (\d{6})/.exec(messages.at(-1).text)[1];
}

/** Adds an authenticator app to a user; returns its secret and the recovery codes. */
async function withApp(userId) {
  const { secret, secretBase32Encoded } = await answered(client.generateTwoFactorSecret());
  const request = { method: "authenticator", secret, code: appCode(secretBase32Encoded) };
  const { recoveryCodes } = await answered(client.enableTwoFactor(userId, request));
  return { secret: secretBase32Encoded, recoveryCodes };
}

const methods = async (userId) => (await answered(client.retrieveUser(userId))).user.twoFactor.methods;

/** Begins a login that needs a second step: the user has a second factor, or the application requires one. */
const begin = ({ email: loginId, password }, applicationId) =>
  answered(client.login({ loginId, password, applicationId }), 242);

test("the official client logs in with an authenticator app", async () => {
  const { user, application, token } = await registered();
  const own = await answered(client.generateTwoFactorSecretUsingJWT(token));
  assert.match(own.secretBase32Encoded, /^[A-Z2-7]{32}$/);
  const { secret, recoveryCodes } = await withApp(user.id);
  assert.equal(recoveryCodes.length, 10);
  const asked = await begin(user, application.id);
  assert.match(asked.twoFactorId, CODE);
  assert.deepEqual(
    asked.methods.map(({ method }) => method),
    ["authenticator"],
  );
  const { twoFactorId } = asked;
  const login = (code) => client.twoFactorLogin({ twoFactorId, code, applicationId: application.id });
  assert.equal(await failed(login("wrong!"), 421), undefined);
  const answer = await answered(login(appCode(secret)));
  assert.equal(answer.user.id, user.id);
  assert.ok(answer.token && answer.refreshToken);
  assert.equal(await failed(login(appCode(secret)), 404), undefined);
});

test("the official client gets codes by mail and text message, logs in with one, and trusts the device", async () => {
  const { user, application } = await registered();
  const [email, mobilePhone] = [user.email, "+13035551212"];
  await empty(client.sendTwoFactorCodeForEnableDisable({ userId: user.id, method: "email", email }));
  const first = { method: "email", email, code: await sentCode(email) };
  assert.equal((await answered(client.enableTwoFactor(user.id, first))).recoveryCodes.length, 10);
  await empty(client.sendTwoFactorCodeForEnableDisable({ userId: user.id, method: "sms", mobilePhone }));
  await empty(client.enableTwoFactor(user.id, { method: "sms", mobilePhone, code: await sentCode(mobilePhone) }));
  const asked = await begin(user, application.id);
  for (const [index, address] of [email, mobilePhone].entries()) {
    const { id: methodId } = asked.methods[index];
    await empty(client.sendTwoFactorCodeForLoginUsingMethod(asked.twoFactorId, { methodId }));
    assert.match(await sentCode(address), /^\d{6}$/);
  }
  const unknown = await failed(
    client.sendTwoFactorCodeForLoginUsingMethod(asked.twoFactorId, { methodId: "ZZZZ" }),
    400,
  );
  assert.equal(unknown.fieldErrors.methodId[0].code, "[invalid]methodId");
  const request = { twoFactorId: asked.twoFactorId, code: await sentCode(mobilePhone), trustComputer: true };
  const { twoFactorTrustId } = await answered(client.twoFactorLogin(request));
  const login = { loginId: email, password: user.password, applicationId: application.id, twoFactorTrustId };
  assert.equal((await answered(client.login(login))).user.id, user.id);
  const status = await answered(client.retrieveTwoFactorStatus(user.id, application.id, twoFactorTrustId));
  assert.equal(status.trusts[0].expired, false);
  await answered(client.retrieveTwoFactorStatus(user.id, application.id, undefined), 242);
  await answered(client.retrieveTwoFactorStatusWithRequest({ userId: user.id, action: "changePassword" }), 242);
});

test("the official client names and removes second factors", async () => {
  const { id } = await makeUser();
  const { secret, recoveryCodes } = await withApp(id);
  const [{ id: methodId }] = await methods(id);
  await empty(client.updateTwoFactor(id, { methodId, name: "My phone" }));
  assert.equal((await methods(id))[0].name, "My phone");
  assert.equal(await failed(client.disableTwoFactor(id, methodId, "wrong!"), 421), undefined);
  await empty(client.disableTwoFactor(id, methodId, appCode(secret)));
  assert.deepEqual(await methods(id), []);
  const again = await withApp(id);
  const [{ id: other }] = await methods(id);
  const old = client.disableTwoFactorWithRequest(id, { methodId: other, code: recoveryCodes[0] });
  assert.equal(await failed(old, 421), undefined);
  await empty(client.disableTwoFactorWithRequest(id, { methodId: other, code: again.recoveryCodes[0] }));
  assert.deepEqual(await methods(id), []);
});

test("the official client replaces recovery codes", async () => {
  const { id } = await makeUser();
  await withApp(id);
  assert.deepEqual(await answered(client.retrieveTwoFactorRecoveryCodes(id)), { recoveryCodes: [] });
  const { recoveryCodes } = await answered(client.generateTwoFactorRecoveryCodes(id));
  assert.equal(recoveryCodes.length, 10);
  for (const code of recoveryCodes) assert.match(code, /^.{5}-.{5}$/);
  assert.equal(await failed(stranger.generateTwoFactorRecoveryCodes(id), 401), undefined);
});

test("the official client completes a second step to set a new password", async () => {
  const user = await makeUser();
  await withApp(user.id);
  const request = { loginId: user.email, password: "another-Horse-8" };
  const refused = await failed(client.changePasswordByIdentity(request), 400);
  assert.equal(refused.generalErrors[0].code, "[TrustTokenRequired]");
  const trustChallenge = "a challenge";
  const { twoFactorId, code, methods } = await answered(
    client.startTwoFactorLogin({ userId: user.id, trustChallenge, state: { page: "settings" } }),
  );
  assert.equal(methods[0].method, "authenticator");
  const { trustToken, state } = await answered(client.twoFactorLogin({ twoFactorId, code }));
  assert.deepEqual(state, { page: "settings" });
  await empty(client.changePasswordByIdentity({ ...request, trustToken, trustChallenge }));
});

test("the official client sets up a second factor that an application requires", async () => {
  const user = await makeUser();
  const application = await makeApplication({ multiFactorConfiguration: { loginPolicy: "Required" } });
  await answered(client.register(user.id, { registration: { applicationId: application.id } }));
  const { configurableMethods, methods, twoFactorId } = await begin(user, application.id);
  assert.deepEqual([methods, configurableMethods], [[], ["authenticator", "email", "sms"]]);
  const { secret, secretBase32Encoded } = await answered(client.generateTwoFactorSecret());
  const request = { method: "authenticator", secret, code: appCode(secretBase32Encoded), twoFactorId };
  const { code } = await answered(client.enableTwoFactor(user.id, request));
  const answer = await answered(client.twoFactorLogin({ twoFactorId, code }));
  assert.equal(answer.user.id, user.id);
});
