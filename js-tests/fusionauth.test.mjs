// Features that only `FusionAuthClient` has: API keys, tenants, short paths, and outcomes of a login.

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";

import { heldTo } from "./declared.mjs";
import { load, newcomer, refused, runInProject, startServer } from "./support.mjs";

const { FusionAuthClient } = await load();
const apiKey = "bf69486b-4733-4470-a592-f1bfce7af580";
const TENANT = "30663132-6464-6665-3032-326466613934";
const server = await startServer();
const options = { baseUrl: server.url, apiKey, observe: heldTo("fusionauth") };
const client = new FusionAuthClient(options);

/** Options whose `fetch` records the headers of each request in `seen`. */
function watched() {
  const seen = [];
  const fetch = async (_, { headers }) => (seen.push(headers), Response.json({ applications: [] }));
  return { seen, options: { ...options, fetch } };
}

test("a user is created, registered and logged in, and the login's `status` says whether the user is registered", async () => {
  const { application } = await client.createApplication(null, {
    application: { name: randomUUID(), roles: [{ name: "user", isDefault: true }] },
  });
  const { email, password } = newcomer();
  const { user } = await client.createUser(null, { user: { email, password }, skipVerification: true });
  const login = { loginId: email, password, applicationId: application.id };
  assert.equal((await client.login(login)).status, "not_registered");
  const { registration } = await client.register(user.id, { registration: { applicationId: application.id } });
  assert.deepEqual(registration.roles, ["user"]);
  const { status, response } = await client.login(login);
  assert.equal(status, "signed_in");
  assert.equal(response.user.id, user.id);
  await refused(client.login({ ...login, password: "wrong" }), { kind: "invalid_credentials", status: 404 });
});

test("if a user action prevents a login, the error contains this action", async () => {
  const { email, password } = newcomer();
  const { user } = await client.createUser(null, { user: { email, password }, skipVerification: true });
  const userActionId = "10c40a7e-5b1d-4e2f-9c3a-6d7e8f9a0b1c";
  const action = { actioneeUserId: user.id, name: "Ban", reason: "spam", userActionId };
  const headers = { Authorization: apiKey, "Content-Type": "application/json" };
  await fetch(`${server.url}/api/user/action`, { method: "POST", headers, body: JSON.stringify({ action }) });
  const login = { loginId: email, password };
  const { actions } = await refused(client.login(login), { kind: "login_prevented", status: 409 });
  assert.equal(actions.length, 1);
  assert.deepEqual(Object.keys(actions[0]), ["actionId", "localizedName", "name", "reason"]);
  assert.equal(actions[0].reason, "spam");
  assert.equal(actions[0].actionId, userActionId);
});

test("the option `headers` replaces the client's own headers, but not the tenant of `tenantId`", async () => {
  const { options, seen } = watched();
  const headers = { ACCEPT: "text/json", "x-fusionauth-tenantid": "mine" };
  await new FusionAuthClient({ ...options, headers }).retrieveApplications();
  await new FusionAuthClient({ ...options, headers, tenantId: TENANT }).retrieveApplications();
  assert.deepEqual(
    seen.map((headers) => new Headers(headers).get("accept")),
    ["text/json", "text/json"],
  );
  assert.deepEqual(
    seen.map((headers) => new Headers(headers).get("x-fusionauth-tenantid")),
    ["mine", TENANT],
  );
});

test("`forTenant` returns a new client, not a promise, and does not change the old client", async () => {
  const { options, seen } = watched();
  const client = new FusionAuthClient(options);
  const other = client.forTenant(TENANT);
  assert.ok(other instanceof FusionAuthClient);
  await other.retrieveApplications();
  await other.forTenant(randomUUID()).forTenant(TENANT).retrieveApplications();
  await client.retrieveApplications();
  assert.deepEqual(
    seen.map((headers) => headers["X-FusionAuth-TenantId"]),
    [TENANT, TENANT, undefined],
  );
  assert.ok(seen.every((headers) => headers.Authorization === apiKey));
});

test("after `forTenant` with an invalid tenant, a call is refused", async () => {
  const { options, seen } = watched();
  const client = new FusionAuthClient({ ...options, tenantId: TENANT });
  for (const tenant of [undefined, null, 42, {}]) {
    const { fieldErrors } = await refused(client.forTenant(tenant).retrieveApplications(), { kind: "validation" });
    assert.deepEqual(Object.keys(fieldErrors), ["tenantId"]);
  }
  assert.deepEqual(seen, []);
});

test("a client does not change when its options object changes", async () => {
  const { options, seen } = watched();
  const client = new FusionAuthClient(options);
  options.apiKey = "another";
  await client.retrieveApplications();
  assert.equal(seen[0].Authorization, apiKey);
});

test("an API key in a browser needs `dangerouslyAllowBrowser`", async () => {
  const script = `
    Object.defineProperty(globalThis, "navigator", { value: { userAgent: "Mozilla/5.0" } });
    const { FusionAuthClient, isClientError } = await import("matricula");
    const options = { baseUrl: "http://127.0.0.1", apiKey: "s3cr3t" };
    const attempt = (options) => {
      try {
        return typeof new FusionAuthClient(options).forTenant("x");
      } catch (error) {
        return [isClientError(error), error.kind, /dangerouslyAllowBrowser/.test(error.message), error.message.includes("s3cr3t")];
      }
    };
    const dangerously = [true, false, "false", 1, undefined].map((value) => attempt({ ...options, dangerouslyAllowBrowser: value }));
    console.log(JSON.stringify([attempt(options), attempt({ baseUrl: options.baseUrl }), dangerously]));`;
  const no = [true, "unsupported", true, false];
  assert.deepEqual(JSON.parse(await runInProject(script)), [no, "object", ["object", no, no, no, no]]);
});

test("short paths leave out the application only in `updateRegistration` and `patchRegistration`", async () => {
  const paths = [];
  const fetch = async (url) => {
    paths.push(new URL(url).pathname);
    return Response.json({ registration: { applicationId: "a" } });
  };
  const old = new FusionAuthClient({ ...options, baseUrl: "https://a.example", shortPaths: true, fetch });
  const request = { registration: { applicationId: "a" } };
  await old.updateRegistration("u", request);
  await old.patchRegistration("u", request);
  await old.mergePatchRegistration("u", request);
  await old.retrieveRegistration("u", "a");
  const [short, long] = ["/api/user/registration/u", "/api/user/registration/u/a"];
  assert.deepEqual(paths, [short, short, long, long]);
});

test("the answer to a login is refused if a required member is missing or has the wrong type", async () => {
  for (const [status, body, missing] of [
    [200, { token: "t" }, "user"],
    [202, {}, "user"],
    [203, { changePasswordReason: "Expired" }, "changePasswordId"],
    [242, { twoFactorId: 7 }, "twoFactorId"],
  ]) {
    const fetch = async () => Response.json(body, { status });
    const login = new FusionAuthClient({ ...options, fetch }).login({ loginId: "a", password: "b" });
    const error = await refused(login, { kind: "unexpected_response", status });
    assert.match(error.message, new RegExp(missing));
  }
});
