// FusionAuth's own client from npm verifies e-mail addresses and phone numbers with the test server.

import assert from "node:assert/strict";
import { test } from "node:test";

import { answered, CODE, client, empty, failed, server, stranger } from "./official-fusionauth.mjs";
import { newcomer } from "./support.mjs";

const outbox = (address) => server.control("GET", `/outbox?to=${encodeURIComponent(address)}`);
const reason = (user, kind) => user.identities.find(({ type }) => type === kind).verifiedReason;

test("the official client verifies an address before there is a user", async () => {
  const { email } = newcomer();
  const request = { loginId: email, loginIdType: "email", existingUserStrategy: "mustNotExist", state: { page: 1 } };
  const { verificationId, oneTimeCode } = await answered(client.startVerifyIdentity(request));
  assert.match(verificationId, CODE);
  assert.equal(oneTimeCode, undefined);
  await empty(client.sendVerifyIdentity({ verificationId }));
  assert.ok((await outbox(email)).at(-1).links[0].includes(`/email/verify/${verificationId}?`));
  assert.deepEqual(await answered(client.completeVerifyIdentity({ verificationId })), { state: { page: 1 } });
  const { user } = await answered(client.createUser(undefined, { verificationIds: [verificationId] }));
  assert.deepEqual([user.email, user.verified, reason(user, "email")], [email, true, "Completed"]);
  const again = await failed(client.createUser(undefined, { verificationIds: [verificationId] }), 400);
  assert.equal(again.fieldErrors.verificationIds[0].code, "[invalid]verificationIds");
  await failed(stranger.startVerifyIdentity(request), 401);
});

test("the official client verifies a phone number, and logs in with it", async () => {
  const { password } = newcomer();
  const { user } = await answered(client.createUser(undefined, { user: { phoneNumber: "(303) 555-1299", password } }));
  assert.equal(user.phoneNumber, "+13035551299");
  const request = { loginId: "303-555-1299", loginIdType: "phoneNumber", verificationStrategy: "FormField" };
  const { verificationId, oneTimeCode } = await answered(client.startVerifyIdentity(request));
  await empty(client.sendVerifyIdentity({ verificationId }));
  const message = (await outbox("+13035551299")).at(-1);
  assert.equal(message.kind, "sms");
  assert.ok(message.text.includes(oneTimeCode));
  const wrong = await failed(client.completeVerifyIdentity({ verificationId, oneTimeCode: "WRONG1" }), 400);
  assert.equal(wrong.fieldErrors.oneTimeCode[0].code, "[invalid]oneTimeCode");
  assert.deepEqual(await answered(client.completeVerifyIdentity({ verificationId, oneTimeCode })), {});
  await failed(client.completeVerifyIdentity({ verificationId, oneTimeCode }), 404);
  const login = { loginId: "+1 303 555 1299", loginIdTypes: ["phoneNumber"], password };
  const { user: found } = await answered(client.login(login));
  assert.deepEqual([found.id, reason(found, "phoneNumber")], [user.id, "Completed"]);
  await failed(client.login({ ...login, loginIdTypes: undefined }), 404);
});

test("the official client marks an identity as verified", async () => {
  const { email, password } = newcomer();
  const { user } = await answered(client.createUser(undefined, { user: { email, password } }));
  assert.equal(reason(user, "email"), "Pending");
  await empty(client.verifyIdentity({ loginId: email, loginIdType: "email" }));
  assert.equal(reason((await answered(client.retrieveUser(user.id))).user, "email"), "Administrative");
  await failed(client.verifyIdentity({ loginId: "nobody@example.com", loginIdType: "email" }), 404);
});
