// Tests the hooks for React and Vue, and the recipes for Svelte, Solid and Angular. A page mounts, updates and unmounts
// components of all these frameworks except Angular; it also hydrates the components of React, Vue and Svelte.

import assert from "node:assert/strict";
import { once } from "node:events";
import { cpSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { join } from "node:path";
import { json } from "node:stream/consumers";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";

import { open } from "../browsers.mjs";
import { mediaType } from "../media.mjs";
import { newcomer, project, startServer, within } from "../support.mjs";
import { run } from "./programs.mjs";

const require = createRequire(join(project, "package.json"));
const { build } = require("esbuild");
const { compile } = require("svelte/compiler");

const folder = join(project, "adapters");
cpSync(join(import.meta.dirname, "adapters"), folder, { recursive: true });

/** Compiles the components of Svelte for the browser or for a server. */
const svelte = (generate) => ({
  name: "svelte",
  setup(build) {
    build.onLoad({ filter: /\.svelte$/ }, ({ path }) => {
      const { js } = compile(readFileSync(path, "utf8"), { generate, filename: path, dev: generate === "client" });
      return { contents: js.code };
    });
  },
});
const OPTIONS = { bundle: true, format: "esm", jsx: "automatic", absWorkingDir: folder, logLevel: "error" };

const server = await startServer();
const person = newcomer();
const login = { username: person.name, password: person.password };
const rendered = {};
let inside;
let pages;
let report;

before(async () => {
  const { FusioClient, Session } = await import(pathToFileURL(require.resolve("matricula")));
  await server.control("PATCH", "/settings", { fusio: { user_approval: false } });
  await new FusioClient({ baseUrl: server.url }).register(person);

  const onServer = { ...OPTIONS, platform: "node", packages: "external", outdir: "rendered" };
  const plugins = [svelte("server")];
  await build({ ...onServer, entryPoints: ["react.jsx", "vue.mjs", "Greeting.svelte"], plugins });
  const rendering = (name) => import(pathToFileURL(join(folder, "rendered", name)));
  const session = new Session(new FusioClient({ baseUrl: server.url }), { storage: "memory" });
  for (const name of ["react", "vue"]) rendered[name] = await (await rendering(`${name}.js`)).render(session);
  inside = (await rendering("react.js")).renderInside(session, { status: "signed_out", reason: "user" });
  const { render } = await import(pathToFileURL(require.resolve("svelte/server")));
  rendered.svelte = (await render((await rendering("Greeting.js")).default, { props: { session } })).body;
  session.close();

  await build({
    ...OPTIONS,
    entryPoints: ["page.mjs"],
    splitting: true,
    outdir: "page",
    conditions: ["browser", "svelte", "development"],
    plugins: [svelte("client")],
    define: {
      "process.env.NODE_ENV": '"development"',
      __VUE_OPTIONS_API__: "true",
      __VUE_PROD_DEVTOOLS__: "false",
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: "true",
    },
  });
  const reported = new Promise((resolve) => {
    pages = createServer(async (request, response) => {
      const name = request.url.slice(1);
      if (name === "report") resolve(await json(request));
      const settings = { api: server.url, login, rendered };
      response.setHeader("Content-Type", mediaType(name || "index.html"));
      if (!name)
        response.end('<!doctype html><title>Adapters</title><body><script type="module" src="page.js"></script>');
      else if (name === "settings.json") response.end(JSON.stringify(settings));
      else response.end(/^[\w-]+\.js$/.test(name) ? readFileSync(join(folder, "page", name)) : "");
    }).listen(0, "127.0.0.1");
  });
  await once(pages, "listening");
  const browser = await open("Chromium", `http://127.0.0.1:${pages.address().port}/`);
  try {
    report = await within(reported, "the report of the page", 90_000);
  } finally {
    await browser.close();
  }
});

after(() => {
  pages?.close();
  pages?.closeAllConnections();
});

for (const name of ["react", "vue", "svelte", "solid"]) {
  test(`${name}: a component follows the session and its user, and leaves no subscriber`, () => {
    const { seen, isFollowing, after, complaints } = report[name];
    const out = "signed_out signed_out";
    assert.deepEqual(seen, [out, `signed_in ${person.name}`, out]);
    assert.deepEqual({ isFollowing, after, complaints }, { isFollowing: true, after: 0, complaints: [] });
  });
}

for (const name of ["react", "vue", "svelte"]) {
  test(`${name}: a server renders \`loading\`, and hydration keeps the rendered element`, () => {
    const text = rendered[name].replace(/<[^>]*>/g, "").replace(/\s+/g, " ");
    assert.equal(text.trim(), "loading loading");
    const { hydrated } = report[name];
    assert.deepEqual(hydrated, { isMissing: false, first: "signed_in", isSameNode: true, after: 0 });
  });
}

test("react: `useSession` with another session does not use the state of the provider", () => {
  assert.equal(inside, "loading");
});

test("angular: a signal follows the session until its injector is destroyed", async () => {
  const script = join(folder, "angular.mjs");
  const output = await run("node", [script, server.url, login.username, login.password], { cwd: project });
  assert.deepEqual(JSON.parse(output), ["signed_out", "signed_in", "signed_in"]);
});
