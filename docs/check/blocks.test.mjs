// Checks the code blocks that are not scripts, such as commands, data and Rust, on the pages that no other test
// follows; on the other pages, only workflows for CI are checked here. A test for a block of an unknown kind fails.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { after, before, test } from "node:test";

import { parse as parseYaml } from "yaml";

import { load, startServer } from "../../js-tests/support.mjs";
import { FOLLOWED } from "./follow/pages.mjs";
import { FRAMEWORKS } from "./frameworks/pages.mjs";
import { documents, ROOT } from "./markdown.mjs";
import { API_KEY, failureOf, output, pagesServer, REGISTRATIONS, SERVER } from "./program.mjs";
import { isScript, layOut } from "./project.mjs";
import { SCENARIOS } from "./scenarios.mjs";
import { checkCommand } from "./shell.mjs";

const read = (path) => readFileSync(join(ROOT, path), "utf8");
const pages = documents();
const blocks = pages.flatMap((page) => page.blocks);
const isFollowed = (file) => file in FOLLOWED || file in FRAMEWORKS;
/** The files that include the pages with Rust, as documentation or as documentation tests. */
const RUST_OF = ["src/lib.rs", "test-server/src/lib.rs"];

let server;
let files;
before(async () => {
  server = await pagesServer();
  files = layOut(blocks, server.url);
});
after(() => server?.stop());

const CHECKS = {
  async sh(block, page) {
    for (const line of block.text.split("\n")) await checkCommand(line, page);
  },
  rust({ info, file }) {
    assert.match(
      info,
      /^rust( (no_run|should_panic|compile_fail))?( ignore-wasm32)?$/,
      "a block of Rust must be compiled",
    );
    const compiled = RUST_OF.some((path) => {
      const name = relative(dirname(path), file).replaceAll("\\", "/");
      return read(path).includes(`include_str!("${name}")`);
    });
    assert.ok(compiled, `no crate has ${file} among its documentation tests; see the end of src/lib.rs`);
  },
  /** The block must be the same as the component that `js-tests/installs/adapters.test.mjs` runs. */
  svelte: ({ name, text }) => assert.equal(text, read(`js-tests/installs/adapters/${name}`)),
  csv: imported,
  jsonl: imported,
  json: ({ text }) => JSON.parse(text),
  toml: loaded,
  async yaml({ text }, page) {
    const steps = Object.values(parseYaml(text).jobs).flatMap((job) => job.steps);
    assert.ok(steps.length > 0);
    for (const { run, uses } of steps) {
      if (uses) assert.match(uses, /^[\w-]+\/[\w-]+@v\d+$/);
      else await checkCommand(run, { ...page, folder: "" });
    }
  },
  html({ name, file }) {
    assert.equal(name, "index.html", "the file of an HTML block must be index.html");
    assert.ok(SCENARIOS[file], `no test opens this page; add it to docs/check/scenarios.mjs`);
  },
  async text({ text }) {
    const flags = (text) =>
      [...new Set(text.match(/--[a-z-]+/g))].filter((flag) => !["--help", "--version"].includes(flag)).sort();
    assert.deepEqual(flags(text), flags(await output(SERVER, ["--help"])), "the flags of matricula-test-server");
  },
};

/** Creates the users whose `userId` is in the block, and imports the block with the example program `registrations`. */
async function imported({ lang, text }) {
  await server.fresh();
  const { FusionAuthClient } = await load();
  const auth = new FusionAuthClient({
    baseUrl: server.url,
    apiKey: API_KEY,
    tenantId: "30663132-6464-6665-3032-326466613934",
  });
  for (const [, id] of text.matchAll(/"userId": "([^"]+)"/g))
    await auth.createUser(id, { user: { email: `${id}@example.com`, password: "correct horse 1" } });
  const path = join(files.root, `users.${lang}`);
  writeFileSync(path, text);
  const args = ["import", path, "--application", "85a03867-dccf-4882-adde-1a79aeec50df"];
  assert.equal(await failureOf(REGISTRATIONS, args, files.root, { REGISTRATIONS_URL: server.url }), "");
}

/** Starts a test server with the block as its configuration. */
async function loaded({ text }) {
  const path = join(files.root, "config.toml");
  writeFileSync(path, text);
  const server = await startServer("--config", path, "--port", "0", "--host", "127.0.0.1", "--database", ":memory:");
  await server.stop();
}

for (const page of pages) {
  const context = { folder: page.file.includes("/") ? "" : "." };
  // If a test follows the steps of a page, it also checks the blocks of the page, except workflows for CI.
  for (const block of page.blocks.filter(
    (block) => !isScript(block) && (block.lang === "yaml" || !isFollowed(page.file)),
  )) {
    test(`${block.file}:${block.line}, ${block.lang || "no kind"}`, async () => {
      assert.ok(CHECKS[block.lang], `nothing checks a block of the kind "${block.info}"`);
      await CHECKS[block.lang](block, context);
    });
  }
}

test("every script that has a file name is on a page that a test follows or opens", () => {
  const idle = blocks.filter(
    (block) => block.name && isScript(block) && !SCENARIOS[block.file] && !isFollowed(block.file),
  );
  assert.deepEqual(
    idle.map(({ file, line }) => `${file}:${line}`),
    [],
  );
});
