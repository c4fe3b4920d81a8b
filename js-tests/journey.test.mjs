// The package in Node, with the test server: accounts, passwords, tokens, scopes and social logins of Fusio.

import assert from "node:assert/strict";
import { test } from "node:test";

import { heldTo } from "./declared.mjs";
import { load, newcomer, refused, startServer } from "./support.mjs";

const { FusioClient } = await load();
const APP = "http://127.0.0.1:3000/in?tab=2";
const server = await startServer();
const client = new FusioClient({ baseUrl: server.url, observe: heldTo("fusio") });
await server.control("PATCH", "/settings", {
  fusio: { identities: [{ name: "Hub", provider: "github", client_id: "demo", client_secret: "demo-secret" }] },
});

/** A confirmed account and its tokens. */
async function loggedIn() {
  const person = newcomer();
  await client.register(person);
  await client.activate({ token: await server.mailedToken(person.email) });
  return { person, tokens: await client.login({ username: person.name, password: person.password }) };
}

test("a user registers, confirms the account from the mail, and logs in", async () => {
  const person = newcomer();
  const answer = await client.register(person);
  assert.deepEqual(answer, { success: true, message: "Registration successful" });
  const login = { username: person.email, password: person.password };
  await refused(client.login(login), { kind: "invalid_credentials", status: 400 });
  const token = await server.mailedToken(person.email);
  assert.deepEqual(await client.activate({ token }), { success: true, message: "Activation successful" });
  await refused(client.activate({ token }), { kind: "invalid_token", status: 400 });
  const tokens = await client.login(login);
  assert.deepEqual(Object.keys(tokens).sort(), ["expires_in", "refresh_token", "scope", "token"]);
  assert.equal(tokens.token.split(".").length, 3);
});

test("a login can ask for fewer scopes", async () => {
  const { person } = await loggedIn();
  const scopes = ["consumer.account", "authorization"];
  const tokens = await client.login({ username: person.name, password: person.password, scopes });
  assert.deepEqual(tokens.scope.split(",").sort(), scopes.toSorted());
  await refused(client.scopes(tokens.token), { kind: "forbidden", status: 401 });
});

test("a user reads the account and changes its e-mail address", async () => {
  const { person, tokens } = await loggedIn();
  const account = await client.account(tokens.token);
  assert.equal(account.name, person.name);
  assert.equal(account.email, person.email);
  assert.deepEqual(await client.whoami(tokens.token), account);
  const email = `new-${person.email}`;
  await client.updateAccount(tokens.token, { email });
  assert.equal((await client.account(tokens.token)).email, email);
});

test("a refresh returns new tokens and ends the old access token", async () => {
  const { tokens } = await loggedIn();
  const fresh = await client.refresh({ refresh_token: tokens.refresh_token });
  assert.notEqual(fresh.token, tokens.token);
  await refused(client.account(tokens.token), { kind: "unauthorized", status: 401 });
  await client.account(fresh.token);
});

test("a user changes the password", async () => {
  const { person, tokens } = await loggedIn();
  const newPassword = "another-Horse-8";
  const change = { oldPassword: person.password, newPassword, verifyPassword: newPassword };
  await client.changePassword(tokens.token, change);
  await refused(client.changePassword(tokens.token, change), { kind: "invalid_credentials", status: 400 });
  await client.login({ username: person.name, password: newPassword });
});

test("if the old or the new password is invalid, the error names the field of this password", async () => {
  const { person, tokens } = await loggedIn();
  for (const [oldPassword, newPassword, field] of [
    ["short", "another-Horse-8", "oldPassword"],
    ["with a blank", "another-Horse-8", "oldPassword"],
    [person.password, "short", "newPassword"],
    [person.password, "with a blank", "newPassword"],
  ]) {
    const changed = client.changePassword(tokens.token, { oldPassword, newPassword, verifyPassword: newPassword });
    const { fieldErrors } = await refused(changed, { kind: "validation", status: 400 });
    assert.deepEqual(Object.keys(fieldErrors), [field], `${oldPassword} ${newPassword}`);
  }
  await client.requestPasswordReset({ email: person.email });
  const token = await server.mailedToken(person.email);
  const { fieldErrors } = await refused(client.executePasswordReset({ token, newPassword: "short" }), {
    kind: "validation",
  });
  assert.deepEqual(Object.keys(fieldErrors), ["newPassword"]);
});

test("a login without a valid scope has a field error for `scopes`", async () => {
  const { person } = await loggedIn();
  const login = client.login({ username: person.name, password: person.password, scopes: ["no.such"] });
  const { fieldErrors } = await refused(login, { kind: "validation", status: 400 });
  assert.deepEqual(Object.keys(fieldErrors), ["scopes"]);
});

