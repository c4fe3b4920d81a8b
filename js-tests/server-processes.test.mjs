// Sessions in cookies in two processes, which share no memory.

import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";

import { Browser, LIFE, NAME, ofSession, SECRET, server, signedIn, VENDORS } from "./cookie-sessions.mjs";
import { serve } from "./processes.mjs";

const ADDRESS = /(http:\/\/127\.0\.0\.1:\d+)/;
const PROGRAM = join(import.meta.dirname, "server-process.mjs");
const LIMIT = 30_000;

/** Starts a process, which ends with the test; returns its address. */
async function start(t, vendor) {
  const env = { BASE_URL: server.url, VENDOR: vendor, SECRET };
  const { found, stop } = await serve(process.execPath, [PROGRAM], ADDRESS, { env });
  t.after(stop);
  return found;
}

/** Reads the name, the value and the `Max-Age` of a cookie from a `Set-Cookie` header. */
function cookie(header) {
  const [pair, ...attributes] = header.split("; ");
  const at = pair.indexOf("=");
  const maxAge = Number(attributes.find((text) => text.startsWith("Max-Age=")).slice(8));
  return { name: pair.slice(0, at), value: pair.slice(at + 1), options: { maxAge } };
}

/** Sends a request with the cookies that the browser has now. The browser does not receive the answer yet. */
async function send(browser, base, path, body) {
  const header = [...browser.cookies].map((pair) => pair.join("=")).join("; ");
  const response = await fetch(base + path, {
    method: "POST",
    headers: { cookie: header },
    body: JSON.stringify(body ?? {}),
    signal: AbortSignal.timeout(LIMIT),
  });
  const answer = { status: response.status, said: await response.json(), cache: response.headers.get("cache-control") };
  return { ...answer, set: response.headers.getSetCookie().map(cookie) };
}

/** Sends a request as `send` does, and lets the browser receive the answer. */
async function visit(...args) {
  const answer = await send(...args);
  args[0].receive(answer);
  return answer;
}

/** Two processes, and a browser that is signed in at both. */
async function two(t, vendor) {
  const { login, user, refreshes } = await signedIn(vendor);
  const bases = [await start(t, vendor), await start(t, vendor)];
  const browser = new Browser();
  assert.equal((await visit(browser, bases[0], "/login", login)).said, "ok");
  const later = async (seconds) => {
    await server.advance(seconds);
    for (const base of bases) await visit(new Browser(), base, "/clock", { seconds });
  };
  return { bases, browser, later, login, user, refreshes };
}

for (const vendor of Object.keys(VENDORS)) {
  test(`${vendor}: two processes that refresh at the same time log nobody out`, async (t) => {
    const { bases, browser, later, user, refreshes } = await two(t, vendor);
    for (let round = 0; round < 3; round += 1) {
      const before = await refreshes();
      await later(LIFE + 1);
      const answers = await Promise.all(
        Array.from({ length: 10 }, (_, index) => send(browser, bases[index % 2], "/me")),
      );
      const winners = answers.filter(({ status }) => status === 200);
      const losers = answers.filter(({ status }) => status !== 200);
      assert.ok(winners.length >= 5, JSON.stringify(answers.map(({ said }) => said)));
      for (const { said, set, cache } of winners) {
        assert.equal(said, user);
        assert.equal(ofSession({ set }).length, 1);
        assert.equal(cache, "private, no-store");
      }
      for (const { status, said, set } of losers) {
        assert.deepEqual([status, said], [401, "session_expired"]);
        assert.deepEqual(ofSession({ set }), [], "a refusal does not change the cookies of the session");
      }
      assert.equal((await refreshes()) - before, 2, "one refresh for each process");
      // The browser receives the refusals last.
      for (const answer of [...winners, ...losers]) browser.receive(answer);
      for (const base of [...bases, ...bases]) assert.equal((await visit(browser, base, "/me")).said, user);
    }
  });

  test(`${vendor}: a refused refresh logs nobody out if the browser gets the tokens of the other process later`, async (t) => {
    const { bases, browser, later, user } = await two(t, vendor);
    await later(LIFE + 1);
    const winner = await send(browser, bases[0], "/me");
    // The browser does not have the answer with the new tokens yet, and sends more requests.
    for (let time = 0; time < 3; time += 1) await visit(browser, bases[1], "/me");
    browser.receive(winner);
    for (const base of bases) assert.equal((await visit(browser, base, "/me")).said, user);
  });

  test(`${vendor}: a sign-out ends a session that the other process has refreshed, whichever answer comes last`, async (t) => {
    const { bases, browser, later } = await two(t, vendor);
    const beginning = new Map(browser.cookies);
    await later(LIFE + 1);
    const refreshed = await send(browser, bases[1], "/me");
    assert.equal(refreshed.status, 200);
    const signedOut = await send(browser, bases[0], "/logout");
    assert.equal(signedOut.status, 200);
    for (const order of [
      [refreshed, signedOut],
      [signedOut, refreshed],
    ]) {
      browser.cookies = new Map(beginning);
      for (const answer of order) browser.receive(answer);
      for (const base of bases) {
        const { said } = await visit(browser, base, "/state");
        assert.equal(said.status, "signed_out");
        assert.ok(!browser.cookies.has(NAME));
        // Another answer with the same tokens arrives even later.
        if (order.at(-1) === refreshed) browser.receive(refreshed);
      }
    }
  });

  test(`${vendor}: after a sign-out or a new sign-in, a late answer for an earlier sign-in does not bring the earlier session back`, async (t) => {
    const { bases, browser, later, login } = await two(t, vendor);
    const events = { "two sign-outs": ["/logout", "/logout"], "a sign-in": ["/login"] };
    for (const [name, paths] of Object.entries(events)) {
      await visit(browser, bases[0], "/logout");
      assert.equal((await visit(browser, bases[0], "/login", login)).said, "ok");
      await later(LIFE + 1);
      const late = await send(browser, bases[1], "/me");
      assert.equal(ofSession(late).length, 1);
      // The first process does not know that the second process has refreshed. If a refresh token works only once,
      // the refresh of the first process is refused.
      for (const path of paths) assert.equal((await visit(browser, bases[0], path, login)).status, 200);
      browser.receive(late);
      assert.equal((await visit(browser, bases[1], "/state")).said.status, "signed_out", name);
    }
  });

  test(`${vendor}: an expired session ends in both processes`, async (t) => {
    const { bases, browser, later, refreshes } = await two(t, vendor);
    await later(4 * 24 * 3600);
    for (const base of bases) assert.equal((await visit(browser, base, "/me")).status, 401);
    await later(61);
    assert.equal((await visit(browser, bases[1], "/me")).status, 401);
    assert.equal(browser.cookies.size, 0);
    assert.equal(await refreshes(), 3);
  });
}
