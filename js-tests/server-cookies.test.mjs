// The cookies of sessions: sealed cookies, chunks, forged and foreign cookies, and requests that cannot set cookies.
// Also the options of `createServerSessions`, and `isSameOrigin`.

import assert from "node:assert/strict";
import { test } from "node:test";

import {
  Browser,
  createServerSessions,
  FusioClient,
  FusionAuthClient,
  isSameOrigin,
  NAME,
  ofSession,
  SECRET,
} from "./cookie-sessions.mjs";
import { refused, rejection } from "./support.mjs";

// No server listens at this address.
const client = new FusioClient({ baseUrl: "http://127.0.0.1:9" });
const SIGNED_OUT = { status: "signed_out", reason: "never_signed_in" };

const open = (options) => createServerSessions({ client, secret: SECRET, ...options });

/** A token that is valid for an hour. Its claim `more` has `length` characters. */
function token(length = 0) {
  const iat = Math.floor(Date.now() / 1000);
  const claims = { sub: "1", roles: ["admin"], iat, exp: iat + 3600, more: "x".repeat(length) };
  return `e30.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.AAAA`;
}

/** A browser with a session. The claim `more` of its access token has `length` characters. */
async function signedIn(options, length) {
  const browser = new Browser();
  const answer = { token: token(length), refresh_token: "refresh", scope: "a, b c" };
  await browser.visit(open(options), (session) => session.setTokens(answer));
  return browser;
}

/** The state of a session with these cookies. */
async function stateOf(cookies, options) {
  const list = cookies.map(([name, value]) => ({ name, value }));
  const request = { getAll: () => list, set: [], setAll: (cookies) => request.set.push(...cookies) };
  const { state } = await open(options).open(request);
  assert.deepEqual(request.set, [], "a request that only reads the state sets no cookie");
  return state;
}

test("an ordinary session is one sealed cookie", async () => {
  const browser = await signedIn();
  const [[name, value], ...others] = browser.cookies;
  assert.deepEqual([name, others], [NAME, []]);
  assert.match(value, /^[\w-]+$/);
  assert.ok(value.length < 1_000, `${value.length}`);
  const { claims, scopes, expiresAt, ...state } = await browser.visit(open());
  assert.deepEqual(state, { status: "signed_in", stale: false, persisted: true });
  assert.deepEqual([claims.sub, claims.roles, scopes], ["1", ["admin"], ["a", "b", "c"]]);
  assert.ok(Math.abs(expiresAt - Date.now() - 3_600_000) < 60_000);
});

test("two cookies with the same tokens differ", async () => {
  const [one, other] = [await signedIn(), await signedIn()];
  assert.notEqual(one.cookies.get(NAME), other.cookies.get(NAME));
});

test("long tokens are divided into chunks, which are deleted when the tokens are short again", async () => {
  const browser = await signedIn({}, 6_000);
  const names = ["", ".1", ".2", ".3"].map((end) => `${NAME}${end}`);
  assert.deepEqual([...browser.cookies.keys()], names.slice(0, browser.cookies.size));
  assert.ok(browser.cookies.size > 1);
  for (const [name, value] of browser.cookies) assert.ok(name.length + value.length <= 3_650);
  assert.equal((await browser.visit(open())).claims.roles[0], "admin");
  await browser.visit(open(), async (session) => {
    await session.setTokens({ token: token(6_500) });
    await session.setTokens({ token: token() });
  });
  // The cookie `.over` is not a chunk: it is a note that a session has ended.
  const kept = () => [...browser.cookies.keys()].filter((name) => name !== `${NAME}.over`);
  assert.deepEqual(kept(), [NAME]);
  await browser.visit(open(), (session) => session.setTokens({ token: token(3_000) }));
  assert.deepEqual(kept(), names.slice(0, 2));
  assert.equal((await browser.visit(open())).status, "signed_in");
});

test("tokens that are too long for cookies are refused, and the session stays", async () => {
  const browser = await signedIn();
  const before = new Map(browser.cookies);
  for (const length of [12_000, 500_000]) {
    const long = browser.visit(open(), (session) => session.setTokens({ token: token(length) }));
    await refused(long, { kind: "storage" });
  }
  assert.deepEqual(browser.cookies, before);
});