test("a forgotten password is reset with the token from the mail", async () => {
  const { person } = await loggedIn();
  await client.requestPasswordReset({ email: person.email });
  const token = await server.mailedToken(person.email);
  await client.executePasswordReset({ token, newPassword: "another-Horse-8" });
  await client.login({ username: person.name, password: "another-Horse-8" });
  await refused(client.login({ username: person.name, password: person.password }), { kind: "invalid_credentials" });
});

test("a revoked token is refused", async () => {
  const { tokens } = await loggedIn();
  assert.equal((await client.revoke(tokens.token)).success, true);
  await refused(client.revoke(tokens.token), { kind: "unauthorized", status: 401 });
});

test("the scopes are listed, also by category", async () => {
  const { tokens } = await loggedIn();
  const scopes = await client.scopes(tokens.token);
  assert.equal(typeof scopes.totalResults, "number");
  assert.ok(scopes.entry.every((scope) => typeof scope.name === "string"));
  const { categories } = await client.scopeCategories(tokens.token);
  assert.ok(categories.some((category) => category.scopes.some((scope) => scope.name === "consumer.account")));
});

test("the token endpoint returns tokens for name and password", async () => {
  const { person } = await loggedIn();
  const tokens = await client.token(person.name, person.password, { grant_type: "client_credentials" });
  assert.equal(tokens.token_type, "bearer");
  await client.account(tokens.access_token);
  const refresh = { grant_type: "refresh_token", refresh_token: tokens.refresh_token };
  await client.account((await client.token(person.name, person.password, refresh)).access_token);
  const wrong = client.token(person.name, "wrong", { grant_type: "client_credentials" });
  await refused(wrong, { kind: "invalid_credentials", status: 401, code: "invalid_client" });
});

/** Sends the consent form of the built-in provider as a browser does; returns the address of the redirect. */
async function consent(page, decision, login = newcomer().name) {
  const body = new URLSearchParams({ ...Object.fromEntries(page.searchParams), login, email: "", decision });
  return follow(page, { method: "POST", body });
}

async function follow(url, init) {
  const answer = await fetch(url, { redirect: "manual", ...init });
  return new URL(answer.headers.get("location"));
}

test("a social login starts at the server and ends with tokens", async () => {
  const identities = await client.identities({ search: "Hub" });
  assert.equal(identities.entry[0].name, "Hub");
  const start = await client.identityRedirect(identities.entry[0].id, APP);
  const back = await follow(await consent(await follow(start.url), "allow"));
  assert.ok(back.href.startsWith(APP), back.href);
  const tokens = await client.identityCallback(back.href, start.nonce);
  assert.equal(typeof tokens.expires_in, "number");
  assert.equal((await client.account(tokens.access_token)).status, 1);
  await refused(client.identityCallback(back.href, "other"), { kind: "callback", code: "state_mismatch" });
});

test("the app can run the social login itself, as apps did before Fusio 4", async () => {
  const redirectUri = "http://127.0.0.1:3000/in";
  const authorizationEndpoint = `${server.controlUrl}/provider/github/authorize`;
  const start = await client.providerAuthorize({ authorizationEndpoint, clientId: "demo", redirectUri, scope: "user" });
  const back = await consent(new URL(start.url), "allow");
  const code = await client.providerCode(back.href, start.nonce);
  const tokens = await client.providerCallback("github", { code, clientId: "demo", redirectUri });
  await client.account(tokens.token);
  await refused(client.providerCallback("github", { code, clientId: "demo", redirectUri }), { kind: "callback" });
});

test("a denied consent is an error with the code `access_denied`", async () => {
  const redirectUri = "http://127.0.0.1:3000/in";
  const authorizationEndpoint = `${server.controlUrl}/provider/github/authorize`;
  const start = await client.providerAuthorize({ authorizationEndpoint, clientId: "demo", redirectUri });
  const back = await consent(new URL(start.url), "deny");
  await refused(client.providerCode(back.href, start.nonce), { kind: "callback", code: "access_denied" });
  await refused(client.providerCode(redirectUri, start.nonce), { kind: "callback", code: "not_a_callback" });
});

test("requests from Node have a User-Agent, which Fusio requires", async () => {
  const seen = await server.control("GET", "/requests");
  const ours = seen.filter((request) => request.path.startsWith("/consumer/account"));
  assert.ok(ours.length > 0 && ours.every((request) => request.user_agent.startsWith("matricula/")));
});
