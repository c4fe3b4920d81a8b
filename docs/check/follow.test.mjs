// Carries out all steps of the pages in `FOLLOWED`, in an empty folder for each page.

import assert from "node:assert/strict";
import { existsSync, rmSync } from "node:fs";
import { delimiter, join } from "node:path";
import { after, before, test } from "node:test";

import { launch } from "./browser.mjs";
import { installCommand, unpackCrates } from "./follow/crates.mjs";
import { follow } from "./follow/follow.mjs";
import { FOLLOWED, LOGGED_IN, NEWCOMERS } from "./follow/pages.mjs";
import { startRegistry } from "./follow/registry.mjs";
import { documents, parsePage } from "./markdown.mjs";

const TARGET = process.env.MATRICULA_TARGET;
/**
 * A folder that belongs neither to the Cargo workspace nor to an npm project. So cargo and npm do not take the projects
 * in this folder for parts of the repository.
 */
const FOLDER = join(TARGET, "follow");
/** The folder for the programs that a page installs with `cargo install`. */
const BIN = join(FOLDER, "installed/bin");
/** A separate npm cache for readers. With the usual cache, npx could run an earlier build with the same version. */
const CACHE = join(FOLDER, "npm-cache");
const WASM = JSON.parse(process.env.MATRICULA_WASM_ENV);
const pages = new Map(documents().map((page) => [page.file, page]));

let registry;
let browser;
let reader;
before(async () => {
  registry = await startRegistry(process.env.MATRICULA_PACKAGES.split(delimiter));
  await unpackCrates(join(TARGET, "package"), FOLDER);
  browser = await launch();
  reader = {
    env: (command) => ({
      ...forgetNpm(),
      NPM_CONFIG_REGISTRY: registry.url,
      NPM_CONFIG_CACHE: CACHE,
      // npx asks whether it may install a package. A reader presses Enter; here, this setting answers yes.
      NPM_CONFIG_YES: "true",
      // npm prefers its cache. It downloads packages that are not ours from their own addresses, not through this
      // registry.
      NPM_CONFIG_PREFER_OFFLINE: "true",
      NPM_CONFIG_REPLACE_REGISTRY_HOST: "never",
      CARGO_TARGET_DIR: TARGET,
      ...(command.startsWith("wasm-pack ") && WASM),
      PATH: /^(node|npm|npx) /.test(command) ? withoutRust() : [BIN, process.env.PATH].join(delimiter),
      PYTHONUNBUFFERED: "1",
    }),
    instead: installed,
  };
});
after(async () => {
  await browser?.close();
  registry?.close();
});

for (const [file, read] of Object.entries(FOLLOWED)) {
  test(`the steps of ${file} work in an empty folder`, async (t) => {
    rmSync(join(CACHE, "_npx"), { recursive: true, force: true });
    const start = performance.now();
    let seconds;
    const loggedIn = () => {
      seconds ??= (performance.now() - start) / 1000;
    };
    const seen = (text) => text === LOGGED_IN && loggedIn();
    const { stop, ...served } = await follow(pages.get(file), join(FOLDER, "reader"), { ...reader, seen });
    try {
      if (read) await inBrowser((tab) => read(tab, { ...served, loggedIn }));
    } finally {
      await stop();
    }
    if (!NEWCOMERS.includes(file)) return;
    assert.ok(seconds, `${file} does not end with a user who is logged in`);
    t.diagnostic(`${file}: ${seconds.toFixed(1)} s from an empty folder to "logged in"`);
  });
}

test("the pages for newcomers use no commands except node, npm and npx", () => {
  for (const file of NEWCOMERS) {
    const lines = pages.get(file).blocks.flatMap(({ lang, text }) => (lang === "sh" ? text.trimEnd().split("\n") : []));
    assert.ok(lines.length > 0);
    assert.deepEqual(
      lines.filter((line) => !/^(node|npm|npx) /.test(line)),
      [],
      file,
    );
  }
});

async function inBrowser(use) {
  const context = await browser.newContext();
  context.setDefaultTimeout(30_000);
  const troubles = [];
  context.on("weberror", (error) => troubles.push(`${error.error()}`));
  // The console also shows refusals of the server, and the missing icon of a page: both are expected.
  context.on(
    "console",
    (message) => message.type() === "error" && !/status of 4\d\d/.test(message.text()) && troubles.push(message.text()),
  );
  try {
    await use(await context.newPage());
    assert.deepEqual(troubles, []);
  } finally {
    await context.close();
  }
}

/** PATH without the folders of Rust: a command of Node fails if it needs Rust. A folder that also has Node stays. */
function withoutRust() {
  const folders = process.env.PATH.split(delimiter);
  return folders
    .filter((folder) => !existsSync(join(folder, "cargo")) || existsSync(join(folder, "node")))
    .join(delimiter);
}

/** Removes the variables that npm has set for the project of these tests. */
function forgetNpm() {
  return Object.fromEntries(
    Object.keys(process.env)
      .filter((name) => name.startsWith("npm_"))
      .map((name) => [name, undefined]),
  );
}

/** Replaces `cargo install`, which would not use our packed crates and takes minutes for a release build. */
const installed = (command) =>
  command.replace(/^cargo install (matricula[\w-]*) --locked$/, (_, name) => installCommand(name, FOLDER, BIN));

const followed = (text) => follow(parsePage("page.md", text), join(FOLDER, "reader"));

test("the error of a block without a file name has the page and line", async () => {
  await assert.rejects(
    followed("Write this:\n\n```js\n1;\n```\n"),
    /page\.md:3: the page does not say which file this block is/,
  );
});

test("the error of a failed command has the page, the line and the output", async () => {
  const page =
    '`a.mjs`:\n\n```js\nthrow new Error(["tr", "ouble"].join(""));\n```\n\n```sh\nmkdir b\ncd b\nnode ../a.mjs\n```\n';
  await assert.rejects(followed(page), /page\.md:7: node \.\.\/a\.mjs:[\s\S]*trouble/);
});

test("the output of a command is compared with the page", async () => {
  await (await followed("```sh\necho one\n```\n\n```text\none\n```\n")).stop();
  await assert.rejects(
    followed("```sh\necho one\n```\n\n```text\ntwo\n```\n"),
    /page\.md:5: .*not printed the text of this block\. It has printed:\none/,
  );
});

test("the registry has our package, and redirects requests for other packages", async () => {
  const ours = await (await fetch(`${registry.url}matricula`)).json();
  const [{ dist }] = Object.values(ours.versions);
  assert.equal((await fetch(dist.tarball)).status, 200);
  for (const path of ["react", "@types%2freact", "react/-/react-19.3.1.tgz"]) {
    const answer = await fetch(registry.url + path, { redirect: "manual" });
    assert.equal(answer.status, 307);
    assert.ok(answer.headers.get("location").endsWith(`/${path}`));
  }
});
