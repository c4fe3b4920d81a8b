// Installs and uses the package with the tools of its users; docs/installs.md shows the results.

import assert from "node:assert/strict";
import { once } from "node:events";
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { basename, delimiter, join } from "node:path";
import { text } from "node:stream/consumers";
import { after, describe, test } from "node:test";

import { open } from "../browsers.mjs";
import { mediaType } from "../media.mjs";
import { project, startServer, within } from "../support.mjs";
import { folderOf, has, run, serve } from "./programs.mjs";
import { POLICY, SET_UPS } from "./set-ups.mjs";
import { table } from "./table.mjs";

const HERE = import.meta.dirname;
const ANSWER = "Registration successful";
const SERVER = "matricula-test-server";

const api = await startServer();

const reports = new Map();
/** Serves the apps with the Content Security Policy `POLICY`, and receives the reports of their pages. */
const pages = createServer(async (request, response) => {
  const { pathname } = new URL(request.url, "http://localhost");
  if (request.method === "POST") {
    reports.get(pathname)?.(JSON.parse(await text(request)));
    response.end();
    return;
  }
  const file = await readFile(join(project, pathname)).catch(() => undefined);
  response.writeHead(file ? 200 : 404, {
    "Content-Type": mediaType(pathname),
    "Content-Security-Policy": POLICY,
  });
  response.end(file);
});
pages.listen(0, "127.0.0.1");
await once(pages, "listening");
const origin = `http://127.0.0.1:${pages.address().port}`;
after(() => {
  pages.close();
  pages.closeAllConnections();
});

/** Creates the app of a set-up in its own folder; returns the actions that a set-up can use. */
function makeApp({ app, manifest, served }, entry, name) {
  const folder = join(project, name);
  mkdirSync(folder);
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, type: "module", ...manifest }));
  for (const file of ["use.mjs", "use-server.cjs"]) cpSync(join(HERE, file), join(folder, file));
  cpSync(join(HERE, app), folder, { recursive: true });
  // Without a bundler the page imports the package by the path of its file.
  const file = entry === "matricula" ? "index.js" : "web.js";
  const specifier = served ? `./node_modules/matricula/${file}` : entry === SERVER ? "matricula" : entry;
  for (const source of readdirSync(folder, { recursive: true }).filter((path) => /\.[cm]?js$/.test(path))) {
    const path = join(folder, source);
    const text = readFileSync(path, "utf8").replace(/(from |require\()"matricula"/, `$1"${specifier}"`);
    // `matricula/web` needs no import of the engine.
    const engine = entry === "matricula" ? 'import "./node_modules/matricula/engine.js";' : "";
    writeFileSync(path, served ? text.replace('import "matricula/engine";', engine) : text);
  }
  cpSync(join(project, "node_modules"), join(folder, "node_modules"), { recursive: true });
  const options = { cwd: folder, env: { API: api.url, NAME: name, POLICY } };
  const query = (more) => new URLSearchParams({ api: api.url, name, ...more });
  return {
    path: (path) => join(folder, path),
    run: (program, ...args) => run(program, args, options),
    serve: (program, args, ready) => serve(program, args, ready, options),
    /** Runs a program that registers a user and prints the answer of the registration. */
    async call(program, ...args) {
      const printed = await run(program, [...args, api.url, name], options);
      assert.equal(printed.trim(), ANSWER);
    },
    /** Sends a request to an app that is a server: the app registers a user and returns the answer. */
    async ask(url) {
      const answer = await fetch(`${url}?${query()}`, { signal: AbortSignal.timeout(60_000) });
      assert.equal(await answer.text(), ANSWER);
    },
    /** Opens a page that registers a user and reports the answer. */
    async visit(page, base = `${origin}/${name}`) {
      const reported = new Promise((resolve) => reports.set(`/report/${name}`, resolve));
      const tab = await open(
        "Chromium",
        `${base.replace(/\/$/, "")}/${page}?${query({ report: `${origin}/report/${name}` })}`,
      );
      try {
        const gone = tab.gone.then(() => Promise.reject(new Error("the browser has ended early")));
        assert.deepEqual(await within(Promise.race([reported, gone]), page, 60_000), {
          answer: ANSWER,
          violations: [],
        });
      } finally {
        await tab.close();
      }
    },
  };
}

/** The rows of the table, each with the package entries that have passed, or with the reason for a skip. */
const rows = SET_UPS.map((setUp) => ({ ...setUp, ran: {}, skipped: undefined }));

describe("the package works in", { concurrency: 2 }, () => {
  for (const [index, setUp] of SET_UPS.entries()) {
    const { go, web, server } = setUp;
    for (const [entry, runs] of Object.entries({ matricula: go, "matricula/web": web && go, [SERVER]: server })) {
      if (!runs) continue;
      test(`${setUp.what}, with ${entry}`, async (context) => {
        if (setUp.tool && !has(setUp.tool)) {
          rows[index].skipped = `${setUp.tool} does not exist for this platform`;
          context.skip(rows[index].skipped);
          return;
        }
        const name = `${index}-${setUp.what}-${entry}`.replace(/\W+/g, "-").toLowerCase();
        await runs.call(setUp, makeApp(setUp, entry, name), entry);
        const mails = await api.control("GET", `/outbox?to=${name}@example.com`);
        const expected = setUp.lacks || entry === SERVER ? 0 : 1;
        assert.equal(mails.length, expected, "the number of mails of this registration");
        rows[index].ran[entry] = true;
      });
    }
  }
});

test("unused imports add nothing to a bundle", async () => {
  const script = join(project, "unused.mjs");
  writeFileSync(script, 'import { FusioClient } from "matricula";\nimport "matricula/web";\n');
  const bundle = await run("esbuild", [script, "--bundle", "--minify", "--format=esm", "--log-level=error"], {
    cwd: project,
  });
  assert.equal(bundle, "");
});

const tarballs = process.env.MATRICULA_PACKAGES.split(delimiter);

/**
 * The entries that attw does not accept. `engine-js` is not for `require`, because the script for `require` contains
 * the WebAssembly. The others are not modules with types.
 */
const EXCLUDED = ["engine-js", "matricula_bg.wasm", "matricula_test_server_bg.wasm", "service-worker"];

for (const tarball of tarballs) {
  test(`attw finds no problem in the types of ${basename(tarball)}`, async () => {
    await run("attw", ["--exclude-entrypoints", ...EXCLUDED, "--", tarball], { cwd: project });
  });

  test(`publint finds no problem in ${basename(tarball)}`, async () => {
    const printed = await run("publint", ["run", tarball, "--strict"], { cwd: project });
    assert.match(printed, /All good!/);
  });
}

test("docs/installs.md has the results of this run", () => {
  const path = join(HERE, "../../docs/installs.md");
  const written = table(rows, folderOf);
  if (process.env.MATRICULA_BLESS) writeFileSync(path, written);
  const hint = "if the change is right, run `cargo xtask bless` and commit the difference";
  assert.equal(readFileSync(path, "utf8"), written, hint);
});
