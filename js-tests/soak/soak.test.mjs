// The tabs of a browser share the same stored tokens, and two users take turns to sign in. The access tokens are valid
// for 3 seconds. The tabs use the npm package, the Rust crate, or both. The test checks the server's list of requests.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { BROWSERS } from "../browsers.mjs";
import { load, startServer } from "../support.mjs";
import { openTabs } from "./tabs.mjs";

/**
 * The runs: what the tabs use, whether the browser has Web Locks, and the part of `seconds` that the run takes. The
 * two lists run at the same time, because the tabs mostly wait. The runs of a list run one after the other.
 */
const RUNS = [
  [
    { kinds: Array(4).fill("JavaScript"), locks: "on", part: 1 },
    { kinds: Array(2).fill("Rust"), locks: "on", part: 0.5 },
  ],
  [
    { kinds: [...Array(4).fill("Rust"), "JavaScript"], locks: "on", part: 1 },
    { kinds: Array(4).fill("JavaScript"), locks: "off", part: 0.5 },
  ],
];
const LIFE_MS = 3_000;
/** How long the last tab sleeps, once: longer than the lifetime of its token. */
const SLEEP_MS = 4_000;
/**
 * The shortest time from a sign-in or a refresh to the next refresh. `exp` is in whole seconds, so a token may live up
 * to 1 s less.
 */
const EARLIEST_MS = LIFE_MS - 1_000;
/** The longest time until a tab notices a sign-in in another tab. Until then, the tab may refresh the old tokens. */
const HEARD_MS = 1_000;
/**
 * How long one user stays signed in. It is not a whole number of seconds, but the expiry of a token is, so the tokens
 * of different turns live for different times.
 */
const TURN_MS = 9_700;
const PEOPLE = ["ann", "bob"].map((name) => ({ name, email: `${name}@example.com`, password: "correct-Horse-7" }));
const LOGINS = PEOPLE.map(({ name, password }) => ({ username: name, password }));
const seconds = Number(process.env.MATRICULA_SOAK_SECONDS ?? 300);

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

describe("sessions of several tabs", { concurrency: true }, () => {
  for (const browser of Object.keys(BROWSERS)) {
    for (const runs of RUNS) {
      describe(browser, { concurrency: false }, () => {
        for (const run of runs) {
          const name = `${browser}, ${run.kinds.join(", ")}, Web Locks ${run.locks}`;
          test(name, (context) => soak(context, browser, name, run));
        }
      });
    }
  }
});

