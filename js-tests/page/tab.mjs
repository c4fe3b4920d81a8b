// One tab of the soak: it does one order of the conductor after another, and tells what came of it.

import { load, settings } from "./report.mjs";

if (settings.locks === "off") Object.defineProperty(Navigator.prototype, "locks", { value: undefined });

const { FusioClient, Session } = await load();
const client = new FusioClient({ baseUrl: settings.api });
const account = `${settings.api}/consumer/account`;
/** How many calls a session makes at once. */
const BURST = 3;
let sessions = [];

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** A signed-in session's call, by both of its ways. */
const ways = [
  (session) => session.call((token) => client.account(token)),
  async (session) => {
    const response = await session.fetch(account);
    if (!response.ok) throw new Error(`fetch: ${response.status}`);
  },
];

/** Gives the first state with this status. */
const until = (session, status) =>
  new Promise((resolve) => {
    session.state.subscribe((state) => state.status === status && resolve(state));
  });

const orders = {
  /** Opens more tabs, which know nothing of this one. */
  async tabs(urls) {
    for (const url of urls) window.open(url, "_blank", "noopener");
  },
  /** Opens so many sessions of the same tokens. */
  async open(count) {
    sessions = Array.from({ length: count }, () => new Session(client));
    const states = await Promise.all(sessions.map((session) => session.ready));
    return { states, locks: Boolean(navigator.locks), visible: document.visibilityState === "visible" };
  },
  async signIn(request) {
    await sessions[0].signIn(request);
  },
  signOut: () => sessions[0].signOut(),
  until: (status) => Promise.all(sessions.map((session) => until(session, status))),
  /** Makes calls for so long; sleeps in the middle, as a laptop does: nothing in the page runs. */
  async calls(ms, sleepMs) {
    const end = Date.now() + ms;
    let wake = sleepMs && Date.now() + ms / 2;
    const errors = {};
    let calls = 0;
    while (Date.now() < end) {
      if (wake && Date.now() > wake) {
        for (wake = Date.now() + sleepMs; Date.now() < wake; );
        wake = undefined;
      }
      const work = sessions.flatMap((session) => Array.from({ length: BURST }, (_, index) => ways[index % 2](session)));
      for (const outcome of await Promise.allSettled(work)) {
        calls += 1;
        if (outcome.status === "fulfilled") continue;
        const { reason } = outcome;
        const name = `${reason?.kind ?? ""} ${reason?.message ?? reason}`;
        errors[name] = (errors[name] ?? 0) + 1;
      }
      await pause(200);
    }
    return { calls, errors, states: sessions.map((session) => session.state.get().status) };
  },
  /** What a call without a session rejects with. */
  refused: () => ways[0](sessions[0]).then(() => "it is taken", ({ kind }) => kind),
  /** A session where the browser gives no storage; it calls, refreshes and calls again. */
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
    await ways[0](session);
    const first = session.state.get();
    await session.refresh();
    await ways[1](session);
    const { told } = await session.signOut();
    session.close();
    return { status, persisted: first.persisted, told, kept: localStorage.getItem("without storage") };
  },
};

let outcome = {};
for (;;) {
  const response = await fetch(`/orders/${settings.id}`, { method: "POST", body: JSON.stringify(outcome) });
  const [name, ...args] = await response.json();
  outcome = await orders[name](...args).then((value) => ({ value }), (error) => ({ error: `${error}\n${error?.stack}` }));
}
