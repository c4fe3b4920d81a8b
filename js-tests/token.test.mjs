// Verifies access tokens: all tokens of a list, and tokens of a server that changes its keys.

import assert from "node:assert/strict";
import { test } from "node:test";

import { SignJWT } from "jose";

import { hasEd25519, judge } from "./page/tokens.mjs";
import { load, newcomer, readJson, refused, rejection, repository, startRaw, startServer } from "./support.mjs";

const matricula = await load();
const { ClientError, FusionAuthClient, TokenVerifier, decodeJwt } = matricula;
const list = await readJson(repository("tests/fixtures/tokens.json"));
const named = (name) => list.cases.find((entry) => entry.name === name);

test("every token of the list has the right result", async (context) => {
  assert.ok(list.cases.length > 100, `${list.cases.length}`);
  assert.ok(await hasEd25519(), "Node has Ed25519");
  for (const entry of list.cases) await context.test(entry.name, () => judge(matricula, list, entry, true));
});

test("an invalid token cannot be decoded, and the error does not quote it", () => {
  for (const odd of [
    "",
    "a",
    "a.b",
    "e30.W10.",
    "e30.bnVsbA.",
    "e30.hunter2.x",
    "e30.e30.e30.e30",
    undefined,
    null,
    7,
    {},
  ]) {
    assert.throws(
      () => decodeJwt(odd),
      (error) => {
        assert.ok(error instanceof ClientError);
        assert.deepEqual([error.kind, error.code, error.cause], ["invalid_token", "malformed", undefined]);
        assert.doesNotMatch(error.message, /hunter2/);
        return true;
      },
    );
  }
  assert.deepEqual(decodeJwt(named("RFC 7515 A.5, RFC 7519 6.1: unsecured").token).iss, "joe");
});

test("the constructor refuses missing keys, two sources of keys, and invalid rules", () => {
  const jwks = { keys: [] };
  for (const [options, field] of [
    [{}, "jwksUrl"],
    [undefined, "jwksUrl"],
    [null, "jwksUrl"],
    [{ jwks, secret: "s" }, "jwksUrl"],
    [{ jwks: [] }, "jwks"],
    [{ jwks: "keys" }, "jwks"],
    [{ secret: 7 }, "secret"],
    [{ secret: "" }, "secret"],
    [{ secret: new Uint8Array() }, "secret"],
    [{ jwks, issuer: 7 }, "issuer"],
    [{ jwks, audience: [] }, "audience"],
    [{ jwks, audience: [7] }, "audience"],
    [{ jwks, algorithms: ["none"] }, "algorithms"],
    [{ jwks, clockToleranceSeconds: "1" }, "clockToleranceSeconds"],
    [
      {
        get jwks() {
          throw new Error("getter");
        },
      },
      "options",
    ],
    [{ jwks: { keys: [1n] } }, "jwks"],
    [{ jwks, issuer: [Symbol("x")] }, "issuer"],
    [{ jwks, clockToleranceSeconds: NaN }, "clockToleranceSeconds"],
    [{ jwks, clockToleranceSeconds: -1 }, "clockToleranceSeconds"],
  ]) {
    assert.throws(
      () => new TokenVerifier(options),
      (error) => {
        assert.ok(error instanceof ClientError);
        assert.deepEqual([error.kind, Object.keys(error.fieldErrors)], ["validation", [field]]);
        return true;
      },
    );
  }
});

test("`verify` refuses an invalid `jwksUrl` and invalid arguments", async () => {
  const { token } = named("RS256 of jose");
  for (const jwksUrl of ["here", "ftp://a.example/keys", "https://a:b@c.example", "https://a.example?x=1", 7, []]) {
    const error = await refused(new TokenVerifier({ jwksUrl }).verify(token), { kind: "validation" }, `${jwksUrl}`);
    assert.deepEqual(Object.keys(error.fieldErrors), ["jwksUrl"]);
  }
  const verifier = new TokenVerifier({ jwks: { keys: [] } });
  await refused(verifier.verify(), { kind: "validation" });
  await refused(verifier.verify(token, { signal: 7 }), { kind: "validation" });
  const getter = {
    get signal() {
      throw new Error(token);
    },
  };
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  for (const odd of [
    { timeoutMs: "soon" },
    { timeoutMs: 1n },
    { timeoutMs: 0 },
    { now: 1n },
    { now: NaN },
    { signal: "aborted" },
    { signal: proxy },
    getter,
    proxy,
  ]) {
    await refused(verifier.verify(token, odd), { kind: "validation", name: "ClientError" });
  }
  for (const odd of [Symbol("x"), 1n, {}, [], () => {}, proxy])
    await refused(verifier.verify(odd), { kind: "validation" });
  await refused(verifier.verify(token, null), { kind: "invalid_token", code: "unknown_key" });
});

