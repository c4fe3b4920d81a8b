// Bad answers, and servers that do not answer: each gives a typed error without a long wait, and the client still works
// afterwards. Unusual but valid answers are read.

import assert from "node:assert/strict";
import { once } from "node:events";
import { test } from "node:test";
import { gzipSync } from "node:zlib";

import { CLIENTS, calls, operations } from "./operations.mjs";
import { closed, load, refused, rejection, startRaw, startServer, within } from "./support.mjs";

const clients = await load();
const { FusionAuthClient, FusioClient, isClientError } = clients;
const ACCOUNT = '{"id":1,"name":"somebody"}';
const MIB = 1024 * 1024;

/** The bytes of an HTTP answer, with the correct Content-Length. */
function answer(status, body = "", headers = {}) {
  const bytes = Buffer.from(body);
  const lines = Object.entries({ "Content-Length": bytes.length, Connection: "close", ...headers });
  const head = [`HTTP/1.1 ${status} Whatever`, ...lines.map(([name, value]) => `${name}: ${value}`)];
  return Buffer.concat([Buffer.from(`${head.join("\r\n")}\r\n\r\n`), bytes]);
}

/** A client of a server that calls `onRequest` with the socket of each request. */
async function clientOf(onRequest, options) {
  const raw = await startRaw((socket) => socket.once("data", () => onRequest(socket)));
  return new FusioClient({ baseUrl: raw.url, timeoutMs: 5_000, retry: { attempts: 0 }, ...options });
}

const says = (bytes) => clientOf((socket) => socket.end(bytes));

/** The bytes of each answer, and the kind and status of the expected error. Some errors have no status. */
const ANSWERS = {
  "an empty 200": [answer(200), "unexpected_response", 200],
  "an empty 204": ["HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n", "unexpected_response", 204],
  "HTML with 200": [
    answer(200, "<!doctype html><title>Maintenance</title>", { "Content-Type": "text/html" }),
    "unexpected_response",
    200,
  ],
  "HTML with 404": [answer(404, "<h1>Not found</h1>"), "not_found", 404],
  "HTML with 502": [answer(502, "<h1>Bad gateway</h1>"), "server", 502],
  "an empty 500": [answer(500), "server", 500],
  "malformed JSON": [answer(200, '{"id":1,"name":"x",}'), "unexpected_response", 200],
  "truncated JSON": [answer(200, ACCOUNT.slice(0, -3)), "unexpected_response", 200],
  "two JSON values": [answer(200, ACCOUNT + ACCOUNT), "unexpected_response", 200],
  "a JSON string": [answer(200, '"text"'), "unexpected_response", 200],
  "JSON null": [answer(200, "null"), "unexpected_response", 200],
  "a JSON array": [answer(200, `[${ACCOUNT}]`), "unexpected_response", 200],
  "deeply nested JSON": [answer(200, "[".repeat(200_000) + "]".repeat(200_000)), "unexpected_response", 200],
  "a member of a wrong type": [answer(200, '{"id":"1","name":"x"}'), "unexpected_response", 200],
  "a missing member": [answer(200, '{"id":1}'), "unexpected_response", 200],
  "a member that is null": [answer(200, '{"id":1,"name":null}'), "unexpected_response", 200],
  "members of the prototype": [answer(200, '{"__proto__":{"id":1},"constructor":1}'), "unexpected_response", 200],
  "invalid UTF-8": [answer(200, Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d])), "unexpected_response", 200],
  "truncated UTF-8": [answer(200, Buffer.from('{"id":1,"name":"ü').subarray(0, -1)), "unexpected_response", 200],
  "UTF-16": [answer(200, Buffer.from(ACCOUNT, "utf16le")), "unexpected_response", 200],
  "invalid UTF-8 with 400": [answer(400, Buffer.from([0xff])), "validation", 400],
  "a refusal with a JSON array": [answer(400, "[1]"), "validation", 400],
  "a refusal with wrong types": [answer(400, '{"success":1,"message":{"a":1},"error":["x"]}'), "validation", 400],
  "a partial answer that the client did not ask for": [answer(206, ACCOUNT), "unexpected_response", 206],
  "an unknown success status": [answer(299, "x"), "unexpected_response", 299],
  "an unknown 4xx status": [answer(418, "x"), "validation", 418],
  "a 429 without a body": [answer(429), "rate_limited", 429],
  "too many interim answers": ["HTTP/1.1 103 Early Hints\r\n\r\n".repeat(10_000), "network"],
  "garbage instead of HTTP": ["hello\r\n\r\n", "network"],
  "the protocol of a mail server": ["220 mail.example.com ESMTP\r\n", "network"],
  "a header line without a colon": ["HTTP/1.1 200 OK\r\nno colon\r\n\r\n", "network"],
  "headers without end": [`HTTP/1.1 200 OK\r\nX: ${"x".repeat(MIB)}`, "network"],
  "a status that is not standard": ["HTTP/1.1 999 No\r\nContent-Length: 0\r\n\r\n", "unexpected_response", 999],
  "no answer at all": ["", "network"],
  "half an answer": ["HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{", "network", 200],
  "half a chunk": ["HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n{", "network", 200],
  "a chunk with an invalid length": ["HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{", "network", 200],
  "two lengths": ["HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 5\r\n\r\n{}", "network"],
  "invalid gzip": [answer(200, ACCOUNT, { "Content-Encoding": "gzip" }), "network", 200],
  "a 400 with an incomplete body": ["HTTP/1.1 400 Bad\r\nContent-Length: 1000\r\n\r\n{", "validation", 400],
};

