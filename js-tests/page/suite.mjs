// The tests that run in a page: the steps of a user, the special behaviour of browsers, FusionAuth's API and tokens.

import { Journey } from "./journey.mjs";
import { load, report, settings } from "./report.mjs";
import { hasEd25519, judge } from "./tokens.mjs";

const violations = [];
addEventListener("securitypolicyviolation", (event) =>
  violations.push(`${event.violatedDirective} ${event.blockedURI}`),
);

const matricula = await load();
const { FusioClient, ClientError, isClientError } = matricula;
const client = new FusioClient({ baseUrl: settings.api });
const name = settings.id.replace(/\W/g, "-");
const person = { name, email: `${name}@example.com`, password: "correct-Horse-7" };
let tokens;

function equal(actual, expected) {
  const [one, other] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (one !== other) throw new Error(`${one} is not ${other}`);
}

async function refused(promise, kind) {
  const error = await promise.then(
    () => undefined,
    (error) => error,
  );
  if (!isClientError(error) || !(error instanceof ClientError)) throw new Error(`the call rejects with ${error}`);
  equal(error.kind, kind);
  return error;
}

/** The token in the newest mail to the person. */
async function mailed() {
  const answer = await fetch(`${settings.control}/outbox?to=${encodeURIComponent(person.email)}`);
  return (await answer.json()).at(-1).links[0].split("/").at(-1);
}

const login = async () => (tokens = await client.login({ username: person.name, password: person.password }));

