// Checks statements of docs/connect/fusio.md with the test server. The calls come from Node and a page in Chromium.

import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:net";
import { dirname } from "node:path";
import { after, before, test } from "node:test";

import { load, refused, resolve, startServer } from "../../js-tests/support.mjs";
import { launch } from "./browser.mjs";
import { serveFolder } from "./static.mjs";

const ADA = { name: "ada", email: "ada@example.com", password: "correct-Horse-1" };

let server;
let fusio;
let site;
let browser;
before(async () => {
  server = await startServer();
  const { FusioClient } = await load();
  fusio = new FusioClient({ baseUrl: server.url, retry: { attempts: 0 } });
  site = await serveFolder(dirname(resolve("matricula/package.json")));
  browser = await launch();
});
after(async () => {
  await browser?.close();
  site?.close();
  await server?.stop();
});

/** The error of a login in a page. The page has its own context, without cached answers to preflight requests. */
async function inPage() {
  const tab = await browser.newPage();
  await tab.goto(`${site.url}/package.json`);
  return tab.evaluate(async (baseUrl) => {
    const { FusioClient } = await import("/index.js");
    const fusio = new FusioClient({ baseUrl, retry: { attempts: 0 } });
    const { kind, status, retryAfterMs, requestId } = await fusio
      .login({ username: "ada", password: "wrong" })
      .catch((error) => error);
    return { kind, status, retryAfterMs, requestId };
  }, server.url);
}

const inProgram = (expected) => refused(fusio.login({ username: "ada", password: "wrong" }), expected);

async function set(settings) {
  await server.reset();
  await server.control("PATCH", "/settings", settings);
}

test("a program sees Retry-After and X-Request-Id, and a page does not", async () => {
  await set({ fusio: { rate_limit: { enabled: true, anonymous: 1 } } });
  await inProgram({ kind: "invalid_credentials" });
  const { requestId } = await inProgram({ kind: "rate_limited", retryAfterMs: 900_000 });
  assert.match(requestId, /^[\da-f-]{36}$/);
  assert.deepEqual(await inPage(), {
    kind: "rate_limited",
    status: 429,
    retryAfterMs: undefined,
    requestId: undefined,
  });
});

test("during a ban, a program gets `rate_limited`, and a page gets `network`", async () => {
  await set({ fusio: { firewall: { enabled: true, max_retry: 1 } } });
  for (let count = 0; count < 3; count += 1) await inProgram({ kind: "invalid_credentials" });
  await inProgram({ kind: "rate_limited", status: 403 });
  assert.equal((await inPage()).kind, "network");
});

test("if a provider refuses a login, Fusio shows the error and does not send the browser back to the app", async () => {
  await set({
    fusio: { identities: [{ name: "GitHub", provider: "github", client_id: "demo", client_secret: "demo-secret" }] },
  });
  const { entry } = await fusio.identities();
  const { url } = await fusio.identityRedirect(entry[0].id, "http://127.0.0.1:1/callback");
  const there = await fetch(url, { redirect: "manual" });
  const { searchParams } = new URL(there.headers.get("location"));
  const back = new URL(searchParams.get("redirect_uri"));
  back.search = new URLSearchParams({ error: "access_denied", state: searchParams.get("state") });
  const answer = await fetch(back, { redirect: "manual" });
  assert.equal(answer.status, 400);
  assert.match((await answer.json()).message, /^Could not authenticate user: access_denied/);
});

test("without a mail server, `register` fails with `server`, and a second `register` with `conflict`", async () => {
  const closed = createServer().listen(0, "127.0.0.1");
  await once(closed, "listening");
  const { port } = closed.address();
  closed.close();
  await set({ mail: { smtp_url: `smtp://127.0.0.1:${port}` } });
  await refused(fusio.register(ADA), { kind: "server" });
  await refused(fusio.register(ADA), { kind: "conflict" });
});