for (const [what, [bytes, kind, status]] of Object.entries(ANSWERS)) {
  test(`${what} gives the error \`${kind}\``, async () => {
    const client = await says(bytes);
    const error = await refused(client.account("token"), { kind, status }, what);
    assert.ok(isClientError(error) && error.message.length > 0);
  });
}

test("every operation with an answer body refuses JSON that is not an object, with the error `unexpected_response`", async () => {
  for (const name of CLIENTS) {
    for (const body of ["[]", '"text"', "42", "null", "true"]) {
      const client = new clients[name]({ baseUrl: "http://127.0.0.1:9", fetch: async () => new Response(body) });
      for (const operation of operations(name).filter(
        ({ takesOptions, answer }) => takesOptions && answer !== "void",
      )) {
        const [args] = calls(name, operation, "x");
        await refused(client[operation.name](...args), { kind: "unexpected_response" }, `${operation.name}: ${body}`);
      }
    }
  }
});

for (const status of [300, 301, 302, 303, 304, 307, 308]) {
  test(`a redirect (${status}) is not followed, and gives the error \`unexpected_response\``, async () => {
    const visited = [];
    const target = await startRaw((socket) => socket.once("data", (data) => visited.push(String(data))));
    const client = await says(answer(status, "", { Location: `${target.url}/consumer/login` }));
    await refused(client.login({ username: "me", password: "secret" }), { kind: "unexpected_response" });
    assert.deepEqual(visited, []);
  });
}

test("if an answer is too long, the error depends only on the status", async () => {
  const huge = await says(answer(200, JSON.stringify({ id: 1, name: "x".repeat(MIB) })));
  await refused(huge.account("token"), { kind: "unexpected_response", status: 200 });
  const list = await says(answer(200, JSON.stringify({ totalResults: 1, entry: ["x".repeat(16 * MIB)] })));
  await refused(list.identities(), { kind: "unexpected_response", status: 200 });
  const refusal = await says(
    answer(400, JSON.stringify({ message: "Invalid name or password", pad: "x".repeat(MIB) })),
  );
  await refused(refusal.account("token"), { kind: "validation", status: 400 });
  const bomb = gzipSync(`"${"x".repeat(64 * MIB)}"`);
  const zipped = await says(answer(200, bomb, { "Content-Encoding": "gzip" }));
  await refused(zipped.account("token"), { kind: "unexpected_response", status: 200 });
});

test("if an answer with status 200 is cut off, the error has this status, and the call is not sent again", async () => {
  let calls = 0;
  const fetch = async () => {
    calls += 1;
    return new Response(
      new ReadableStream({ pull: (stream) => stream.error(new TypeError("the connection is lost")) }),
    );
  };
  const client = new FusioClient({ baseUrl: "https://api.example.com", fetch });
  await refused(client.activate({ token: "token" }), { kind: "network", status: 200 });
  assert.equal(calls, 1);
});