const tests = {
  "an account is registered": async () => {
    equal((await client.register(person)).message, "Registration successful");
  },
  "a login fails before the account is confirmed": async () => {
    equal(
      (await refused(client.login({ username: name, password: person.password }), "invalid_credentials")).status,
      400,
    );
  },
  "the account is confirmed with the token from the mail": async () => {
    equal((await client.activate({ token: await mailed() })).success, true);
  },
  "the user logs in": async () => {
    equal(typeof (await login()).token, "string");
  },
  "the account is read and changed": async () => {
    equal((await client.account(tokens.token)).name, name);
    const email = `new-${person.email}`;
    await client.updateAccount(tokens.token, { email });
    person.email = email;
    equal((await client.whoami(tokens.token)).email, email);
  },
  "calls end in the order of their time limits, the shortest limit first": async () => {
    const waiting = new FusioClient({ baseUrl: settings.api, fetch: () => new Promise(() => {}) });
    const ended = [];
    const end = async (timeoutMs) => {
      await refused(waiting.account("token", { timeoutMs }), "timeout");
      ended.push(timeoutMs);
    };
    // In `begin` the clock stands still, so all its calls begin at the same instant, however slow the page is.
    const { performance } = globalThis;
    const started = performance.now();
    const setClock = (clock) =>
      Object.defineProperty(globalThis, "performance", { value: clock, configurable: true, writable: true });
    const begin = (...limits) => {
      setClock({ now: () => started });
      const calls = Promise.all(limits.map(end));
      setClock(performance);
      return calls;
    };
    // The first call of a client has its own timer while it waits for the engine. The later calls share one timer.
    await end(1);
    const late = begin(60, 20, 40);
    begin(600_000);
    // The page is busy until all three limits have passed.
    while (performance.now() < started + 100);
    await late;
    equal(ended, [1, 20, 40, 60]);
  },
  "a time limit follows `performance.now`, even if a test replaces it": async () => {
    const waiting = new FusioClient({
      baseUrl: settings.api,
      fetch: () => new Promise(() => {}),
      retry: { attempts: 0 },
    });
    // The first call of a client has its own timer while it waits for the engine. The later calls share one timer.
    await refused(waiting.account("token", { timeoutMs: 20 }), "timeout");
    const short = refused(waiting.account("token", { timeoutMs: 20_000 }), "timeout");
    const { setTimeout, performance } = globalThis;
    const timers = [];
    try {
      globalThis.setTimeout = (end, millis) => timers.push({ end, millis });
      const call = refused(waiting.account("token", { timeoutMs: 50_000 }), "timeout");
      equal(timers.length, 1);
      const later = performance.now() + 50_000;
      Object.defineProperty(globalThis, "performance", { value: { now: () => later }, configurable: true });
      timers[0].end();
      await Promise.all([short, call]);
    } finally {
      globalThis.setTimeout = setTimeout;
      Object.defineProperty(globalThis, "performance", { value: performance, configurable: true, writable: true });
    }
  },
  "a refresh ends the old access token": async () => {
    const old = tokens;
    tokens = await client.refresh({ refresh_token: old.refresh_token });
    equal((await refused(client.account(old.token), "unauthorized")).status, 401);
    await client.account(tokens.token);
  },
  "the password is changed": async () => {
    const [oldPassword, newPassword] = [person.password, "another-Horse-8"];
    await client.changePassword(tokens.token, { oldPassword, newPassword, verifyPassword: newPassword });
    person.password = newPassword;
    await login();
  },
  "a forgotten password is reset with the token from the mail": async () => {
    await client.requestPasswordReset({ email: person.email });
    person.password = "third-Horse-9";
    await client.executePasswordReset({ token: await mailed(), newPassword: person.password });
    await login();
  },
  "a revoked token is refused": async () => {
    await client.revoke(tokens.token);
    await refused(client.account(tokens.token), "unauthorized");
  },
  "the stack of an error begins with the caller, if the browser supports that": async () => {
    const caller = async () => client.login({ username: name, password: "wrong" }).catch((error) => error);
    const { stack } = await caller();
    if (!stack || (stack.includes("    at ") && !/^.*\n +at .*suite\.mjs/.test(stack)))
      throw new Error(`the stack is ${stack}`);
  },
  "a validation error names its field": async () => {
    const error = await refused(client.register({ ...person, name: "x" }), "validation");
    equal(Object.keys(error.fieldErrors), ["name"]);
  },
  "identities are listed, and a social login starts without a request": async () => {
    equal((await client.identities()).totalResults, 0);
    const start = await client.identityRedirect(1, location.href);
    equal(new URL(start.url).origin, settings.api);
  },
  "the client sends no headers except Accept, Authorization and Content-Type": async () => {
    const observed = new FusioClient({ baseUrl: settings.observer });
    equal((await observed.account("token")).name, "observed");
    equal((await observed.account("token", {})).name, "observed");
  },
  "a redirect is not followed": async () => {
    await refused(new FusioClient({ baseUrl: settings.observer }).whoami("token"), "unexpected_response");
  },
  "a mocked `fetch` can answer with `new Response`": async () => {
    const fetch = async () => new Response('{"id":1,"name":"mocked"}');
    equal((await new FusioClient({ baseUrl: "https://api.example.com", fetch }).account("token")).name, "mocked");
    const odd = async () => new Response("<html>", { status: 404 });
    await refused(new FusioClient({ baseUrl: "https://api.example.com", fetch: odd }).account("token"), "not_found");
  },
  "a mocked global `fetch` is used": async () => {
    const original = globalThis.fetch;
    try {
      globalThis.fetch = async () => Response.json({ id: 1, name: "global" });
      equal((await client.account("token")).name, "global");
    } finally {
      globalThis.fetch = original;
    }
  },
  "an abort rejects the call with the reason and ends the request": async () => {
    const waiting = async () => Number(await (await fetch("/waiting")).text());
    const until = async (wanted) => {
      // Each turn waits for a request, so this loop does not block the page. It gives up after 2,000 turns.
      for (let looks = 0; looks < 2_000; looks += 1) if ((await waiting()) === wanted) return;
      throw new Error(`the number of waiting requests is not ${wanted}`);
    };
    const controller = new AbortController();
    const reason = new Error("enough");
    const call = new FusioClient({ baseUrl: settings.silent })
      .login({ username: "x", password: "x" }, { signal: controller.signal })
      .then(
        () => undefined,
        (error) => error,
      );
    await until(1);
    controller.abort(reason);
    if ((await call) !== reason) throw new Error(`the call rejects with ${await call}`);
    await until(0);
  },
  "a call ends after its time limit": async () => {
    await refused(new FusioClient({ baseUrl: settings.silent }).account("token", { timeoutMs: 100 }), "timeout");
  },
  "a session can have any key and does not change other entries of the storage": async () => {
    localStorage.setItem("matricula", "the app's own");
    for (const storage of ["local", "session"]) {
      const open = (storageKey) => new matricula.Session(client, { storage, storageKey, autoRefresh: false });
      const first = open("matricula:own");
      await first.setTokens({ token: "a" });
      equal([first.state.get().persisted, localStorage.getItem("matricula")], [true, "the app's own"]);
      first.close();
      const again = open("matricula:own");
      equal([(await again.ready).status, await again.accessToken()], ["signed_in", "a"]);
      again.close();
    }
    const named = () => new matricula.Session(client, { storageKey: "matricula", autoRefresh: false });
    const one = named();
    await one.setTokens({ token: "b" });
    one.close();
    const other = named();
    equal(await other.ready.then(() => other.accessToken()), "b");
    other.close();
    localStorage.clear();
    sessionStorage.clear();
  },
  "a session reads a full storage and reports a failed write": async () => {
    const open = () => new matricula.Session(client, { storageKey: "full", autoRefresh: false });
    const before = open();
    await before.setTokens({ token: "a" });
    before.close();
    for (const area of [localStorage, sessionStorage]) {
      let text = "x".repeat(1 << 20);
      for (let number = 0; text; number += 1) {
        try {
          area.setItem(`filler ${number}`, text);
        } catch {
          text = text.slice(text.length / 2);
          if (text.length === 1) text = "";
        }
      }
    }
    const session = open();
    equal([(await session.ready).status, await session.accessToken()], ["signed_in", "a"]);
    await session.setTokens({ token: "b".repeat(100) });
    equal(session.state.get().persisted, false);
    await refused(session.startLogin({ identity: 1, redirectUri: location.href, navigate() {} }), "storage");
    session.close();
    localStorage.clear();
    sessionStorage.clear();
  },
  "the constructor refuses an API key without `dangerouslyAllowBrowser`": async () => {
    const options = { baseUrl: settings.api, apiKey: "key" };
    let thrown;
    try {
      new matricula.FusionAuthClient(options);
    } catch (error) {
      thrown = error;
    }
    equal([isClientError(thrown), thrown?.kind], [true, "unsupported"]);
    new matricula.FusionAuthClient({ ...options, dangerouslyAllowBrowser: true }).free();
  },
  "a call to a server that does not exist fails with `network`": async () => {
    const gone = new FusioClient({ baseUrl: settings.gone, retry: { attempts: 0 } });
    await refused(gone.account("token"), "network");
  },
};

const readJson = async (path) => (await fetch(path)).json();
const list = await readJson("/fixtures/fusionauth-journey.json");
const server = { url: settings.api, controlUrl: settings.control };
const journey = new Journey(matricula, server, await readJson("/server/kickstart.json"), list);
const transcript = [];
for (const step of list.steps) {
  tests[`FusionAuth: ${step.step}`] = async () => transcript.push(await journey.take(step));
}

const forged = await readJson("/fixtures/tokens.json");
const ed25519 = await hasEd25519();
const verdicts = {};
for (const entry of forged.cases) {
  tests[`token: ${entry.name}`] = async () => (verdicts[entry.name] = await judge(matricula, forged, entry, ed25519));
}

const results = [];
for (const [name, run] of Object.entries(tests)) {
  const error = await run().then(
    () => undefined,
    (error) => `${error}\n${error?.stack}`,
  );
  results.push({ name, error });
}
await report({ results, transcript, verdicts, ed25519, violations });
