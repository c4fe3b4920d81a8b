// The stack of an error begins with the caller's line, also on the console.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";

import { load, project, rejection } from "./support.mjs";

const { FusioClient, Session, TokenVerifier, decodeJwt } = await load();

const TOKEN = `${btoa('{"alg":"none"}')}.${btoa('{"exp":99999999999}')}.AAAA`.replaceAll("=", "");
const REFUSAL = '{"success":false,"message":"Invalid name or password"}';
const options = { baseUrl: "http://127.0.0.1:9", fetch: async () => new Response(REFUSAL, { status: 400 }) };
const login = { username: "me", password: "x" };

/** Opens a session, with tokens if `tokens` is true. */
async function session(t, tokens) {
  const session = new Session(new FusioClient(options), { autoRefresh: false });
  t.after(() => session.close());
  if (tokens) await session.setTokens({ token: TOKEN, refresh_token: "x", expires_in: 3_600 });
  return session;
}

const first = (error) => error.stack.split("\n").find((line) => /^\s+at /.test(line));

test("the stack of an error begins with the caller", async (t) => {
  const client = new FusioClient(options);
  const [signedOut, signedIn] = [await session(t), await session(t, true)];
  const calls = {
    "a first call": async function caller() {
      await new FusioClient(options).login(login);
    },
    "a call": async function caller() {
      await client.login(login);
    },
    "an invalid call": async function caller() {
      await client.login(login, { timeoutMs: "soon" });
    },
    signIn: async function caller() {
      await signedOut.signIn(login);
    },
    setTokens: async function caller() {
      await signedOut.setTokens({});
    },
    startLogin: async function caller() {
      await signedOut.startLogin({ redirectUri: "" });
    },
    handleCallback: async function caller() {
      await signedOut.handleCallback("http://127.0.0.1");
    },
    accessToken: async function caller() {
      await signedOut.accessToken();
    },
    refresh: async function caller() {
      await signedOut.refresh();
    },
    fetch: async function caller() {
      await signedOut.fetch(options.baseUrl);
    },
    call: async function caller() {
      await signedOut.call((token) => client.account(token));
    },
    "a function in `call`": async function caller() {
      await signedIn.call(() => client.login(login));
    },
    "a call inside a function in `call`": async () => {
      await signedIn.call(async function caller() {
        await client.login(login);
      });
    },
    verify: async function caller() {
      await new TokenVerifier({ secret: "x" }).verify(TOKEN);
    },
    decodeJwt: async function caller() {
      decodeJwt("x");
    },
    TokenVerifier: async function caller() {
      new TokenVerifier({});
    },
  };
  for (const [what, call] of Object.entries(calls)) {
    const error = await rejection(call(), what);
    assert.equal(error.name, "ClientError", what);
    assert.match(first(error), /\bcaller\b/, `${what}: ${error.stack}`);
    assert.ok(error.stack.startsWith(`ClientError: ${error.message}\n`), what);
  }
});

test("the package does not change the stack of an error of the caller", async (t) => {
  const signedIn = await session(t, true);
  const mine = new Error("mine");
  const { stack } = mine;
  assert.equal(
    await rejection(
      signedIn.call(async () => {
        throw mine;
      }),
    ),
    mine,
  );
  assert.equal(await rejection(new FusioClient(options).login(login, { signal: AbortSignal.abort(mine) })), mine);
  assert.equal(mine.stack, stack);
});

/** The text that Node prints when a script ends with an uncaught error. */
function uncaught(script) {
  const { stderr, status } = spawnSync(process.execPath, ["--input-type=commonjs", "--eval", script], {
    cwd: project,
    encoding: "utf8",
  });
  assert.equal(status, 1, script);
  assert.ok(stderr.length < 3_000, `${stderr.length} characters of ${script}`);
  return stderr;
}

test("the printed stack of an uncaught error begins with the caller's line, not with a line of the package", () => {
  const given = `
    const { FusioClient, Session, TokenVerifier, decodeJwt } = require("matricula");
    const client = new FusioClient({ baseUrl: "http://127.0.0.1:9", retry: { attempts: 0 } });
    const session = new Session(client);`;
  const ends = {
    "client.account('token')": "ClientError",
    "session.signIn({ username: 'me', password: 'x' })": "ClientError",
    "session.call((token) => client.account(token))": "ClientError",
    "session.ready.then(() => decodeJwt('x'))": "ClientError",
    "new Session(client, { refreshAheadSeconds: 'x' }).ready": "ClientError",
    "setTimeout(() => decodeJwt('x'))": "ClientError",
    "setTimeout(() => new TokenVerifier({}))": "ClientError",
    "session.on('ready', () => { throw new Error('listener'); })": "Error: listener",
  };
  for (const [line, name] of Object.entries(ends)) {
    const stderr = uncaught(`${given}\n(async function caller() {\nawait ${line};\n})();`);
    assert.ok(stderr.includes(name), `${line}: ${stderr}`);
    const [at] = stderr.match(/^\s+at .*$/m);
    assert.match(at, /\[eval\]/, `${line}: ${stderr}`);
  }
});

test("if a test server does not start, the error is short and has the caller's line", () => {
  const stderr = uncaught(`
    const { startTestServer } = require("matricula/testing");
    (async function caller() { await startTestServer({ command: "no-such-program" }); })();`);
  assert.match(stderr, /Error: no-such-program cannot be started/);
  assert.match(stderr, /^\s+at async caller/m);
});
