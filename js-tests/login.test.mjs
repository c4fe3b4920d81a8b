// A login through a provider, tested without a browser: the addresses that `handleCallback` accepts or refuses.

import assert from "node:assert/strict";
import { test } from "node:test";
import { heldTo } from "./declared.mjs";
import { comeBack, IDENTITY } from "./provider.mjs";
import { load, refused, startServer } from "./support.mjs";

const { FusioClient, Session } = await load();
const server = await startServer();
await server.control("PATCH", "/settings", { fusio: { identities: [IDENTITY] } });
const PAGE = "http://127.0.0.1/in?tab=2";

/** A session that has started a login through a provider. */
async function begun(returnTo) {
  const session = new Session(new FusioClient({ baseUrl: server.url, observe: heldTo("fusio") }));
  const { url } = await session.startLogin({ identity: 1, redirectUri: PAGE, returnTo });
  const nonce = new URL(new URL(url).searchParams.get("redirect_uri")).searchParams.get("matricula_nonce");
  return { session, url, nonce };
}

const callback = (promise, code) => refused(promise, { kind: "callback", code });
const status = async (session) => (await session.ready).status && session.state.get().status;

test("a login returns its `returnTo` and signs in once", async () => {
  const { session, url } = await begun("//elsewhere.example.com");
  const back = await comeBack(server, url);
  const first = session.handleCallback(back);
  assert.equal(session.handleCallback(new URL(back)), first);
  assert.deepEqual(await first, { returnTo: "//elsewhere.example.com" });
  assert.equal(session.handleCallback(back), first);
  assert.equal(await status(session), "signed_in");
  const other = new Session(new FusioClient({ baseUrl: server.url, observe: heldTo("fusio") }));
  await callback(other.handleCallback(back), "unknown_transaction");
  session.close();
  other.close();
});

test("the callback address of an earlier login is refused and does not end the next login", async () => {
  const { session, url } = await begun();
  const old = await comeBack(server, url);
  await session.handleCallback(old);
  const next = await session.startLogin({ identity: 1, redirectUri: PAGE, returnTo: "/next" });
  await callback(session.handleCallback(old), "state_mismatch");
  assert.equal(await status(session), "signed_in");
  assert.deepEqual(await session.handleCallback(await comeBack(server, next.url)), { returnTo: "/next" });
  session.close();
});

test("a forged callback and an address that is not a callback give different error codes", async () => {
  const { session, nonce } = await begun();
  for (const url of [
    PAGE,
    `${PAGE}&error=own`,
    `${PAGE}&matricula_nonce=${nonce}`,
    "/in?access_token=x",
    "",
    undefined,
    null,
    42,
    {},
  ]) {
    await callback(session.handleCallback(url), "not_a_callback");
  }
  const forged = [
    "access_token=x",
    "access_token=x&matricula_nonce=",
    `access_token=x&matricula_nonce=${nonce}&matricula_nonce=y`,
    "matricula_nonce=x&error=access_denied",
  ];
  for (const query of forged) await callback(session.handleCallback(`${PAGE}&${query}`), "state_mismatch");
  assert.equal(await status(session), "signed_out");
  session.close();
});

test("a refusal by the provider is an error with a code, and ends the login", async () => {
  for (const [sent, code] of [
    ["access_denied", "access_denied"],
    ["hunter2", "provider_error"],
  ]) {
    const { session, nonce } = await begun();
    const back = `http://127.0.0.1/in?matricula_nonce=${nonce}&error=${sent}`;
    const error = await callback(session.handleCallback(back), code);
    assert.doesNotMatch(`${error.stack} ${JSON.stringify(error)}`, new RegExp(`hunter2|${nonce}`));
    await callback(session.handleCallback(`${back}&again`), "unknown_transaction");
    session.close();
  }
});
