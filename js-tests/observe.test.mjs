// The events that the observer of a client receives.

import assert from "node:assert/strict";
import { test } from "node:test";

import { load, refused, runInProject } from "./support.mjs";

const { FusioClient, isClientError } = await load();
const ACCOUNT = { id: 1, name: "ada" };

/** A client of a server with these answers, and the events of its calls. */
function observed(...answers) {
  const events = [];
  const client = new FusioClient({
    baseUrl: "https://fusio.example",
    retry: { baseDelayMs: 1 },
    fetch: async () => answers.shift(),
    observe: (event) => events.push(event),
  });
  return { client, events };
}

test("each step of a call is an event with the number of the attempt", async () => {
  const headers = { "X-Request-Id": "r-1" };
  const { client, events } = observed(new Response("", { status: 503 }), Response.json(ACCOUNT, { headers }));
  await client.account("token");
  for (const { elapsedMs, waitMs } of events)
    for (const time of [elapsedMs, waitMs]) assert.ok(time === undefined || time >= 0);
  const steps = events.map(({ elapsedMs, waitMs, error, ...rest }) => ({
    ...rest,
    ...(error && { kind: error.kind }),
  }));
  const call = { operation: "account" };
  const request = { type: "request", method: "GET", path: "/consumer/account" };
  assert.deepEqual(steps, [
    { ...call, attempt: 1, ...request },
    { ...call, attempt: 1, type: "response", status: 503 },
    { ...call, attempt: 1, type: "retry", kind: "server" },
    { ...call, attempt: 2, ...request },
    { ...call, attempt: 2, type: "response", status: 200, requestId: "r-1" },
    { ...call, attempt: 2, type: "end" },
  ]);
});

test("the last event of a failed call has the error, and no event contains a secret or an address", async () => {
  const body = { success: false, message: "hunter2 of ada@example.com" };
  const { client, events } = observed(Response.json(body, { status: 400 }));
  const request = { username: "ada@example.com", password: "hunter2" };
  await refused(client.login(request), { kind: "validation", status: 400 });
  const { type, operation, error } = events.at(-1);
  assert.deepEqual([type, operation, error.kind], ["end", "login", "validation"]);
  assert.ok(isClientError(error));
  assert.doesNotMatch(JSON.stringify(events), /hunter2|ada@|fusio\.example/);
});

test("the first call fails if the observer is not a function", async () => {
  const client = new FusioClient({ baseUrl: "https://fusio.example", observe: "events" });
  const { fieldErrors } = await refused(client.account("token"), { kind: "validation" });
  assert.deepEqual(Object.keys(fieldErrors), ["observe"]);
});

test("an error that an observer throws is reported as uncaught, and does not affect the call", async () => {
  const out = await runInProject(`
    import { FusioClient } from "matricula";
    process.on("unhandledRejection", (error) => console.log("uncaught", error.message));
    const client = new FusioClient({
      baseUrl: "https://fusio.example",
      fetch: async () => Response.json({ id: 1, name: "ada" }),
      observe: ({ type }) => { throw new Error(type); },
    });
    console.log((await client.account("token")).name);
  `);
  assert.deepEqual(out.split("\n").sort(), ["ada", "uncaught end", "uncaught request", "uncaught response"]);
});