test("if a refusal names many fields, the error has only the first fifty", async () => {
  const names = Array.from({ length: 1_000 }, (_, index) => `users[${index}].email`);
  const message = `A user with this address exists already. ${"x".repeat(100)}`;
  const fieldErrors = Object.fromEntries(names.map((name) => [name, [{ code: `[duplicate]${name}`, message }]]));
  const { url } = await startRaw((socket) => socket.end(answer(400, JSON.stringify({ fieldErrors }))));
  const client = new FusionAuthClient({ baseUrl: url, apiKey: "key" });
  const error = await rejection(client.importUsers({ users: [] }));
  assert.deepEqual([error.kind, error.status, Object.keys(error.fieldErrors)], ["conflict", 400, names.slice(0, 50)]);
});

test("if the body of an answer is unreadable, the error has the status, the Retry-After and the request id of the answer", async () => {
  const headers = { "Retry-After": "7", "X-Request-Id": "r-1" };
  for (const body of [Buffer.from([0xff, 0xfe]), "x".repeat(8 * MIB + 1)]) {
    const client = await says(answer(429, body, headers));
    await refused(client.account("token"), {
      kind: "rate_limited",
      status: 429,
      retryAfterMs: 7_000,
      requestId: "r-1",
    });
    const odd = await says(answer(200, body, headers));
    await refused(odd.account("token"), { kind: "unexpected_response", status: 200, requestId: "r-1" });
  }
});

test("an answer just below the limit is read", async () => {
  const name = "x".repeat(MIB - 100);
  const client = await says(answer(200, JSON.stringify({ id: 1, name })));
  assert.equal((await client.account("token")).name.length, name.length);
  const entry = ["x".repeat(16 * MIB - 100)];
  const list = await says(answer(200, JSON.stringify({ totalResults: 1, entry })));
  assert.deepEqual((await list.identities()).entry, entry);
  const refusal = await says(
    answer(400, JSON.stringify({ message: "Invalid name or password", pad: "x".repeat(60 * 1024) })),
  );
  await refused(refusal.account("token"), { kind: "invalid_credentials", status: 400 });
});

test("an endless answer is cut off, and gives the error `unexpected_response`", async () => {
  let end;
  const client = await clientOf((socket) => {
    end = closed(socket);
    socket.write("HTTP/1.1 200 OK\r\n\r\n");
    const pour = () => {
      while (!socket.destroyed && socket.write("x".repeat(65_536)));
    };
    socket.on("drain", pour);
    pour();
  });
  await refused(client.account("token"), { kind: "unexpected_response", status: 200 });
  await within(end, "the end of the connection");
});

test("a server that stays silent gives the error `timeout`", async () => {
  let end;
  const client = await clientOf((socket) => (end = closed(socket)), { timeoutMs: 200 });
  await refused(client.account("token"), { kind: "timeout", status: undefined });
  await within(end, "the end of the connection");
});

test("an answer that arrives too slowly gives the error `timeout`", async () => {
  let end;
  const client = await clientOf(
    (socket) => {
      socket.write("HTTP/1.1 200 OK\r\n\r\n{");
      const drip = setInterval(() => socket.write(" "), 10);
      end = closed(socket).then(() => clearInterval(drip));
    },
    { timeoutMs: 300 },
  );
  await refused(client.account("token"), { kind: "timeout" });
  await within(end, "the end of the connection");
});

test("a connection that is refused gives the error `network`", async () => {
  const raw = await startRaw(() => {});
  raw.server.close();
  await once(raw.server, "close");
  const client = new FusioClient({ baseUrl: raw.url, retry: { attempts: 0 } });
  await refused(client.account("token"), { kind: "network", status: undefined, code: "ECONNREFUSED" });
});