test("a secret can be a string; a wrong secret gives the code `signature`", async () => {
  const secret = "a text of more than 32 characters: ü";
  const signing = new SignJWT({ sub: "ada" }).setProtectedHeader({ alg: "HS256" }).setExpirationTime("1h");
  const token = await signing.sign(new TextEncoder().encode(secret));
  assert.equal((await new TokenVerifier({ secret }).verify(token)).sub, "ada");
  await refused(new TokenVerifier({ secret: "wrong" }).verify(token), { kind: "invalid_token", code: "signature" });
});

test("later changes to the bytes of a secret have no effect", async () => {
  const bytes = Buffer.from("a text of more than 32 characters: u");
  const signing = new SignJWT({ sub: "ada" }).setProtectedHeader({ alg: "HS256" }).setExpirationTime("1h");
  const token = await signing.sign(Uint8Array.from(bytes));
  const verifier = new TokenVerifier({ secret: bytes });
  bytes.fill(0);
  assert.equal((await verifier.verify(token)).sub, "ada");
});

test("an answer without keys does not replace keys that are still good", async () => {
  const answers = [list.sets.rfc, {}];
  const fetch = async () => Response.json(answers.length > 1 ? answers.shift() : answers[0]);
  const verifier = new TokenVerifier({ jwksUrl: "https://auth.example.com/keys", fetch, requireSubject: false });
  const good = () => verifier.verify(list.cases[1].token, { now: 1_300_819_379_000 });
  await good();
  // The key of the token `other` is unknown, so the keys are fetched again.
  const header = btoa('{"alg":"RS256","kid":"new"}').replaceAll("=", "");
  const other = [header, ...list.cases[1].token.split(".").slice(1)].join(".");
  await refused(verifier.verify(other), { kind: "unexpected_response" });
  await good();
});

/** Moves the clock of this process forward. */
function later(context, minutes) {
  const now = performance.now.bind(performance);
  context.mock.method(performance, "now", () => now() + minutes * 60_000);
}

test("if the server of the keys does not answer, a verifier uses its old keys until they are an hour old", async (context) => {
  let calls = 0;
  const fetch = async () => ((calls += 1), calls === 1 ? Response.json(list.sets.rfc) : new Promise(() => {}));
  const verifier = new TokenVerifier({ jwksUrl: "https://auth.example.com/keys", fetch, requireSubject: false });
  const verify = (options) => verifier.verify(list.cases[1].token, { now: 1_300_819_379_000, ...options });
  await verify();
  // Now the keys are old, and the fetch of new keys never ends.
  later(context, 11);
  for (let times = 0; times < 3; times += 1) await verify({ timeoutMs: 5_000 });
  assert.equal(calls, 2, "only the first of the three verifications asks for new keys");
  // After an hour the keys are too old.
  later(context, 50);
  await refused(verify({ timeoutMs: 100 }), { kind: "timeout" });
});

test("the verification of a token with a new key waits for a slow server of keys", async (context) => {
  // The old keys verify the token of the RFC. Only the new keys verify `token`.
  const { token, now } = named("RS256 of jose");
  let late;
  const answers = [Response.json(list.sets.rfc)];
  const fetch = async () => answers.shift() ?? new Promise((resolve) => (late = resolve));
  const verifier = new TokenVerifier({ jwksUrl: "https://auth.example.com/keys", fetch, requireSubject: false });
  const old = () => verifier.verify(list.cases[1].token, { now: 1_300_819_379_000 });
  await old();
  later(context, 11);
  await old();
  const verified = verifier.verify(token, { now: now * 1_000 });
  await old();
  late(Response.json(list.sets.all));
  assert.equal((await verified).sub, "ada");
});

test("the claims are the same values as in the JSON of the token", async () => {
  const entry = named("a large number, a fraction, null, and nesting");
  const verifier = new TokenVerifier({ jwks: list.sets.all });
  assert.deepEqual(await verifier.verify(entry.token, { now: entry.now * 1_000 }), entry.claims);
});

/** A server with an application, and functions that make tokens of the application and verifiers for them. */
async function scene() {
  const server = await startServer();
  const apiKey = "bf69486b-4733-4470-a592-f1bfce7af580";
  const client = new FusionAuthClient({ baseUrl: server.url, apiKey });
  const { application } = await client.createApplication(null, { application: { name: "Shop" } });
  const jwksUrl = `${server.url}/.well-known/jwks.json`;
  const sign = (signing_algorithm) => server.control("PATCH", "/settings", { fusionauth: { signing_algorithm } });
  await sign("RS256");
  return {
    server,
    sign,
    jwksUrl,
    verifier: (options) => new TokenVerifier({ jwksUrl, audience: application.id, ...options }),
    async token() {
      const { email, password } = newcomer();
      const made = await client.createAndRegister(null, {
        user: { email, password },
        registration: { applicationId: application.id },
      });
      return made.token;
    },
    fetches: async () =>
      (await server.control("GET", "/requests")).filter(({ path }) => path === "/.well-known/jwks.json").length,
  };
}

