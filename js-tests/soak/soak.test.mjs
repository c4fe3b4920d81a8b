// Four tabs of a browser share a session whose tokens live for 3 seconds: for a minute, and for
// half a minute where the browser has no Web Locks. What happened is read in the server's log.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { BROWSERS } from "../browsers.mjs";
import { load, startServer } from "../support.mjs";
import { openTabs } from "./tabs.mjs";

const TABS = 4;
const LIFE_MS = 3_000;
/** How long a tab sleeps: beyond the end of the token that it has. */
const SLEEP_MS = 4_000;
/** A life ends with a whole second, so it is up to one second shorter: nobody has a reason to refresh before. */
const EARLIEST_MS = LIFE_MS - 1_000;
/** How many requests the server keeps in mind. */
const KEPT = 10_000;
const PERSON = { name: "soaked", email: "soaked@example.com", password: "correct-Horse-7" };
const LOGIN = { username: PERSON.name, password: PERSON.password };
const seconds = Number(process.env.MATRICULA_SOAK_SECONDS ?? 60);

describe("sessions of four tabs", { concurrency: true }, () => {
  for (const browser of Object.keys(BROWSERS)) {
    test(browser, async (context) => {
      for (const [locks, ms] of [["on", seconds * 1_000], ["off", seconds * 500]]) {
        await context.test(`${browser}, Web Locks ${locks}`, (context) => soak(context, browser, locks, ms));
      }
    });
  }
});

async function soak(context, browser, locks, ms) {
  const server = await startServer();
  await server.tell("PATCH", "/settings", { fusio: { user_approval: false, expire_token: LIFE_MS / 1_000 } });
  const { FusioClient } = await load();
  await new FusioClient({ baseUrl: server.url }).register(PERSON);
  const tabs = await openTabs(browser, TABS, { api: server.url, locks });
  try {
    // One page has two sessions.
    const opened = await Promise.all(Array.from({ length: TABS }, (_, index) => tabs.one(index, "open", index === 0 ? 2 : 1)));
    for (const { states, locks: has } of opened) {
      assert.deepEqual(states.map(({ reason }) => reason), states.map(() => "never_signed_in"));
      assert.equal(has, locks === "on");
    }

    const [, ...heard] = await Promise.all([
      tabs.one(0, "signIn", LOGIN),
      ...Array.from({ length: TABS - 1 }, (_, index) => tabs.one(index + 1, "until", "signed_in")),
    ]);
    for (const [state] of heard) assert.equal(state.persisted, true, "a sign-in in one tab is one in all");

    const reports = await Promise.all(Array.from({ length: TABS }, (_, index) => tabs.one(index, "calls", ms, index === TABS - 1 ? SLEEP_MS : 0)));
    const log = await server.requests();
    const { chain, refused, closest, furthest, unauthorized } = tally(log);
    const calls = reports.reduce((sum, report) => sum + report.calls, 0);
    context.diagnostic(
      `${browser}, Web Locks ${locks}: ${TABS} tabs, ${opened.filter(({ visible }) => visible).length} of them visible, ` +
        `${TABS + 1} sessions, ${ms / 1_000} s: ${calls} calls; ${chain.length - 1} expiries, ` +
        `${chain.length - 1 + refused} refreshes, ${refused} of them refused, ${closest} to ${furthest} ms apart; ` +
        `${unauthorized} times 401 on the wire, ${Object.values(reports).filter(({ errors }) => Object.keys(errors).length > 0).length} tabs with an error`,
    );
    for (const { errors, states } of reports) {
      assert.deepEqual(errors, {}, "the app is told of no 401 and of nothing else");
      assert.deepEqual(states, states.map(() => "signed_in"), "no session is lost");
    }
    assert.ok(log.length < KEPT, "the server has forgotten nothing");
    assert.ok(chain.length - 1 >= Math.floor(ms / (LIFE_MS + 1_000)), `there were ${chain.length - 1} expiries`);
    if (locks === "on") {
      assert.equal(refused, 0, "each refresh token is used once");
      assert.ok(closest >= EARLIEST_MS, `two refreshes within ${closest} ms are two for one expiry`);
    }

    const [, ...left] = await Promise.all([
      tabs.one(0, "signOut"),
      ...Array.from({ length: TABS - 1 }, (_, index) => tabs.one(index + 1, "until", "signed_out")),
    ]);
    for (const [state] of left) assert.equal(state.reason, "elsewhere");
    assert.deepEqual((await tabs.all("until", "signed_out")).flat().map(({ reason }) => reason), ["user", ...Array(TABS).fill("elsewhere")]);
    assert.deepEqual(await tabs.all("refused"), Array(TABS).fill("no_session"));

    const stored = { status: "signed_out", persisted: false, told: true, kept: null };
    assert.deepEqual(await tabs.one(0, "withoutStorage", LOGIN), stored, "without storage it is all the same, but in memory");
  } finally {
    await tabs.close();
    await server.stop();
  }
}

/** What the server's log says of the tokens: each refresh that it took ended one and gave the next. */
function tally(log) {
  const tokens = log.filter(({ method, path }) => path === "/consumer/login" && method !== "OPTIONS");
  const chain = tokens.filter(({ status }) => status === 200);
  const apart = chain.slice(1).map(({ at_ms }, index) => at_ms - chain[index].at_ms);
  return {
    chain,
    refused: tokens.length - chain.length,
    closest: Math.min(...apart),
    furthest: Math.max(...apart),
    unauthorized: log.filter(({ status }) => status === 401).length,
  };
}
