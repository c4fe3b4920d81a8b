// Runs the examples of the operations with the test server. The comment of a method shows its example as `@example`.
//
// An example may use the clients `fusio` and `fusionauth`, and the names that its function in `EXAMPLES` returns. The
// comment after a declaration is the expected value of its first variable.

import assert from "node:assert/strict";
import { test } from "node:test";

import { examples } from "./operations.mjs";
import { load, startServer } from "./support.mjs";

const { FusioClient, FusionAuthClient } = await load();
const AsyncFunction = Object.getPrototypeOf(async () => {}).constructor;
const server = await startServer();

/** The operations of the calls that succeeded. */
const succeeded = [];
const observe = ({ type, operation, error }) => {
  if (type === "end" && !error) succeeded.push(operation);
};
const fusio = new FusioClient({ baseUrl: server.url, observe });
const apiKey = "bf69486b-4733-4470-a592-f1bfce7af580";
const fusionauth = new FusionAuthClient({ baseUrl: server.url, apiKey, observe });

const BAZ = { name: "baz", email: "baz@example.com", password: "foobar!123" };
const ADA = { email: "ada@example.com", password: "correct horse 1" };
const SHOP = {
  name: "Shop",
  roles: [{ name: "user" }, { name: "editor" }],
  loginConfiguration: { allowTokenRefresh: true, generateRefreshTokens: true },
  passwordlessConfiguration: { enabled: true },
};

async function account() {
  await fusio.register(BAZ);
  return { token: await server.mailedToken(BAZ.email) };
}

async function confirmed() {
  await fusio.activate(await account());
}

async function loggedIn() {
  await confirmed();
  const { refresh_token } = await fusio.login({ username: BAZ.name, password: BAZ.password });
  return { refreshToken: refresh_token };
}

async function forgotten() {
  await confirmed();
  await fusio.requestPasswordReset({ email: BAZ.email });
  return { token: await server.mailedToken(BAZ.email) };
}

async function hub() {
  const identity = { name: "Hub", provider: "github", client_id: "demo", client_secret: "demo-secret" };
  await server.control("PATCH", "/settings", { fusio: { identities: [identity] } });
}

async function shop(members) {
  const { application } = await fusionauth.createApplication(null, { application: { ...SHOP, ...members } });
  return { applicationId: application.id };
}

async function unregistered() {
  const { user } = await fusionauth.createUser(null, { user: ADA });
  return { userId: user.id, ...(await shop()) };
}

async function registered(members) {
  const { applicationId } = await shop(members);
  const registration = { applicationId, roles: ["user"] };
  const { user } = await fusionauth.createAndRegister(null, { user: ADA, registration });
  return { userId: user.id, applicationId };
}

async function unverified() {
  const names = await registered({
    verifyRegistration: true,
    verificationEmailTemplateId: "e160cc59-a73e-4d95-8287-f82e5c541a5c",
  });
  const [verificationId] = (await server.mailedToken(ADA.email)).split("?");
  return { ...names, verificationId };
}

async function secondFactor() {
  const path = `${server.url}/api/tenant/30663132-6464-6665-3032-326466613934`;
  const tenant = { multiFactorConfiguration: { email: { enabled: true } } };
  const headers = { Authorization: apiKey, "Content-Type": "application/json" };
  assert.ok((await fetch(path, { method: "PATCH", headers, body: JSON.stringify({ tenant }) })).ok);
  const { applicationId } = await shop();
  const user = { ...ADA, twoFactor: { methods: [{ method: "email", email: ADA.email }] } };
  await fusionauth.createAndRegister(null, { user, registration: { applicationId } });
  const { response } = await fusionauth.login({ loginId: ADA.email, password: ADA.password, applicationId });
  const { twoFactorId, methods } = response;
  const typeCode = async () => /code is (\d+)/.exec((await server.outbox(ADA.email)).at(-1).text)[1];
  return { twoFactorId, methodId: methods[0].id, typeCode };
}

/** For each operation with an example, a function that runs first and returns the names that the example may use. */
const EXAMPLES = {
  FusioClient: {
    register: () => {},
    activate: account,
    login: confirmed,
    refresh: loggedIn,
    requestPasswordReset: confirmed,
    executePasswordReset: forgotten,
    account: confirmed,
    identities: hub,
  },
  FusionAuthClient: {
    register: unregistered,
    createAndRegister: shop,
    retrieveRegistration: registered,
    updateRegistration: registered,
    deleteRegistration: registered,
    patchRegistration: registered,
    verifyRegistration: unverified,
    resendRegistrationVerification: unverified,
    login: registered,
    passwordlessLogin: registered,
    twoFactorLogin: secondFactor,
    refresh: registered,
  },
};

/** The example, with a check for each value in its comments. */
const checked = (code) =>
  code.replace(/^(.*;) \/\/ (.+)$/gm, (line, statement, value) => {
    const [, name] = /^const (?:\{ )?(\w+)/.exec(statement) ?? assert.fail(`not a declaration: ${line}`);
    return `${statement} assert.deepEqual(${name}, ${value});`;
  });

for (const [client, before] of Object.entries(EXAMPLES)) {
  const code = examples(client);

  test(`EXAMPLES has exactly the operations of ${client} that have an example`, () => {
    const missing = Object.keys(before).filter((operation) => !(operation in code));
    const extra = Object.keys(code).filter((operation) => !(operation in before));
    assert.deepEqual({ missing, extra }, { missing: [], extra: [] });
  });

  for (const [operation, prepare] of Object.entries(before)) {
    test(`the example of ${client}.${operation} works`, async () => {
      await server.reset();
      const names = { assert, fusio, fusionauth, ...(await prepare()) };
      const run = new AsyncFunction(...Object.keys(names), `"use strict";\n${checked(code[operation] ?? "")}`);
      succeeded.length = 0;
      await run(...Object.values(names));
      assert.ok(succeeded.includes(operation), `the example has no successful call of ${operation}`);
    });
  }
}
