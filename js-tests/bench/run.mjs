// A part of `cargo xtask bench`: compares the package with other clients in one run. Writes docs/bench.md,
// docs/bench.svg and a part of the README.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { cpus, loadavg } from "node:os";
import { join } from "node:path";
import { json, text } from "node:stream/consumers";
import { gzipSync } from "node:zlib";

import { WebSocket } from "undici";

import { open } from "../browsers.mjs";
import { mediaType } from "../media.mjs";
import { KICKSTART, newcomer, readJson, repository, startServer, within } from "../support.mjs";
import { APPS, bundle, bundleApps, bundleEngines, bundleKnown } from "./apps.mjs";
import { chart } from "./chart.mjs";
import { evaluate } from "./evaluate.mjs";
import { page, section } from "./tables.mjs";

const COLD_ROUNDS = 30;
/** For busy machines: after this many milliseconds no round of cold starts begins. `COLD_FEWEST` rounds always run. */
const COLD_LIMIT = 300_000;
const COLD_FEWEST = 3;
/** A slow phone: a processor that is six times slower, and slow 4G. */
const PHONE = {
  "Emulation.setCPUThrottlingRate": { rate: 6 },
  "Network.enable": {},
  "Network.emulateNetworkConditions": {
    offline: false,
    latency: 150,
    downloadThroughput: (1.6 * 1024 * 1024) / 8,
    uploadThroughput: (750 * 1024) / 8,
  },
};
/** The conditions for known.html: how often it loads each client, and the commands for the developer tools. */
const KNOWN = { loopback: { rounds: 24 }, "a slow phone": { rounds: 12, commands: PHONE } };
const here = import.meta.dirname;
const bundles = repository("target/bench");
const say = (line) => console.log(`  ${line}`);

const machine = {
  processors: cpus().length,
  load: loadavg()[0],
  node: process.versions.node,
  day: new Date().toISOString().slice(0, 10),
};
const api = await startServer("--kickstart", KICKSTART, "--password-hash", "cheap");
const settings = await prepare();

let report;
let chromium;
/** The answer to `/ready` waits for this promise. A page can request `/ready` before it starts to measure. */
let ready;
/** Serves the pages and bundles, and receives the report of the open page. */
const pages = createServer(async (request, response) => {
  const { pathname } = new URL(request.url, "http://localhost");
  if (request.method === "POST") {
    report(await json(request));
    response.end();
    return;
  }
  if (pathname === "/ready") {
    await ready;
    response.end();
    return;
  }
  chromium ??= /Chrome\/(\d+)/.exec(request.headers["user-agent"])?.[1];
  const path = pathname.startsWith("/apps/") ? join(bundles, pathname.slice("/apps/".length)) : join(here, pathname);
  const file = pathname === "/settings" ? JSON.stringify(settings) : await readFile(path).catch(() => undefined);
  // Compresses only the scripts of known.html, which is also measured on a slow network.
  const isGzip = file && pathname.startsWith("/apps/known/");
  response.writeHead(file ? 200 : 404, {
    "Content-Type": mediaType(pathname),
    "Cache-Control": "no-store",
    ...(isGzip && { "Content-Encoding": "gzip" }),
  });
  response.end(isGzip ? gzipSync(file) : file);
});
pages.listen(0, "127.0.0.1");
await once(pages, "listening");

say("bundling the clients …");
const sizes = await bundleApps(bundles);
await bundle("page.mjs", bundles);
await bundleEngines(bundles);
await bundleKnown(join(bundles, "known"));
const results = { sizes, native: JSON.parse(process.env.MATRICULA_NATIVE ?? "[]") };
say("cold starts in Chromium …");
results.cold = await coldStarts();
say("time until the user is known …");
results.known = [];
for (const [where, { rounds, commands }] of Object.entries(KNOWN)) {
  const path = `known.html?${new URLSearchParams({ api: api.url, rounds })}`;
  results.known.push({ where, rounds: (await visit(path, 240_000, commands)).rounds });
}
say("calls in Chromium …");
results.races = (await visit("page.html", 150_000)).races;
say("the two engines …");
results.engines = (await visit("engines.html", 150_000)).compared;
say("calls in Node …");
const { races, memory } = await inNode();
results.races.push(...races);
results.memory = memory;
machine.chromium = chromium;