async function soak(context, browser, name, { kinds, locks, part }) {
  const count = kinds.length;
  const ms = seconds * 1_000 * part;
  const server = await startServer();
  await server.control("PATCH", "/settings", { fusio: { user_approval: false, expire_token: LIFE_MS / 1_000 } });
  const { FusioClient } = await load();
  for (const person of PEOPLE) await new FusioClient({ baseUrl: server.url }).register(person);
  const tabs = await openTabs(browser, kinds, { api: server.url, locks });
  try {
    // The first tab opens two `Session` objects, each other tab opens one.
    const opened = await Promise.all(kinds.map((_, index) => tabs.one(index, "open", index === 0 ? 2 : 1)));
    for (const { states, locks: has } of opened) {
      assert.deepEqual(
        states.map(({ reason }) => reason),
        states.map(() => "never_signed_in"),
      );
      assert.equal(has, locks === "on");
    }
    const processes = await tabs.processes();
    if (browser === "Chromium" && processes !== undefined)
      assert.ok(processes >= count, `${processes} processes for ${count} tabs`);

    const log = new Log(server);
    const users = [];
    const turns = [];
    for (let turn = 0; turn * TURN_MS < ms || turn < LOGINS.length; turn += 1) {
      const index = turn % count;
      const user = await tabs.one(index, "signIn", LOGINS[turn % LOGINS.length]);
      users[turn % LOGINS.length] ??= user;
      assert.equal(user, users[turn % LOGINS.length]);
      turns.push({ index, user });
      for (const [state] of await tabs.all("until", "signed_in", user))
        assert.equal(state.persisted, true, "the tokens are stored");
      if (turn === 0)
        for (let tab = 0; tab < count; tab += 1) await tabs.one(tab, "start", tab === count - 1 ? SLEEP_MS : 0);
      await pause(TURN_MS);
      await log.read();
    }
    const reports = await tabs.all("stop");
    await log.read();

    const { expiries, refused, closest, unauthorized } = tally(log.requests);
    const sum = (name) => reports.reduce((sum, report) => sum + report[name], 0);
    // The header `Accept-Language` of each call names the user who was signed in when the call began.
    const pairs = log.requests.filter(({ accept_language: begunBy }) => users.includes(begunBy));
    context.diagnostic(
      `${name}: ${opened.filter(({ visible }) => visible).length} visible tabs, ${processes ? `in ${processes} processes, ` : ""}${count + 1} sessions, ${turns.length} turns of two users, ${ms / 1_000} s: ` +
        `${sum("calls")} calls, ${pairs.length} of them in the server's list, ${sum("over")} failed because of a new sign-in; ` +
        `${expiries} refreshes succeeded, each at least ${closest} ms after the previous sign-in or refresh; ${refused} refreshes were refused; ${unauthorized} answers with 401`,
    );
    // A call that failed because of a new sign-in may not have reached the server.
    assert.ok(pairs.length > 0 && pairs.length >= sum("calls") - sum("over"), "the server's list has every call");
    assert.deepEqual(
      pairs.filter(({ subject, accept_language: begunBy }) => subject !== begunBy),
      [],
      "each call is sent with the token of the user who was signed in when it began",
    );
    for (const { errors, states } of reports) {
      assert.deepEqual(errors, {}, "calls fail only because of a new sign-in");
      assert.deepEqual(
        states,
        states.map(() => "signed_in"),
        "no session is lost",
      );
    }
    assert.ok(
      expiries >= Math.floor((turns.length * TURN_MS) / (LIFE_MS + 1_000) - turns.length),
      `only ${expiries} refreshes succeeded`,
    );
    if (locks === "on") {
      assert.equal(refused, 0, "each refresh token is used only once");
      assert.ok(
        closest >= EARLIEST_MS,
        `a refresh came only ${closest} ms after the previous sign-in or refresh: the token had not expired`,
      );
      agree(await tabs.all("happened"), turns);
    }

    const [, ...left] = await Promise.all([
      tabs.one(0, "signOut"),
      ...kinds.slice(1).map((_, index) => tabs.one(index + 1, "until", "signed_out")),
    ]);
    for (const [state] of left) assert.equal(state.reason, "elsewhere");
    assert.deepEqual(
      (await tabs.all("until", "signed_out")).flat().map(({ reason }) => reason),
      ["user", ...Array(count).fill("elsewhere")],
    );
    assert.deepEqual(await tabs.all("refused"), Array(count).fill("no_session"));

    const stored = { status: "signed_out", persisted: false, told: true, kept: null };
    assert.deepEqual(
      await tabs.one(0, "withoutStorage", LOGINS[0]),
      stored,
      "without a storage the session works in memory",
    );
  } finally {
    await tabs.close();
    await server.stop();
  }
}

/** The server's list of requests, read in parts, because the server drops old entries. */
class Log {
  #byNumber = new Map();

  constructor(server) {
    this.server = server;
  }

  get requests() {
    return [...this.#byNumber.values()];
  }

  async read() {
    const known = this.#byNumber.size;
    const requests = await this.server.requests();
    // A request that had no status at the last read may have one now.
    for (const request of requests) this.#byNumber.set(request.number, request);
    assert.ok(this.#byNumber.size < known + requests.length || known === 0, "the server has not dropped a request");
  }
}

/**
 * Counts the refreshes in the list. A refresh belongs to the user who signed in last. But shortly after this sign-in,
 * another tab may still refresh for the previous user, because the tab has not noticed the sign-in yet.
 */
function tally(log) {
  const tokens = log.filter(({ method, path }) => path === "/consumer/login" && method !== "OPTIONS");
  let [current, before] = [undefined, undefined];
  let [expiries, refused, closest] = [0, 0, Infinity];
  for (const { method, status, at_ms: at } of tokens) {
    if (method === "POST") {
      [current, before] = [{ signedIn: at, last: at }, current];
    } else if (status !== 200) {
      refused += 1;
    } else {
      const chain = before && at - current.signedIn < HEARD_MS ? before : current;
      expiries += 1;
      closest = Math.min(closest, at - chain.last);
      chain.last = at;
    }
  }
  return { expiries, refused, closest, unauthorized: log.filter(({ status }) => status === 401).length };
}

/** Compares the events of each session with the turns: the user and the tab of each sign-in. */
function agree(happened, turns) {
  happened.forEach((sessions, tab) => {
    sessions.forEach((events, index) => {
      const signIns = events.filter(({ type }) => type === "signed_in");
      const expected = turns.map(({ index: where, user }) => ({
        type: "signed_in",
        by: where === tab && index === 0 ? "here" : "elsewhere",
        user,
      }));
      assert.deepEqual(signIns, expected, `tab ${tab}, session ${index}`);
      let user;
      for (const event of events) {
        if (event.type === "signed_in") user = event.user;
        assert.equal(event.user, user, "a refresh does not change the user");
        assert.notEqual(event.type, "signed_out");
      }
    });
  });
}
