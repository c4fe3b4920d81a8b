// Fusio's own client from npm works with the test server.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Client, CommonMessageException } from "fusio-sdk";
import { HttpBearer, OAuth2 } from "sdkgen-client";

import { newcomer, rejection, startServer } from "./support.mjs";

const server = await startServer();
const anonymous = Client.buildAnonymous(server.url).consumer().account();

const as = (token) => new Client(server.url, new HttpBearer(token));

async function loggedIn() {
  const person = newcomer();
  await anonymous.register(person);
  await anonymous.activate({ token: await server.mailedToken(person.email) });
  const tokens = await anonymous.login({ username: person.name, password: person.password });
  return { person, tokens, account: as(tokens.token).consumer().account() };
}

/** The server's message in the exception of the official client. */
async function complaint(promise) {
  const error = await rejection(promise);
  assert.ok(error instanceof CommonMessageException, `${error}`);
  return error.getPayload().message;
}

test("the official client registers, activates and logs in", async () => {
  const person = newcomer();
  assert.equal((await anonymous.register(person)).message, "Registration successful");
  const login = { username: person.name, password: person.password };
  assert.equal(await complaint(anonymous.login(login)), "Invalid name or password");
  const token = await server.mailedToken(person.email);
  assert.equal((await anonymous.activate({ token })).message, "Activation successful");
  const tokens = await anonymous.login(login);
  assert.equal(tokens.expires_in, 172800);
  assert.equal(await complaint(anonymous.register(person)), "User name already exists");
});

test("the official client reads and updates the account", async () => {
  const { person, account } = await loggedIn();
  assert.equal((await account.get()).email, person.email);
  const email = `new-${person.email}`;
  assert.equal((await account.update({ email })).message, "Account successfully updated");
  assert.equal((await account.get()).email, email);
});

test("the official client changes the password", async () => {
  const { person, account } = await loggedIn();
  const newPassword = "another-Horse-8";
  const change = { oldPassword: person.password, newPassword, verifyPassword: newPassword };
  assert.equal((await account.changePassword(change)).message, "Password successful changed");
  await anonymous.login({ username: person.name, password: newPassword });
});

test("the official client resets a forgotten password", async () => {
  const { person } = await loggedIn();
  const sent = await anonymous.requestPasswordReset({ email: person.email });
  assert.equal(sent.message, "Password reset email was send");
  const token = await server.mailedToken(person.email);
  const done = await anonymous.executePasswordReset({ token, newPassword: "another-Horse-8" });
  assert.equal(done.message, "Password successful changed");
  await anonymous.login({ username: person.name, password: "another-Horse-8" });
});

test("the official client refreshes its tokens, and the old access token is refused", async () => {
  const { tokens, account } = await loggedIn();
  const fresh = await anonymous.refresh({ refresh_token: tokens.refresh_token });
  assert.equal(await complaint(account.get()), "Invalid access token");
  await as(fresh.token).consumer().account().get();
});

test("the official client reads its user and revokes its token", async () => {
  const { person, tokens, account } = await loggedIn();
  const { name } = await as(tokens.token).authorization().getWhoami();
  assert.equal(name, person.name);
  assert.equal((await as(tokens.token).authorization().revoke()).success, true);
  assert.equal(await complaint(account.get()), "Invalid access token");
});

test("the official OAuth 2 login works with name and password", async () => {
  const { person } = await loggedIn();
  const credentials = new OAuth2(person.name, person.password, `${server.url}/authorization/token`, "");
  const account = await new Client(server.url, credentials).consumer().account().get();
  assert.equal(account.name, person.name);
});

test("the official client lists scopes and identities", async () => {
  const { tokens } = await loggedIn();
  const consumer = as(tokens.token).consumer();
  assert.equal((await consumer.scope().getAll()).entry[0].name, "default");
  assert.ok((await consumer.scope().getCategories()).categories.length > 0);
  assert.equal((await consumer.identity().getAll()).totalResults, 0);
});
