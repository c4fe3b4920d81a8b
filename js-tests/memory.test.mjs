// Ten thousand calls do not increase the engine's memory, and ten thousand clients are garbage-collected.

import assert from "node:assert/strict";
import { setMaxListeners } from "node:events";
import { test } from "node:test";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

import { engine, pages } from "./engine.mjs";
import { load } from "./support.mjs";

const clients = await load();
/** The engine's memory in pages, and how many JavaScript values the engine can hold. Neither number decreases. */
const size = () => ({
  pages: pages(),
  values: Object.values(engine())
    .filter((item) => typeof item.get === "function" && typeof item.grow === "function")
    .map((table) => table.length),
});
const baseUrl = "http://127.0.0.1:9";
const TOKEN = "a.b.c".repeat(100);
const LONG = Array(100).fill("scope");
/** For each client: a call with a long request, its long answer, and a call that needs no server. */
const CLIENTS = {
  FusioClient: {
    call: (client, options) => client.account(TOKEN, options),
    answer: { id: 1, name: "name", scopes: LONG },
    alone: (client) => client.identityRedirect(1, baseUrl),
  },
  FusionAuthClient: {
    call: (client, options) =>
      client.register("user", { registration: { applicationId: "a", data: { TOKEN } } }, options),
    answer: { registration: { applicationId: "a", roles: LONG }, token: TOKEN },
    alone: (client) =>
      client
        .forTenant("t")
        .retrieveUser(42)
        .catch(() => {}),
  },
};

/** Answers in turn with a success, a refusal, HTML and a network error. */
function changing(answer) {
  let calls = 0;
  return async () => {
    switch ((calls += 1) % 4) {
      case 0:
        return Response.json(answer);
      case 1:
        return new Response('{"success":false,"message":"Invalid access token"}', { status: 401 });
      case 2:
        return new Response("<html>".repeat(1000));
      default:
        throw new TypeError("fetch failed");
    }
  };
}

/** Makes calls, 100 at a time. */
async function repeat(call, times, options) {
  for (let done = 0; done < times; done += 100) {
    await Promise.all(Array.from({ length: 100 }, () => call(options()).catch(() => {})));
  }
}

for (const [name, { call, answer, alone }] of Object.entries(CLIENTS)) {
  const Client = clients[name];
  const once = (client) => (options) => call(client, options);

  test(`${name}: 10,000 calls do not change the engine's memory`, async () => {
    const client = new Client({ baseUrl, fetch: changing(answer), retry: { attempts: 0 } });
    const { signal } = new AbortController();
    setMaxListeners(0, signal);
    await repeat(once(client), 1_000, () => ({ signal }));
    const before = size();
    await repeat(once(client), 5_000, () => undefined);
    await repeat(once(client), 5_000, () => ({ signal }));
    assert.deepEqual(size(), before);
  });

  test(`${name}: 10,000 aborted calls do not change the engine's memory`, async () => {
    const fetch = (_, { signal }) =>
      new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
    const client = new Client({ baseUrl, fetch });
    const aborted = () => {
      const controller = new AbortController();
      setImmediate(() => controller.abort());
      return { signal: controller.signal };
    };
    await repeat(once(client), 1_000, aborted);
    const before = size();
    await repeat(once(client), 10_000, aborted);
    assert.deepEqual(size(), before);
  });

  test(`${name}: 10,000 clients are garbage-collected without a call of \`free\``, async () => {
    setFlagsFromString("--expose-gc");
    const collect = runInNewContext("gc");
    const round = async () => {
      for (let done = 0; done < 1_000; done += 1) {
        await alone(new Client({ baseUrl: `${baseUrl}/${"x".repeat(1_000)}` }));
      }
      collect();
      // The finalizers run in a later task.
      await new Promise((resolve) => setImmediate(resolve));
    };
    await round();
    await round();
    const before = pages();
    for (let rounds = 0; rounds < 10; rounds += 1) await round();
    // A leak of one kilobyte per client would be 156 pages.
    assert.ok(pages() - before <= 20, `${pages() - before} pages more`);
  });
}
