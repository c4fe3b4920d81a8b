// `session.fetch`: the servers that get the token, and the requests that are sent again.

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";
import { another, count, fault, REFRESH, server, signedIn } from "./sessions.mjs";
import { refused, startRaw } from "./support.mjs";

const ACCOUNT = "/consumer/account";
const account = (session, init) => session.fetch(`${server.url}${ACCOUNT}`, init);

test("fetch sends the token, and sends the request again with a new token after a 401", async (t) => {
  const session = await signedIn(t);
  assert.equal((await (await account(session)).json()).name, session.login.username);
  await fault({ method: "GET", path: ACCOUNT, status: 401 });
  const response = await account(session);
  assert.equal(response.status, 200);
  assert.deepEqual([await count(REFRESH), await count({ method: "GET", path: ACCOUNT })], [1, 3]);
  // After a second refusal the caller gets the 401.
  await session.refresh();
  await fault({ method: "GET", path: ACCOUNT, status: 401, times: 2 });
  assert.equal((await account(session)).status, 401);
  assert.deepEqual([await count(REFRESH), await count({ method: "GET", path: ACCOUNT })], [3, 5]);
});

test("fetch also sends the body again, even if it is in a Request or is a stream", async (t) => {
  const session = await signedIn(t);
  const body = () => JSON.stringify({ email: `${randomUUID()}@example.com` });
  const init = () => ({ method: "PUT", headers: { "Content-Type": "application/json" }, body: body() });
  const url = `${server.url}${ACCOUNT}`;
  for (const input of [[url, init()], [new URL(url), init()], [new Request(url, init())], [new Request(url), init()]]) {
    // A 401 soon after another 401 causes no refresh, unless there is an explicit refresh in between.
    await session.refresh();
    await fault({ method: "PUT", path: ACCOUNT, status: 401 });
    const response = await session.fetch(...input);
    assert.equal(response.status, 200, await response.text());
  }
  await session.refresh();
  const body4 = new Blob([body()]).stream();
  await fault({ method: "PUT", path: ACCOUNT, status: 401 });
  assert.equal((await session.fetch(url, { ...init(), body: body4, duplex: "half" })).status, 200, "a stream, too");
});

test("fetch sends the token only to `tokenOrigins`, by default the client's server; requests to other origins need no session", async (t) => {
  const heads = [];
  const raw = await startRaw((socket) => {
    socket.once("data", (data) => {
      heads.push(data.toString().split("\r\n\r\n")[0].toLowerCase());
      socket.end("HTTP/1.1 401 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    });
  });
  const session = await signedIn(t);
  assert.equal((await session.fetch(raw.url)).status, 401);
  const own = { headers: { Authorization: "Basic own" } };
  await session.fetch(raw.url, own);
  for (const odd of [
    `${raw.url}/?${server.url}`,
    `${raw.url}/#${server.url}`,
    raw.url.replace("127.0.0.1", "localhost."),
  ]) {
    await session.fetch(odd).catch(() => {});
  }
  assert.ok(heads.length >= 4);
  const sent = heads.map((head) => head.match(/^authorization: .*$/m)?.[0]);
  assert.deepEqual(sent.filter(Boolean), ["authorization: basic own"]);
  assert.equal(await count(REFRESH), 0, "a 401 of another origin causes no refresh");
  await session.signOut();
  assert.equal((await session.fetch(raw.url)).status, 401);
  await refused(account(session), { kind: "no_session" });

  heads.length = 0;
  const trusting = another(t, { tokenOrigins: [new URL(raw.url).origin] });
  await trusting.setTokens({ token: "abc" });
  await trusting.fetch(raw.url);
  assert.match(heads[0], /^authorization: bearer abc$/m);
});