test("a sign-out right after a sign-in, in the same request, leaves no session", async () => {
  const browser = new Browser();
  await browser.visit(open(), async (session) => {
    await session.setTokens({ token: token(6_000) });
    await session.signOut();
    assert.deepEqual(session.state, { status: "signed_out", reason: "user" });
  });
  assert.deepEqual([...browser.cookies.keys()], [`${NAME}.over`]);
});

test("forged, truncated and foreign cookies give no session", async () => {
  const value = (await signedIn()).cookies.get(NAME);
  const middle = value.length >> 1;
  const bad = {
    "a changed end": `${value.slice(0, -2)}${value.endsWith("AA") ? "BB" : "AA"}`,
    "a changed middle": `${value.slice(0, middle)}${value[middle] === "A" ? "B" : "A"}${value.slice(middle + 1)}`,
    "a changed beginning": `${value[0] === "A" ? "B" : "A"}${value.slice(1)}`,
    "tokens that are not sealed": JSON.stringify({ accessToken: token(), refreshToken: "r", signIn: "s", id: "i" }),
    "the beginning only": value.slice(0, 100),
    "the first bytes": value.slice(0, 10),
    nothing: "",
    "a cookie of another program": "s%3Aabc.def",
    "bytes of zero": "A".repeat(100),
    "not base64": "ü€😀",
    "a very long text": "A".repeat(1_000_000),
  };
  for (const [what, forged] of Object.entries(bad)) {
    assert.deepEqual(await stateOf([[NAME, forged]]), SIGNED_OUT, what);
    assert.deepEqual(await stateOf([[`${NAME}.1`, forged]]), SIGNED_OUT, what);
  }
});

test("a cookie whose value is not a string gives no session", async () => {
  for (const value of [undefined, null, 5, {}, []]) assert.deepEqual(await stateOf([[NAME, value]]), SIGNED_OUT);
});

test("a sealed value gives no session in a cookie with another name, even with the same secret", async () => {
  const value = (await signedIn()).cookies.get(NAME);
  assert.deepEqual(await stateOf([["other", value]], { cookieName: "other" }), SIGNED_OUT);
  const other = await signedIn({ cookieName: "other" });
  assert.deepEqual(await stateOf([[NAME, other.cookies.get("other")]]), SIGNED_OUT);
});

test("a cookie of another tenant or another server gives no session, even with the same secret", async () => {
  const tenant = (tenantId, baseUrl = "http://127.0.0.1:9") => new FusionAuthClient({ baseUrl, tenantId });
  const browser = await signedIn({ client: tenant("one") });
  const cookies = [...browser.cookies];
  assert.equal((await stateOf(cookies, { client: tenant("one") })).status, "signed_in");
  const others = [
    tenant("other"),
    tenant(),
    tenant("one", "http://127.0.0.1:8"),
    tenant("one", "http://127.0.0.1:9/a"),
  ];
  for (const client of others) assert.deepEqual(await stateOf(cookies, { client }), SIGNED_OUT);
});

test("a cookie that another site of the domain has set under the same name does not affect the session", async () => {
  const { cookies } = await signedIn();
  const own = [NAME, cookies.get(NAME)];
  for (const list of [
    [own, [NAME, "foreign"]],
    [[NAME, "foreign"], own],
    [own, [`${NAME}.1`, "foreign"], [`${NAME}.2`, "foreign"]],
  ])
    assert.equal((await stateOf(list)).status, "signed_in");
  const long = [...(await signedIn({}, 6_000)).cookies];
  assert.equal((await stateOf([[NAME, "foreign"], ...long])).status, "signed_in");
  assert.equal((await stateOf([[`${NAME}.1`, "foreign"], ...long])).status, "signed_in");
});

