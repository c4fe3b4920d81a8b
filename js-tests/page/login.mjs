// A login through a provider. Each step runs in one load of this page, and then loads the page for the next step.

import { load, report, settings } from "./report.mjs";

const { FusioClient, Session, isClientError } = await load();
const open = () => new Session(new FusioClient({ baseUrl: settings.api }));
const session = open();
const arrived = location.href;
/** The settings of this page, without the parameters that a login adds. */
const own = new URLSearchParams(
  Object.entries(settings).filter(([name]) => !/token|nonce|expires_in|scope/.test(name)),
);
const page = `${location.origin}${location.pathname}?${own}`;

function equal(actual, expected) {
  const [one, other] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (one !== other) throw new Error(`${one} is not ${other}`);
}

/** The error code of `handleCallback`; also checks that the address no longer shows the tokens. */
async function refused(promise) {
  equal(location.href, page);
  const error = await promise.then(
    (came) => `the promise resolves to ${JSON.stringify(came)}`,
    (error) => error,
  );
  return isClientError(error) && error.kind === "callback" ? error.code : `${error}`;
}

/** Begins a login; returns its address without opening it. */
async function begun() {
  let gone;
  const { url } = await session.startLogin({ identity: "~GitHub", redirectUri: page, navigate: (url) => (gone = url) });
  equal(gone, url);
  return url;
}

const status = async () => (await session.ready) && session.state.get().status;

/** Each step returns a function that leaves the page. The function of the last step sends the report. */
const steps = [
  async function anOrdinaryVisit() {
    equal(await refused(session.handleCallback()), "not_a_callback");
    await session.startLogin({ identity: 1, redirectUri: page, returnTo: "/orders?page=2#last" });
    // The browser is already loading the next page.
    return () => {};
  },
  async function theReturn() {
    equal([arrived.includes("access_token="), arrived.includes("refresh_token=")], [true, true]);
    const entries = history.length;
    const first = session.handleCallback();
    equal([location.href, history.length], [page, entries]);
    const second = session.handleCallback();
    equal(first === second, true);
    equal(await first, { returnTo: "/orders?page=2#last" });
    equal(session.handleCallback() === first, true);
    equal(session.state.get().status, "signed_in");
    equal(
      (await session.call((token) => new FusioClient({ baseUrl: settings.api }).account(token))).name,
      "grace-hopper",
    );
    localStorage.setItem("old", arrived);
    return () => location.reload();
  },
  async function aReload() {
    equal(await refused(session.handleCallback()), "not_a_callback");
    equal(await status(), "signed_in");
    return () => location.assign(localStorage.getItem("old"));
  },
  async function theOldAddress() {
    equal(arrived.includes("access_token="), true);
    equal(await refused(session.handleCallback()), "unknown_transaction");
    equal(await status(), "signed_in");
    return () => history.back();
  },
  async function theBackButton() {
    equal(arrived, page);
    equal(await refused(session.handleCallback()), "not_a_callback");
    equal(await status(), "signed_in");
    await session.signOut();
    localStorage.setItem("start", await begun());
    return () => location.assign(`${page}&access_token=theirs&matricula_nonce=theirs`);
  },
  async function aForgery() {
    equal(await refused(session.handleCallback()), "state_mismatch");
    equal(await status(), "signed_out");
    // The forged answer has not ended the real login.
    return () => location.assign(localStorage.getItem("start"));
  },
  async function theRealAnswer() {
    equal(await session.handleCallback(), { returnTo: null });
    equal(await status(), "signed_in");
    await session.signOut();
    const url = await begun();
    return () => location.assign(url);
  },
  async function tooLate() {
    const { now } = Date;
    Date.now = () => now() + 600_001;
    equal(await refused(session.handleCallback()), "expired_transaction");
    Date.now = now;
    equal(await status(), "signed_out");
    // The expired transaction cannot be used again.
    equal(await refused(open().handleCallback(arrived)), "unknown_transaction");
    const url = await begun();
    return () => location.assign(url);
  },
  async function inTime() {
    const { now } = Date;
    Date.now = () => now() + 590_000;
    equal(await session.handleCallback(), { returnTo: null });
    return () => report({ steps: steps.length });
  },
];

// A page from the back/forward cache does not run again by itself.
addEventListener("pageshow", ({ persisted }) => persisted && location.reload());
// A navigation before the load event would replace this page in the history.
if (document.readyState !== "complete") await new Promise((resolve) => addEventListener("load", resolve));
await new Promise((resolve) => setTimeout(resolve));
// The step is in `localStorage`: Firefox restores an old `sessionStorage` for a page from its cache.
const step = Number(localStorage.getItem("step"));
localStorage.setItem("step", step + 1);
try {
  const leave = await steps[step]();
  leave();
} catch (error) {
  await report({ steps: step, error: `${steps[step].name}: ${error}` });
}
