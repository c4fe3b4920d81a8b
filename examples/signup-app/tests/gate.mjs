// A test server and a gate to it, for all tests of the gate, and functions that send requests to the gate.

import { once } from "node:events";
import { createServer } from "node:http";
import { after } from "node:test";

import "./support.mjs";
import { FusionAuthClient } from "matricula";

import { startServer } from "../demo/app.mjs";
import { API_KEY, APPLICATIONS, fill, OPERATORS } from "../demo/tenants.mjs";
import { gate } from "../server/gate.mjs";

export const ADA = "00000000-0000-0000-0000-00000000000b";
export const GUEST = "00000000-0000-0000-0000-00000000000c";
export const FUSIONAUTH_ITSELF = "3c219e58-ed0e-4b18-ad48-f4f92793ae32";

export const server = await startServer();
await fill(server);
const listener = createServer(gate({ url: server.url, apiKey: API_KEY, operators: OPERATORS })).listen(0, "127.0.0.1");
await once(listener, "listening");
const address = `http://127.0.0.1:${listener.address().port}`;

/** The client for preparations and checks: it has the API key, and calls FusionAuth without the gate. */
export const key = new FusionAuthClient({ baseUrl: server.url, apiKey: API_KEY });

/** A client that makes calls through the gate, with the token of an operator. */
export function operatorClient() {
  const fetchAs = (url, init) =>
    fetch(url, { ...init, headers: { ...init.headers, Authorization: `Bearer ${operator}` } });
  return new FusionAuthClient({ baseUrl: `${address}/operator`, fetch: fetchAs });
}

async function tokenOf(loginId) {
  const client = new FusionAuthClient({ baseUrl: server.url });
  const { response } = await client.login({ loginId, password: "demo password", applicationId: APPLICATIONS.forum });
  return response.token;
}
/** The access tokens of an operator and of another user. */
export const operator = await tokenOf("admin@example.test");
export const guest = await tokenOf("guest@example.test");

// Node runs an `after` hook as soon as a test ends and no other test waits, even if it has not loaded all test files
// yet. An `await` in a file delays the tests of the next files. So this hook comes after the last `await` of this file,
// and `support.mjs`, which also has an `await`, is loaded first. Otherwise, the hook could stop the server before the
// tests of the other files run.
after(() => {
  listener.close();
  server.stop();
});

/** Sends a request to the gate. */
export async function ask(method, path, { token, body, type = "application/json", headers } = {}) {
  const answer = await fetch(address + path, {
    method,
    headers: { ...(token && { authorization: `Bearer ${token}` }), ...(body && { "content-type": type }), ...headers },
    ...(body && { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, body: text && JSON.parse(text), text };
}
