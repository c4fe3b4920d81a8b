// Methods with wrong arguments reject with a ClientError, and no error contains a secret.

import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";

import { heldTo } from "./declared.mjs";
import { CLIENTS, calls, operations } from "./operations.mjs";
import { load, loadCopy, newcomer, refused, rejection, runInProject, startServer, within } from "./support.mjs";

const clients = await load();
const { ClientError, FusioClient, isClientError } = clients;
const OPTIONS = { baseUrl: "http://127.0.0.1:9", retry: { attempts: 0 } };

const server = await startServer();
const client = new FusioClient({ baseUrl: server.url, observe: heldTo("fusio") });

/** A client whose `fetch` returns this answer to every request. */
function answered(body, init, Client = FusioClient) {
  return new Client({ ...OPTIONS, fetch: async () => new Response(body, init) });
}

function circular() {
  const object = {};
  object.self = object;
  return object;
}

const GARBAGE = {
  nothing: [],
  undefined: [undefined, undefined, undefined, undefined],
  null: [null, null, null, null],
  numbers: [42, NaN, -1, Infinity],
  strings: ["", "x", "\u0000", "\ud800"],
  objects: [{}, {}, {}, {}],
  arrays: [[], [[]], [], []],
  "big integers": [1n, 1n, 1n, 1n],
  symbols: [Symbol("x"), Symbol("x"), Symbol("x"), Symbol("x")],
  functions: [() => {}, () => {}, () => {}, () => {}],
  circles: [circular(), circular(), circular(), circular()],
  "big integers inside": [{ token: 1n }, { token: 1n }, { token: 1n }],
  "getters that throw": Array.from({ length: 4 }, () => ({
    get signal() {
      throw new Error("getter");
    },
    get token() {
      throw new Error("getter");
    },
  })),
  "revoked proxies": Array.from({ length: 4 }, () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    return proxy;
  }),
  "toJSON that throws": Array.from({ length: 4 }, () => ({
    toJSON() {
      throw new Error("toJSON");
    },
  })),
  "objects without a prototype": Array.from({ length: 4 }, () => Object.create(null)),
};

test("the list of operations has every method", () => {
  const promised = { FusioClient: 20, FusionAuthClient: 78 };
  for (const name of CLIENTS) {
    const told = operations(name).map(({ name }) => name);
    assert.equal(told.length, promised[name], told.join());
    const others = ["constructor", ...(name === "FusionAuthClient" ? ["forTenant"] : [])];
    assert.deepEqual(Object.getOwnPropertyNames(clients[name].prototype).sort(), [...told, ...others].sort());
  }
});

for (const name of CLIENTS) {
  const failing = answered("no", { status: 500 }, clients[name]);
  for (const { name: method } of operations(name)) {
    test(`${name}: \`${method}\` rejects with a ClientError when its arguments are garbage`, async () => {
      for (const [what, args] of Object.entries(GARBAGE)) {
        const error = await rejection(failing[method](...args), `${method} of ${what}`);
        assert.ok(error instanceof ClientError && error instanceof Error, `${method} of ${what}: ${inspect(error)}`);
        assert.equal(typeof error.kind, "string", `${method} of ${what}`);
      }
    });
  }
}

test("the first call reports garbage in the constructor's options", async () => {
  const common = [
    [undefined, "baseUrl"],
    [null, "baseUrl"],
    [{}, "baseUrl"],
    [{ baseUrl: 42 }, "baseUrl"],
    [{ baseUrl: "not an address" }, "baseUrl"],
    [{ baseUrl: "ftp://127.0.0.1" }, "baseUrl"],
    [{ baseUrl: "http://me:secret@127.0.0.1" }, "baseUrl"],
    [{ baseUrl: "http://127.0.0.1/?x" }, "baseUrl"],
    [{ ...OPTIONS, headers: 42 }, "headers"],
    [{ ...OPTIONS, headers: { a: 42 } }, "headers"],
    [{ ...OPTIONS, headers: { a: "x\r\ny: z" } }, "headers"],
    [{ ...OPTIONS, headers: { "a b": "x" } }, "headers"],
    [{ ...OPTIONS, headers: { "": "x" } }, "headers"],
    [{ ...OPTIONS, headers: { authorization: "x" } }, "headers"],
    [{ ...OPTIONS, timeoutMs: "soon" }, "timeoutMs"],
    [{ ...OPTIONS, timeoutMs: -1 }, "timeoutMs"],
    [{ ...OPTIONS, timeoutMs: 0 }, "timeoutMs"],
    [{ ...OPTIONS, timeoutMs: 0.5 }, "timeoutMs"],
    [{ ...OPTIONS, retry: { attempts: NaN } }, "attempts"],
    [{ ...OPTIONS, retry: 0 }, "retry"],
    [{ ...OPTIONS, fetch: "fetch" }, "fetch"],
  ];
  const own = [
    [{ ...OPTIONS, apiKey: 42 }, "apiKey"],
    [{ ...OPTIONS, apiKey: "x\r\ny: z" }, "apiKey"],
    [{ ...OPTIONS, apiKey: "" }, "apiKey"],
    [{ ...OPTIONS, token: {} }, "token"],
    [{ ...OPTIONS, tenantId: 42 }, "tenantId"],
  ];
  const cases = { FusioClient: common, FusionAuthClient: [...common, ...own] };
  for (const name of CLIENTS) {
    const [{ name: method }] = operations(name);
    for (const [options, field] of cases[name]) {
      const error = await refused(
        new clients[name](options)[method]("token"),
        { kind: "validation" },
        inspect(options),
      );
      assert.deepEqual(Object.keys(error.fieldErrors), [field], inspect(options));
    }
  }
});