test("if cookies with the same name contain two sessions, the session that expires later is used", async (t) => {
  const older = (await signedIn()).cookies.get(NAME);
  const now = Date.now();
  t.mock.method(Date, "now", () => now + 60_000);
  const newer = (await signedIn()).cookies.get(NAME);
  const { expiresAt } = await stateOf([[NAME, newer]]);
  for (const values of [
    [older, newer],
    [newer, older],
  ])
    assert.equal((await stateOf(values.map((value) => [NAME, value]))).expiresAt, expiresAt);
  // The older session has more chunks, and browsers send older cookies first.
  const [longer, long] = [[...(await signedIn({}, 6_000)).cookies], [...(await signedIn({}, 3_000)).cookies]];
  assert.ok(longer.length > long.length);
  t.mock.method(Date, "now", () => now + 120_000);
  const newest = [...(await signedIn({}, 3_000)).cookies];
  const last = (await stateOf(newest)).expiresAt;
  assert.equal((await stateOf([...longer, ...newest])).expiresAt, last);
});

test("chunks give no session if one is missing, or if they belong to different sessions", async () => {
  const [one, other] = [[...(await signedIn({}, 6_000)).cookies], [...(await signedIn({}, 6_000)).cookies]];
  assert.deepEqual(await stateOf(one.slice(1)), SIGNED_OUT);
  assert.deepEqual(await stateOf(one.slice(0, -1)), SIGNED_OUT);
  assert.deepEqual(await stateOf([one[0], ...other.slice(1)]), SIGNED_OUT);
  assert.equal((await stateOf([...one].reverse())).status, "signed_in");
});

test("with a new and an old secret, the old secret still opens cookies, and the new secret seals them", async () => {
  const browser = await signedIn();
  const next = "another secret of more than thirty-two characters";
  assert.deepEqual(await browser.visit(open({ secret: next })), SIGNED_OUT);
  assert.ok(browser.cookies.has(NAME), "a process with another secret does not delete the cookie");
  const both = open({ secret: [next, SECRET] });
  assert.equal((await browser.visit(both)).status, "signed_in");
  await browser.visit(both, (session) => session.setTokens({ token: token() }));
  assert.equal((await browser.visit(open({ secret: next }))).status, "signed_in");
  assert.deepEqual(await browser.visit(open()), SIGNED_OUT);
});

test("`createServerSessions` refuses an invalid option and names it", () => {
  const bad = {
    client: [undefined, null, {}, "https://api.example.com"],
    secret: [undefined, null, "", "x".repeat(31), [], [SECRET, "short"], 5, [5]],
    cookieName: ["", "a b", "a;b", "a=b", "ä"],
    refreshAheadSeconds: [-1, Number.NaN, "soon", {}],
    graceSeconds: [-1, Number.NaN, "soon", {}],
  };
  for (const [name, values] of Object.entries(bad)) {
    for (const value of values) {
      const check = (error) => {
        assert.deepEqual([error.name, error.kind], ["ClientError", "validation"]);
        assert.deepEqual(Object.keys(error.fieldErrors), [name]);
        assert.ok(
          !value || typeof value === "object" || !error.message.includes(`${value}`),
          "the message does not quote the value",
        );
        return true;
      };
      assert.throws(() => open({ [name]: value }), check, `${name}: ${JSON.stringify(value)}`);
    }
  }
  assert.throws(() => createServerSessions(), { kind: "validation" });
});

test("the attributes of the cookie can be changed, except `httpOnly`: no script can read the cookie", async () => {
  const cookie = { secure: false, sameSite: "strict", path: "/app", domain: "example.com", maxAge: 60 };
  const request = new Browser().request();
  const session = await open({ cookie: { ...cookie, httpOnly: false } }).open(request);
  await session.setTokens({ token: token() });
  assert.deepEqual(ofSession(request)[0].options, { ...cookie, httpOnly: true });
  const usual = new Browser().request();
  await (await open({ cookie: { secure: undefined } }).open(usual)).setTokens({ token: token() });
  assert.equal(ofSession(usual)[0].options.secure, true);
});

test("`getAll` and `setAll` may return promises", async () => {
  const browser = await signedIn();
  const { getAll, setAll, set } = browser.request();
  const request = { set, getAll: async () => getAll(), setAll: async (...args) => setAll(...args) };
  const session = await open().open(request);
  assert.equal(session.state.status, "signed_in");
  await session.setTokens({ token: token() });
  assert.equal(ofSession(request).length, 1);
});

