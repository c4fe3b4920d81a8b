// Sessions of users who log in with a code instead of a password.

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";

import { heldTo } from "./declared.mjs";
import { FusionAuthClient, Session, server } from "./sessions.mjs";
import { KICKSTART, readJson, refused } from "./support.mjs";

/** A session in which nobody is signed in, and a function that sends a new code to a registered user. */
async function prepared(t) {
  await server.reset();
  const document = await readJson(KICKSTART);
  await server.control("POST", "/kickstart", document);
  const { apiKey, linkApplicationId: applicationId } = document.variables;
  const tenantId = "30663132-6464-6665-3032-326466613934";
  const client = new FusionAuthClient({ baseUrl: server.url, apiKey, tenantId, observe: heldTo("fusionauth") });
  const email = `${randomUUID()}@example.com`;
  await client.createAndRegister(null, {
    user: { email },
    registration: { applicationId },
    skipVerification: true,
    skipRegistrationVerification: true,
  });
  const session = new Session(client, { autoRefresh: false });
  t.after(() => session.close());
  const start = async (request) => {
    const started = await client.startPasswordlessLogin({ applicationId, loginId: email, ...request });
    await client.sendPasswordlessCode({ code: started.code });
    return started;
  };
  return { session, start, email };
}

test("after a sign-in with the code of a link, the session has the user and a refresh token", async (t) => {
  const { session, start, email } = await prepared(t);
  const { code } = await start({ state: { page: "/inbox" } });
  const { status, response } = await session.signInPasswordless({ code });
  assert.equal(status, "signed_in");
  assert.deepEqual(response.state, { page: "/inbox" });
  assert.equal(session.state.get().status, "signed_in");
  assert.equal(session.state.get().claims.authenticationType, "PASSWORDLESS");
  assert.equal((await session.user()).email, email);
  await session.refresh();
  assert.equal(session.state.get().status, "signed_in");
});

test("a refused code does not change the session", async (t) => {
  const { session, start } = await prepared(t);
  const { code, oneTimeCode } = await start({ loginStrategy: "FormField" });
  await refused(session.signInPasswordless({ code }), { kind: "invalid_token", status: 404 });
  await refused(session.signInPasswordless({ code: "no such code" }), { kind: "invalid_token", status: 404 });
  assert.equal(session.state.get().status, "signed_out");
  assert.equal((await session.signInPasswordless({ code, oneTimeCode })).status, "signed_in");
});

test("a sign-out that begins during a sign-in aborts the sign-in", async (t) => {
  const { session, start } = await prepared(t);
  const { code } = await start();
  const signIn = session.signInPasswordless({ code });
  const signOut = session.signOut();
  await refused(signIn, { kind: "aborted" });
  await signOut;
  assert.equal(session.state.get().status, "signed_out");
});
