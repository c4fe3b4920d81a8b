// Runs the comparisons of speed in Node, and measures how 10,000 calls change the memory. Reads settings from stdin,
// prints JSON.

import { text } from "node:stream/consumers";

import { pages } from "../engine.mjs";
import { replaceNetwork, restoreNetwork } from "./network.mjs";
import { calls, raceAll } from "./race.mjs";

const CALLS = 10_000;
const settings = JSON.parse(await text(process.stdin));

// Whether a client uses the `fetch` that `replaceNetwork` replaces. In Node, FusionAuth's client does not use `fetch`.
const stubbed = (call, name) => name !== "official" || !call.startsWith("FusionAuth");
const races = await raceAll(settings, "Node", stubbed);

const memory = [];
for (const [call, clients] of Object.entries(calls(settings))) {
  const answer = JSON.stringify(await clients.fetch());
  replaceNetwork(answer);
  for (const [name, client] of Object.entries(clients).filter(([name]) => stubbed(call, name))) {
    await repeat(client, CALLS / 10);
    const before = size();
    await repeat(client, CALLS);
    const after = size();
    const memories = name === "matricula" ? { pagesBefore: before.pages, pagesAfter: after.pages } : {};
    memory.push({ call, name, heap: after.heap - before.heap, ...memories });
  }
  restoreNetwork();
}
console.log(JSON.stringify({ races, memory }));
process.exit();

function size() {
  globalThis.gc();
  globalThis.gc();
  return { heap: process.memoryUsage().heapUsed, pages: pages() };
}

async function repeat(call, times) {
  for (let done = 0; done < times; done += 1) await call();
}