test("a connection that is reset gives the error `network`", async () => {
  const before = await clientOf((socket) => socket.resetAndDestroy());
  await refused(before.account("token"), { kind: "network", status: undefined });
  const inside = await clientOf((socket) =>
    socket.write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{", () => socket.resetAndDestroy()),
  );
  await refused(inside.account("token"), { kind: "network" });
});

test("a host that does not exist gives the error `network`", async () => {
  const client = new FusioClient({ baseUrl: "http://host.invalid", retry: { attempts: 0 } });
  await refused(client.account("token"), { kind: "network", status: undefined });
});

test("odd values in unknown members cause no error", async () => {
  for (const odd of ["1e999", '"\\ud800"']) {
    const client = await says(answer(200, `{"newer":${odd},"token":"x"}`));
    assert.equal((await client.login({ username: "me", password: "secret" })).token, "x");
    const refusal = await says(answer(400, `{"newer":${odd},"message":"Invalid name or password"}`));
    await refused(refusal.login({ username: "me", password: "secret" }), { kind: "invalid_credentials" });
  }
});

test("unknown members of an answer are returned to the caller", async () => {
  const account = { id: 1, name: "x", scopes: null, odd: { deep: [1, "ü", null] }, status: 77 };
  const client = await says(answer(200, JSON.stringify(account)));
  assert.deepEqual(await client.account("token"), account);
});

test("only a call that is safe to repeat is sent again", async () => {
  for (const [method, args, expected] of [
    ["account", ["token"], 3],
    ["register", [{}], 1],
    ["login", [{}], 1],
    ["requestPasswordReset", [{}], 1],
  ]) {
    let requests = 0;
    const client = await clientOf(
      (socket) => {
        requests += 1;
        socket.end(answer(503));
      },
      { retry: { attempts: 2, baseDelayMs: 1 } },
    );
    await refused(client[method](...args), { kind: "server", status: 503 }, method);
    assert.equal(requests, expected, method);
  }
});

test("after a bad answer the same client works", async () => {
  const queue = [answer(200, "<html>"), "nonsense\r\n\r\n", answer(200, ACCOUNT)];
  const client = await clientOf((socket) => socket.end(queue.shift()));
  await refused(client.account("token"), { kind: "unexpected_response" });
  await refused(client.account("token"), { kind: "network" });
  assert.equal((await client.account("token")).name, "somebody");
});

test("the server refuses garbage tokens, and the error has the right kind", async () => {
  const server = await startServer();
  const client = new FusioClient({ baseUrl: server.url });
  const garbage = ["x", "x.y", "x.y.z", "eyJhbGciOiJub25lIn0.e30.", "a".repeat(4_000), "../..", "%00", "'\"<>"];
  for (const token of garbage) {
    await refused(client.account(token), { kind: "unauthorized", status: 401 }, token);
    await refused(client.activate({ token }), { kind: "invalid_token", status: 400 }, token);
    await refused(
      client.executePasswordReset({ token, newPassword: "x" }),
      { kind: "invalid_token", status: 400 },
      token,
    );
    await refused(client.refresh({ refresh_token: token }), { kind: "invalid_token", status: 400 }, token);
    const callback = await rejection(
      client.providerCallback("github", { code: token, clientId: "demo", redirectUri: "http://127.0.0.1/" }),
    );
    assert.ok(isClientError(callback));
  }
});

test("an answer may begin with a byte order mark", async () => {
  const fetch = async () => new Response(`\ufeff${ACCOUNT}`);
  const account = await new FusioClient({ baseUrl: "http://fusio.example", fetch }).account("token");
  assert.deepEqual(account, JSON.parse(ACCOUNT));
});

test("an answer is read completely, even if it is longer than its Content-Length", async () => {
  // If an answer is compressed, its Content-Length can be less than the length of the text, so the client must not stop
  // at this length. In this test, Content-Length is the length of the first piece.
  const pieces = ['{"id":1,"name":"', 'somebody","metadata":{}}'];
  const fetch = async () => {
    const body = new ReadableStream({
      start(controller) {
        for (const piece of pieces) controller.enqueue(new TextEncoder().encode(piece));
        controller.close();
      },
    });
    return new Response(body, { headers: { "Content-Length": pieces[0].length } });
  };
  const account = await new FusioClient({ baseUrl: "http://fusio.example", fetch }).account("token");
  assert.deepEqual(account, { ...JSON.parse(ACCOUNT), metadata: {} });
});

test("if an answer is valid JSON with the length of its Content-Length, the call ends, even if the stream does not close", async () => {
  const bytes = new TextEncoder().encode(ACCOUNT);
  const fetch = async () => {
    const body = new ReadableStream({ start: (controller) => controller.enqueue(bytes) });
    return new Response(body, { headers: { "Content-Length": bytes.length } });
  };
  const client = new FusioClient({ baseUrl: "http://fusio.example", fetch, timeoutMs: 5_000 });
  assert.deepEqual(await client.account("token"), JSON.parse(ACCOUNT));
});
