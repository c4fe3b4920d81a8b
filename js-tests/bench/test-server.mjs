// `node test-server.mjs FOLDER SERVER PAGE` measures the npm package in FOLDER: its size, its start, and its time per
// request. For a comparison, it also measures the time per request of the native server at the address SERVER. It
// appends the figures to PAGE.

import { spawnSync } from "node:child_process";
import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { argv, execPath } from "node:process";
import { pathToFileURL } from "node:url";

const [folder, native, page] = argv.slice(2);
const ROUNDS = 200;
const TURNS = 5;

const clock = async (work) => {
  const start = performance.now();
  const result = await work();
  return [performance.now() - start, result];
};
const median = (times) => times.toSorted((one, other) => one - other)[times.length >> 1];

const { createTestServer, startTestServer } = await import(pathToFileURL(join(folder, "index.js")));
const [first, inProcess] = await clock(() => createTestServer());
const [next, behindPort] = await clock(() => startTestServer());

let users = 0;
/** Milliseconds per call; the calls run one after the other. */
async function perCall({ url, fetch }, path, body) {
  const headers = { "Content-Type": "application/json" };
  const [millis] = await clock(async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const init = body && { method: "POST", headers, body: JSON.stringify(body()) };
      const answer = await fetch(url + path, init);
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
      await answer.arrayBuffer();
    }
  });
  return millis / ROUNDS;
}
function user() {
  users += 1;
  return { name: `user-${users}`, email: `user-${users}@example.com`, password: "Passw0rd!x" };
}

const targets = [
  ["the package, by its `fetch`", inProcess],
  ["the package, on a port", behindPort],
  ["the native program", { url: native, fetch }],
];
const times = new Map(targets.map(([name]) => [name, { read: [], register: [] }]));
for (let turn = 0; turn < TURNS; turn += 1) {
  for (const [name, target] of targets) {
    times.get(name).read.push(await perCall(target, "/api/status"));
    times.get(name).register.push(await perCall(target, "/consumer/register", user));
  }
}
await Promise.all([inProcess.stop(), behindPort.stop()]);

const size = join(import.meta.dirname, "../../npm/test-server/build/size.mjs");
const bytes = Number(spawnSync(execPath, [size, folder], { encoding: "utf8" }).stdout);
const rows = targets.map(([name]) => {
  const { read, register } = times.get(name);
  return `| ${name} | ${median(read).toFixed(2)} | ${median(register).toFixed(2)} |`;
});
appendFileSync(
  page,
  `
## The npm package

\`matricula-test-server\` is ${bytes.toLocaleString("en")} bytes (brotli 11). In Node, a first server without a port is
ready after ${first.toFixed(0)} ms, and a second server, on a port, after ${next.toFixed(0)} ms. The table shows the milliseconds per call from Node,
one call after the other:

| server | FusionAuth, \`GET /api/status\` | Fusio, \`register\` |
|---|---|---|
${rows.join("\n")}
`,
);