test("invalid options of a call are refused", async () => {
  for (const timeoutMs of ["soon", 0]) {
    const { fieldErrors } = await refused(client.account("token", { timeoutMs }), { kind: "validation" });
    assert.deepEqual(Object.keys(fieldErrors), ["timeoutMs"]);
  }
  await refused(client.account("token", { signal: 42 }), { kind: "validation" });
});

test("an error of the server is listed under the field that it is about", async () => {
  const person = newcomer();
  const about = async (request, field, kind = "validation") => {
    const error = await refused(client.register(request), { kind, status: 400, name: "ClientError" });
    assert.deepEqual(Object.keys(error.fieldErrors), [field]);
    assert.equal(typeof error.fieldErrors[field][0].message, "string");
  };
  await about({ ...person, name: "x" }, "name");
  await about({ ...person, email: "x" }, "email");
  await about({ ...person, password: "x" }, "password");
  await about({ ...person, name: 42 }, "name");
  await client.register(person);
  await about(person, "name", "conflict");
  await about({ ...newcomer(), email: person.email }, "email", "conflict");
});

test("an error has the status, the request id, and the time to wait", async () => {
  const { requestId } = await refused(client.account("nonsense"), { kind: "unauthorized", status: 401 });
  assert.match(requestId, /^[0-9a-f-]{36}$/);
  const waiting = (value) => answered("{}", { status: 429, headers: { "Retry-After": value, "X-Request-Id": "r-1" } });
  await refused(waiting("900").account("t"), {
    kind: "rate_limited",
    status: 429,
    retryAfterMs: 900_000,
    requestId: "r-1",
  });
  const date = new Date(Date.now() + 60_000).toUTCString();
  const { retryAfterMs } = await refused(waiting(date).account("t"), { kind: "rate_limited" });
  assert.ok(retryAfterMs > 50_000 && retryAfterMs <= 60_000, `${retryAfterMs}`);
  for (const absurd of ["999999999999", "Fri, 31 Dec 9999 23:59:59 GMT"]) {
    await refused(waiting(absurd).account("t"), { kind: "rate_limited", retryAfterMs: 86_400_000 }, absurd);
  }
  for (const odd of ["soon", "-1", "Infinity", "99999999999999999999"]) {
    await refused(waiting(odd).account("t"), { kind: "rate_limited", retryAfterMs: undefined }, odd);
  }
});

test("`isClientError` is true for a ClientError of another copy of the package, and false for values that are not ClientErrors", async () => {
  const other = await loadCopy();
  assert.notEqual(other.ClientError, ClientError);
  const error = await rejection(new FusioClient().account("t"));
  assert.ok(other.isClientError(error) && !(error instanceof other.ClientError));
  for (const no of [
    undefined,
    null,
    1,
    "x",
    {},
    new Error("x"),
    { kind: "network" },
    structuredClone(error),
    Object.create(null),
  ]) {
    assert.equal(isClientError(no), false, inspect(no));
  }
});

test("`isClientError` with kinds accepts only these kinds", async () => {
  const error = await refused(new FusioClient().account("t"), { kind: "validation" });
  assert.ok(isClientError(error, "validation"));
  assert.ok(isClientError(error, "network", "validation"));
  assert.equal(isClientError(error, "network"), false);
  assert.equal(isClientError({ kind: "network" }, "network"), false);
});

test("JSON and a clone of `toJSON()` have the members of a ClientError", async () => {
  const error = await refused(client.register({ ...newcomer(), name: "x" }), { kind: "validation" });
  const { name, message, kind, status, fieldErrors, requestId } = error;
  const known = { name, message, kind, status, fieldErrors, requestId };
  assert.equal(fieldErrors.name.length, 1);
  assert.deepEqual(JSON.parse(JSON.stringify({ error })), { error: known });
  assert.deepEqual(structuredClone(error.toJSON()), known);
  // A clone of the error itself keeps only what the platform copies from every error, such as the message.
  assert.equal(structuredClone(error).message, message);
});