const evaluated = evaluate(results);
writeFileSync(repository("docs/bench.md"), page(evaluated, machine));
writeFileSync(repository("docs/bench.svg"), chart(evaluated));
const readme = repository("README.md");
writeFileSync(readme, section(readFileSync(readme, "utf8"), evaluated));
console.log(page(evaluated, machine));
for (const limit of evaluated.missed) console.log(`  missed: ${limit}`);
process.exit(evaluated.missed.length === 0 ? 0 : 1);

/**
 * Registers a user with Fusio; FusionAuth's user is in the kickstart file. Returns the settings of page.mjs and
 * node.mjs.
 */
async function prepare() {
  const { name, email, password } = newcomer();
  const post = async (path, body) => {
    const response = await fetch(api.url + path, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    return response.json();
  };
  await post("/consumer/register", { name, email, password });
  await post("/consumer/activate", { token: await api.mailedToken(email) });
  const { token } = await post("/consumer/login", { username: name, password });
  const { adminEmail, adminPassword, linkApplicationId } = (await readJson(KICKSTART)).variables;
  const login = { loginId: adminEmail, password: adminPassword, applicationId: linkApplicationId };
  return { fusio: { url: api.url, token }, fusionauth: { url: api.url, login } };
}

/** Opens a page in a new browser with an empty profile; returns its report. The developer tools get `commands`. */
async function visit(path, millis, commands = {}) {
  const reported = new Promise((resolve) => (report = resolve));
  let begin;
  ready = new Promise((resolve) => (begin = resolve));
  const tab = await open("Chromium", `http://127.0.0.1:${pages.address().port}/${path}`);
  await command(tab, commands);
  begin();
  try {
    const gone = tab.gone.then(() => Promise.reject(new Error("Chromium has ended early")));
    const outcome = await within(Promise.race([reported, gone]), path, millis);
    if (outcome.error) throw new Error(`${path}: ${outcome.error}`);
    return outcome;
  } finally {
    await tab.close();
  }
}

/** Sends commands to the developer tools of a tab; the commands apply until the tab is closed. */
async function command(tab, commands) {
  if (Object.keys(commands).length === 0) return;
  const targets = await (await fetch(`${await tab.tools()}/json`)).json();
  const { webSocketDebuggerUrl } = targets.find(({ type }) => type === "page");
  const socket = new WebSocket(webSocketDebuggerUrl);
  await within(new Promise((resolve) => socket.addEventListener("open", resolve)), "the developer tools");
  for (const [index, [method, params]] of Object.entries(commands).entries()) {
    socket.send(JSON.stringify({ id: index, method, params }));
  }
  let left = Object.keys(commands).length;
  await within(
    new Promise((resolve, reject) => {
      socket.addEventListener("message", ({ data }) => {
        const { id, error } = JSON.parse(data);
        if (error) reject(new Error(error.message));
        if (id !== undefined && --left === 0) resolve();
      });
    }),
    "the developer tools",
  );
}

/** Measures, once in each round, the cold start of each app that has `cold` in `APPS`. The times are in milliseconds. */
async function coldStarts() {
  const names = Object.keys(APPS).filter((name) => APPS[name].cold);
  const rounds = [];
  const start = performance.now();
  const late = () => rounds.length >= COLD_FEWEST && performance.now() - start > COLD_LIMIT;
  for (let round = 0; round < COLD_ROUNDS && !late(); round += 1) {
    const result = {};
    for (let place = 0; place < names.length; place += 1) {
      const app = names[(round + place) % names.length];
      result[app] = (await visit(`cold.html?${new URLSearchParams({ app, api: api.url })}`, 30_000)).millis;
    }
    rounds.push(result);
  }
  return rounds;
}

async function inNode() {
  const child = spawn(process.execPath, ["--expose-gc", join(here, "node.mjs")], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  try {
    child.stdin.end(JSON.stringify(settings));
    return JSON.parse(await within(text(child.stdout), "the comparisons of speed in Node", 150_000));
  } finally {
    child.kill("SIGKILL");
  }
}
