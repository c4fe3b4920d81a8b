// One tab of the soak test. It gets orders such as `signIn` from the test, runs each and reports its result.

import { load, settings } from "./report.mjs";

if (settings.locks === "off") Object.defineProperty(Navigator.prototype, "locks", { value: undefined });

const { FusioClient, ...loaded } = await load();
const { Session } = settings.kind === "Rust" ? await import("./rust-session.mjs") : loaded;
const client = new FusioClient({ baseUrl: settings.api });
const account = `${settings.api}/consumer/account`;
/** How many calls a session makes at the same time. */
const BURST = 3;
/** The header that names the user of a call. It is one of the few headers that a page may send to Fusio. */
const BEGUN_BY = "Accept-Language";
let sessions = [];

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const subject = (session) => session.state.get().claims?.sub;

/** A client for each user; its requests name the user. */
const clients = new Map();
function clientOf(user) {
  if (!clients.has(user)) clients.set(user, new FusioClient({ baseUrl: settings.api, headers: { [BEGUN_BY]: user } }));
  return clients.get(user);
}

/** The two ways to make a call for a user: `session.call` and `session.fetch`. */
const ways = [
  (session, user) => session.call((token) => clientOf(user).account(token)),
  async (session, user) => {
    const response = await session.fetch(account, { headers: { [BEGUN_BY]: user } });
    if (!response.ok)
      throw Object.assign(new Error(`fetch: ${response.status}`), {
        kind: response.status === 401 ? "unauthorized" : "fetch",
      });
  },
];

/** Waits for a state with this status and user; returns it. */
const until = (session, status, user) =>
  new Promise((resolve) => {
    session.state.subscribe((state) => state.status === status && state.claims?.sub === user && resolve(state));
  });

/** Records the events of a session, each with the current user. */
function record(session) {
  session.happened = [];
  session.signIns = 0;
  for (const type of ["signed_in", "token_refreshed", "signed_out"]) {
    session.on(type, ({ origin, reason }) => {
      session.happened.push({ type, by: origin ?? reason, user: subject(session) });
      if (type !== "token_refreshed") session.signIns += 1;
    });
  }
  return session;
}

/** The running calls, and their results. */
let work;

async function keepCalling(report, sleepMs) {
  let wake = sleepMs && Date.now() + sleepMs;
  while (!report.stopped) {
    if (wake && Date.now() > wake) {
      // Simulates a sleeping laptop: nothing in the page runs.
      for (wake = Date.now() + sleepMs; Date.now() < wake; );
      wake = undefined;
    }
    const calls = sessions.flatMap((session) =>
      Array.from({ length: BURST }, (_, index) => call(session, ways[index % 2], report)),
    );
    await Promise.all(calls);
    await pause(200);
  }
}

async function call(session, way, report) {
  const user = subject(session);
  const { signIns } = session;
  if (!user) return;
  report.calls += 1;
  try {
    await way(session, user);
  } catch (error) {
    // These errors are expected only if somebody has signed in or out during the call.
    if (signIns !== session.signIns && ["unauthorized", "no_session"].includes(error?.kind)) {
      report.over += 1;
      return;
    }
    const name = `${error?.kind ?? ""} ${error?.message ?? error}`;
    report.errors[name] = (report.errors[name] ?? 0) + 1;
  }
}

const orders = {
  /** Opens `count` sessions, which share their tokens. */
  async open(count) {
    sessions = Array.from({ length: count }, () => record(new Session(client)));
    const states = await Promise.all(sessions.map((session) => session.ready));
    return { states, locks: Boolean(navigator.locks), visible: document.visibilityState === "visible" };
  },
  /** Signs in; returns the user. */
  async signIn(request) {
    await sessions[0].signIn(request);
    return subject(sessions[0]);
  },
  signOut: () => sessions[0].signOut(),
  until: (status, user) => Promise.all(sessions.map((session) => until(session, status, user))),
  happened: () => sessions.map((session) => session.happened),
  /**
   * Starts to make calls. If `sleepMs` is not 0, the page sleeps once: it makes calls for this time, and then sleeps
   * for the same time.
   */
  start(sleepMs) {
    const report = { calls: 0, over: 0, errors: {} };
    work = { report, done: keepCalling(report, sleepMs) };
  },
  async stop() {
    work.report.stopped = true;
    await work.done;
    return { ...work.report, states: sessions.map((session) => session.state.get().status) };
  },
  /** The kind of the error when a session makes a call and nobody is signed in. */
  refused: () =>
    ways[0](sessions[0], "nobody").then(
      () => "the call succeeds",
      ({ kind }) => kind,
    ),
  /**
   * Opens a session while the storage is blocked. The session then signs in, makes a call, refreshes, makes another
   * call and signs out.
   */
  async withoutStorage(request) {
    const blocked = () => {
      throw new DOMException("blocked", "SecurityError");
    };
    const usual = Object.getOwnPropertyDescriptor(globalThis, "localStorage");
    Object.defineProperty(globalThis, "localStorage", { configurable: true, get: blocked });
    const session = new Session(client, { storageKey: "without storage" });
    const { status } = await session.ready;
    Object.defineProperty(globalThis, "localStorage", usual);
    await session.signIn(request);
    await ways[0](session, subject(session));
    const first = session.state.get();
    await session.refresh();
    await ways[1](session, subject(session));
    const { told } = await session.signOut();
    session.close();
    return { status, persisted: first.persisted, told, kept: localStorage.getItem("without storage") };
  },
};

let outcome = {};
for (;;) {
  const response = await fetch(`/orders/${settings.id}`, { method: "POST", body: JSON.stringify(outcome) });
  const [name, ...args] = await response.json();
  outcome = await Promise.resolve(orders[name](...args)).then(
    (value) => ({ value }),
    (error) => ({ error: `${error}\n${error?.stack}` }),
  );
}
