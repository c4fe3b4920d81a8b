// Compares the speed of the clients. They take turns in many short rounds, so other work of the machine affects all of
// them equally.

// `network.mjs` replaces `fetch`, so it is imported first: in a page, some clients store the `fetch` that they find.
import "./network.mjs";
import { FusionAuthClient as OfficialFusionAuth } from "@fusionauth/typescript-client";
import { Client as OfficialFusio } from "fusio-sdk";
import { FusioClient, FusionAuthClient } from "matricula";
import { HttpBearer } from "sdkgen-client";
import { replaceNetwork, restoreNetwork } from "./network.mjs";

/** The approximate time of one round with one client. */
const ROUND_MILLIS = 25;
const ROUNDS = 150;
/** The time limit of a comparison on a busy machine; at least `FEWEST` rounds run. */
const LIMIT_MILLIS = 20_000;
const FEWEST = 5;
const WARM_UP = 200;

async function answer(request) {
  const response = await request;
  if (!response.ok) throw new Error(`status ${response.status}`);
  return response.json();
}

/** The calls with `fetch` alone, with the official client and with ours; each returns the server's answer. */
export function calls({ fusio, fusionauth }) {
  const account = new OfficialFusio(fusio.url, new HttpBearer(fusio.token)).consumer().account();
  const ours = new FusioClient({ baseUrl: fusio.url });
  const official = new OfficialFusionAuth(null, fusionauth.url);
  const auth = new FusionAuthClient({ baseUrl: fusionauth.url });
  const { login } = fusionauth;
  return {
    "Fusio, `account`": {
      fetch: () =>
        answer(fetch(`${fusio.url}/consumer/account`, { headers: { Authorization: `Bearer ${fusio.token}` } })),
      official: () => account.get(),
      matricula: () => ours.account(fusio.token),
    },
    "FusionAuth, `login`": {
      fetch: () =>
        answer(
          fetch(`${fusionauth.url}/api/login`, {
            method: "POST",
            headers: { "Content-Type": "application/json" },
            body: JSON.stringify(login),
          }),
        ),
      official: async () => (await official.login(login)).response,
      matricula: async () => (await auth.login(login)).response,
    },
  };
}

/** Compares the clients in all calls; `stubbed` says which clients use the replaced `fetch`. */
export async function raceAll(settings, where, stubbed) {
  const races = [];
  for (const [call, clients] of Object.entries(calls(settings))) {
    const expected = await clients.fetch();
    for (const [name, client] of Object.entries(clients)) {
      const given = await client();
      const id = (value) => JSON.stringify(value.id ?? value.user.id);
      if (id(given) !== id(expected))
        throw new Error(`${call}: the answer of ${name} differs from the answer of fetch`);
    }
    races.push({ call, where, network: "loopback", rounds: await race(clients) });
    const able = Object.fromEntries(Object.entries(clients).filter(([name]) => stubbed(call, name)));
    replaceNetwork(JSON.stringify(expected));
    races.push({ call, where, network: "none", rounds: await race(able) });
    restoreNetwork();
  }
  return races;
}

/** Microseconds per call of each client, in each round. */
async function race(clients) {
  const names = Object.keys(clients);
  for (const name of names) await repeat(clients[name], WARM_UP);
  const times = Math.max(1, Math.round((ROUND_MILLIS * 1000) / (await repeat(clients.fetch, WARM_UP))));
  const rounds = [];
  const start = performance.now();
  const late = () => rounds.length >= FEWEST && performance.now() - start > LIMIT_MILLIS;
  for (let round = 0; round < ROUNDS && !late(); round += 1) {
    const result = {};
    // The server may still be busy with the previous client, so the order changes: each client runs first about equally
    // often, and runs directly after each of the others about equally often.
    const order = names.map((_, place) => names[(round + place) % names.length]);
    if (Math.floor(round / names.length) % 2 === 1) order.reverse();
    for (const name of order) result[name] = await repeat(clients[name], times);
    rounds.push(result);
  }
  return rounds;
}

async function repeat(call, times) {
  const start = performance.now();
  for (let done = 0; done < times; done += 1) await call();
  return ((performance.now() - start) * 1000) / times;
}