test("keys are fetched once, and again when they change", async () => {
  const { sign, verifier, token, fetches } = await scene();
  const one = verifier();
  const old = await token();
  assert.equal(await fetches(), 0);
  const many = await Promise.all(Array.from({ length: 20 }, () => one.verify(old)));
  assert.ok(many.every(({ sub }) => sub === decodeJwt(old).sub));
  assert.equal(await fetches(), 1, "20 tokens at the same time cause one fetch");

  await sign("ES256");
  const fresh = await token();
  await Promise.all(Array.from({ length: 20 }, () => one.verify(fresh)));
  assert.equal(await fetches(), 2, "20 tokens with a new key cause one more fetch");
  await one.verify(old);

  // A forged token can name any key. So an unknown name causes no new fetch soon after the last fetch.
  for (const kid of ["a", "b", "c"]) {
    const stranger = `${btoa(JSON.stringify({ alg: "ES256", kid })).replaceAll("=", "")}.${fresh.split(".").slice(1).join(".")}`;
    await refused(one.verify(stranger), { kind: "invalid_token", code: "unknown_key" });
  }
  await sign("HS256");
  await refused(one.verify(await token()), { kind: "invalid_token", code: "algorithm" });
  assert.equal(await fetches(), 2);
  await refused(verifier({ audience: "another" }).verify(old), { kind: "invalid_token", code: "audience" });
});

test("keys are fetched with the caller's `fetch` and headers, and a failed fetch is not repeated soon", async () => {
  const calls = [];
  const fetch = async (url, { headers }) => (
    calls.push([url, headers["X-Gateway"]]), new Response("no", { status: 503 })
  );
  const verifier = new TokenVerifier({
    jwksUrl: new URL("https://auth.example.com/keys"),
    fetch,
    headers: { "X-Gateway": "1" },
    retry: { attempts: 0 },
  });
  const { token } = named("RS256 of jose");
  for (let times = 0; times < 3; times += 1) await refused(verifier.verify(token), { kind: "server", status: 503 });
  assert.deepEqual(calls, [["https://auth.example.com/keys", "1"]]);
});

test("a slash at the end of `jwksUrl` is kept", async () => {
  const asked = [];
  const fetch = async (url) => (asked.push(url), Response.json(list.sets.all));
  const verifier = new TokenVerifier({ jwksUrl: "https://auth.example.com/keys/", fetch });
  const { token, now } = named("RS256 of jose");
  await verifier.verify(token, { now: now * 1_000 });
  assert.deepEqual(asked, ["https://auth.example.com/keys/"]);
});

test("a verification ends when its signal is aborted, and at its time limit", async () => {
  const { url } = await startRaw(() => {});
  const verifier = new TokenVerifier({ jwksUrl: url });
  const { token } = named("RS256 of jose");
  const reason = new Error("enough");
  const controller = new AbortController();
  const ended = rejection(verifier.verify(token, { signal: controller.signal }));
  const late = refused(verifier.verify(token, { timeoutMs: 100 }), { kind: "timeout" });
  await late;
  controller.abort(reason);
  assert.equal(await ended, reason);
  // A malformed token is refused without a fetch of keys.
  await refused(verifier.verify("a.b.c"), { kind: "invalid_token", code: "malformed" });
});

test("a verification without WebCrypto is `unsupported`", async () => {
  const { token, now } = named("RS256 of jose");
  const original = Object.getOwnPropertyDescriptor(globalThis, "crypto");
  try {
    Object.defineProperty(globalThis, "crypto", { configurable: true, value: { getRandomValues: (array) => array } });
    await refused(new TokenVerifier({ jwks: list.sets.all }).verify(token, { now: now * 1_000 }), {
      kind: "unsupported",
    });
  } finally {
    Object.defineProperty(globalThis, "crypto", original);
  }
});

test("a verification with an algorithm that the platform lacks is `unsupported`", async () => {
  const { token, now } = named("EdDSA of jose");
  const { importKey } = crypto.subtle;
  try {
    // Simulates a browser without Ed25519.
    crypto.subtle.importKey = async (format, key, algorithm, ...more) => {
      if (algorithm.name === "Ed25519") throw new DOMException("Unrecognized name.", "NotSupportedError");
      return importKey.call(crypto.subtle, format, key, algorithm, ...more);
    };
    const error = await refused(new TokenVerifier({ jwks: list.sets.all }).verify(token, { now: now * 1_000 }), {
      kind: "unsupported",
    });
    assert.equal(error.code, "algorithm");
  } finally {
    delete crypto.subtle.importKey;
  }
});
