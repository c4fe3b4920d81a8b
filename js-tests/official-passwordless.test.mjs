// FusionAuth's own client from npm logs in users of the test server without a password.

import assert from "node:assert/strict";
import { test } from "node:test";

import {
  answered,
  CODE,
  claims,
  client,
  empty,
  failed,
  makeApplication,
  makeUser,
  registered,
  server,
  stranger,
} from "./official-fusionauth.mjs";

const passwordless = { passwordlessConfiguration: { enabled: true } };
const outbox = (address) => server.control("GET", `/outbox?to=${encodeURIComponent(address)}`);

test("the official client logs in with the link of a mail", async () => {
  const { user, application } = await registered(passwordless);
  const request = { applicationId: application.id, loginId: user.email, state: { page: "inbox" } };
  const { code, oneTimeCode } = await answered(client.startPasswordlessLogin(request));
  assert.match(code, CODE);
  assert.equal(oneTimeCode, undefined);
  await empty(client.sendPasswordlessCode({ code }));
  const { links } = (await outbox(user.email)).at(-1);
  assert.ok(links[0].includes(`/oauth2/passwordless/${code}?`), links[0]);
  assert.match(links[0], /&page=inbox$/);
  const login = await answered(client.passwordlessLogin({ code, applicationId: application.id }));
  assert.equal(claims(login.token).authenticationType, "PASSWORDLESS");
  assert.deepEqual(login.state, request.state);
  assert.ok(login.refreshToken);
  await failed(client.passwordlessLogin({ code }), 404);
  await failed(client.sendPasswordlessCode({ code }), 400);
});

test("the official client logs in with a code of six digits", async () => {
  const { user, application } = await registered(passwordless);
  const request = { applicationId: application.id, loginId: user.email, loginStrategy: "FormField" };
  const { code, oneTimeCode } = await answered(client.startPasswordlessLogin(request));
  assert.match(oneTimeCode, /^\d{6}$/);
  await failed(client.passwordlessLogin({ code }), 404);
  const login = await answered(client.passwordlessLogin({ code, oneTimeCode }));
  assert.equal(login.user.id, user.id);
});

test("the official client sends a code in one step, in the older way, and bad requests are refused", async () => {
  const [user, application] = [await makeUser(), await makeApplication(passwordless)];
  const request = { applicationId: application.id, loginId: user.email };
  await empty(client.sendPasswordlessCode(request));
  const [link] = (await outbox(user.email)).at(-1).links;
  const [code] = link.split("/").at(-1).split("?");
  await answered(client.passwordlessLogin({ code }), 202);
  await failed(client.startPasswordlessLogin({ ...request, loginId: "nobody@example.com" }), 404);
  await failed(stranger.startPasswordlessLogin(request), 401);
  const other = await makeApplication();
  const refused = await failed(client.startPasswordlessLogin({ ...request, applicationId: other.id }), 400);
  assert.equal(refused.generalErrors[0].code, "[PasswordlessDisabled]");
});