test("`isClientError` accepts a ClientError of another realm", async () => {
  const script = `
    import { readFileSync } from "node:fs";
    import { fileURLToPath } from "node:url";
    import vm from "node:vm";
    import { isClientError } from "matricula";
    const globals = { URL, URLSearchParams, AbortController, TextDecoder, TextEncoder, Headers, Response, fetch, setTimeout, clearTimeout, atob, btoa, crypto, console };
    const context = vm.createContext(globals);
    const text = readFileSync(fileURLToPath(import.meta.resolve("matricula/bundle")), "utf8");
    const module = new vm.SourceTextModule(text, { context, initializeImportMeta: (meta) => (meta.url = "file:///x") });
    await module.link(() => { throw new Error("the bundle must not import"); });
    await module.evaluate();
    const error = await new module.namespace.FusioClient().account("t").catch((error) => error);
    console.log(error instanceof Error, isClientError(error), error.kind);`;
  const printed = await runInProject(script, "--experimental-vm-modules", "--no-warnings");
  assert.equal(printed, "false true validation");
});

/** Everything that a program could print about an error. */
function printed(error) {
  const seen = [];
  for (let cause = error; cause && !seen.includes(cause); cause = cause.cause) seen.push(cause);
  return seen
    .map((cause) =>
      [String(cause), cause.stack, JSON.stringify(cause), inspect(cause, { depth: Infinity, showHidden: true })].join(
        "\n",
      ),
    )
    .join("\n");
}

const S = "s3cr3t-Canary";
const FETCHES = {
  "a server that quotes the request": async (url, init) => {
    const quoted = { code: S, message: `${S} ${init.body} ${url}` };
    const body = {
      success: false,
      title: S,
      message: quoted.message,
      error: S,
      error_description: S,
      id: S,
      generalErrors: [quoted],
      fieldErrors: { [S]: [quoted], "user.email": [quoted] },
    };
    return new Response(JSON.stringify(body), { status: 400 });
  },
  "a server that returns the request": async (url, init) => new Response(`${init.body}${url}${S}`, { status: 200 }),
  "members of the wrong types": async () => {
    const wrong = {
      token: { [S]: S },
      access_token: 1,
      success: S,
      totalResults: S,
      id: S,
      registration: S,
      user: [S],
      jwt: 1,
      application: S,
      tenant: S,
    };
    return new Response(JSON.stringify(wrong), { status: 200 });
  },
  "a redirect": async () => new Response("", { status: 302, headers: { Location: `http://127.0.0.1/${S}` } }),
  "a failure that quotes the request": async (url, init) => {
    throw new TypeError(`fetch failed: ${url} ${init.body} ${JSON.stringify(init.headers)}`);
  },
  "a failure with a cause": async () => {
    throw new TypeError("fetch failed", { cause: new Error(S) });
  },
  "a failure that is not an error": async () => {
    throw S;
  },
};
/** Arguments of the operations that read a callback address: an address that contains `S`, and a wrong nonce. */
const CALLBACKS = {
  identityCallback: [`http://127.0.0.1/?access_token=${S}&matricula_nonce=other&error=${S}`, S],
  providerCode: [`http://127.0.0.1/?code=${S}&state=${S}x&error=${S}`, S],
};

for (const name of CLIENTS) {
  for (const [what, fetch] of Object.entries(FETCHES)) {
    test(`${name}: no error contains a secret (${what})`, async () => {
      const client = new clients[name]({ ...OPTIONS, fetch, apiKey: `${S}-key`, headers: { "X-Gateway": S } });
      for (const operation of operations(name)) {
        const all = calls(name, operation, S);
        if (CALLBACKS[operation.name]) all.push(CALLBACKS[operation.name]);
        for (const args of all) {
          const where = `${operation.name}, ${what}`;
          const error = await within(
            client[operation.name](...args).then(
              () => undefined,
              (error) => error,
            ),
            where,
          );
          // If no member of the answer is required, the call may succeed.
          assert.ok(error || operation.mayBeEmpty, where);
          if (error) assert.ok(!printed(error).includes(S), `${where}: ${printed(error)}`);
        }
      }
    });
  }
}

test("the error about a value that is not allowed in a header does not contain the value", async () => {
  for (const token of ["a\r\nX-Evil: 1", "tök", "", "a\u0000b", "\ud800"]) {
    const error = await refused(
      client.account(token),
      { kind: "validation", status: undefined },
      JSON.stringify(token),
    );
    assert.deepEqual(Object.keys(error.fieldErrors), ["token"]);
    assert.ok(!token || !printed(error).includes(token));
  }
});
