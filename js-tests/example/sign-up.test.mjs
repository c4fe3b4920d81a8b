// An app tests its sign-up with the test server, without mocks.

import assert from "node:assert/strict";
import { after, beforeEach, test } from "node:test";

import { FusioClient, isClientError } from "matricula";
import { startTestServer } from "matricula/testing";

const server = await startTestServer({ command: process.env.TEST_SERVER });
after(() => server.stop());
beforeEach(() => server.reset());

const fusio = new FusioClient({ baseUrl: server.url });
const baz = { name: "baz", email: "baz@example.com", password: "foobar!123" };

test("a user who follows the link in the mail can log in", async () => {
  await fusio.register(baz);
  const [mail] = await server.outbox(baz.email);
  await fusio.activate({ token: mail.links[0].split("/").at(-1) });
  const { token } = await fusio.login({ username: baz.name, password: baz.password });
  assert.equal((await fusio.account(token)).name, "baz");
});

test("a user who does not follow the link cannot log in", async () => {
  await fusio.register(baz);
  await assert.rejects(fusio.login({ username: baz.name, password: baz.password }), (error) => {
    return isClientError(error) && error.kind === "invalid_credentials";
  });
});

test("the app gets an error while registration is closed", async () => {
  await server.control("PATCH", "/settings", { fusio: { registration: false } });
  await assert.rejects(fusio.register(baz), { kind: "registration_disabled" });
  const [{ path, status }] = await server.requests();
  assert.deepEqual({ path, status }, { path: "/consumer/register", status: 503 });
});