test("where the cookie cannot be set, a sign-in is refused, and the error does not quote the tokens", async () => {
  const fail = (cookies) => {
    throw new Error(`no cookies here: ${JSON.stringify(cookies)}`);
  };
  for (const setAll of [undefined, fail, async (cookies) => fail(cookies)]) {
    const session = await open().open({ getAll: () => [], setAll });
    const secret = token();
    const error = await refused(session.setTokens({ token: secret }), { kind: "unsupported", code: "read_only" });
    assert.ok(!JSON.stringify([error, error.stack, error.cause]).includes(secret));
    assert.deepEqual(session.state, SIGNED_OUT);
  }
});

test("`open` rejects with the same error as `getAll`: frameworks use such errors to control the rendering", async () => {
  const error = new Error("this page is dynamic");
  for (const getAll of [
    () => {
      throw error;
    },
    () => Promise.reject(error),
  ])
    assert.equal(await rejection(open().open({ getAll })), error);
});

test("a session without a refresh token ends when its access token expires", async (t) => {
  const browser = new Browser();
  await browser.visit(open(), (session) => session.setTokens({ token: token() }));
  const now = Date.now;
  t.mock.method(Date, "now", () => now() + 3_601_000);
  assert.deepEqual(await browser.visit(open()), { status: "signed_out", reason: "session_expired" });
  await refused(
    browser.visit(open(), (session) => session.accessToken()),
    { kind: "session_expired" },
  );
});

test("a session without a refresh token can expire in the middle of a request", async (t) => {
  const session = await open().open(new Browser().request());
  await session.setTokens({ token: token() });
  const now = Date.now();
  t.mock.method(Date, "now", () => now + 3_601_000);
  await refused(session.accessToken(), { kind: "session_expired" });
  assert.deepEqual(session.state, { status: "signed_out", reason: "session_expired" });
});

test("`isSameOrigin` accepts requests from pages of the same origin, and refuses those from other origins", () => {
  const own = { host: "app.example.com" };
  const cases = [
    [true, "POST", { "sec-fetch-site": "same-origin" }],
    [true, "POST", { "sec-fetch-site": "none" }],
    [false, "POST", { "sec-fetch-site": "same-site" }],
    [false, "POST", { "sec-fetch-site": "cross-site" }],
    [false, "GET", { "sec-fetch-site": "cross-site" }],
    [false, "POST", { "sec-fetch-site": "cross-site", origin: "https://app.example.com" }],
    [true, "POST", { origin: "https://app.example.com" }],
    [false, "POST", { origin: "https://evil.example" }],
    [false, "POST", { origin: "https://app.example.com.evil.example" }],
    [false, "POST", { origin: "https://app.example.com:8443" }],
    [false, "POST", { origin: "null" }],
    [false, "POST", { origin: "nonsense" }],
    [false, "POST", {}],
    [false, "DELETE", {}],
    [true, "GET", {}],
    [true, "HEAD", {}],
    [true, "OPTIONS", {}],
  ];
  for (const [expected, method, more] of cases) {
    const headers = { ...own, ...more };
    const what = `${method} ${JSON.stringify(more)}`;
    assert.equal(isSameOrigin({ method, headers: new Headers(headers) }), expected, what);
    assert.equal(isSameOrigin({ method, headers }), expected, `${what}, headers as in Node's \`http\``);
  }
  for (const [host, expected] of [
    ["app.example.com", true],
    ["evil.example", false],
  ]) {
    const headers = {
      ":method": "POST",
      ":authority": host,
      "sec-fetch-site": undefined,
      origin: "https://app.example.com",
    };
    assert.equal(isSameOrigin({ method: "POST", headers }), expected, `${host}, headers as in Node's \`http2\``);
  }
  assert.equal(isSameOrigin({ headers: {} }), false, "an unknown method");
  assert.equal(isSameOrigin({ method: "POST", headers: { origin: "https://app.example.com" } }), false, "no host");
});
