// The set-ups of the table in docs/installs.md. Each has a function `go`, which runs its app and, if necessary, first
// builds it. Some also have a function `server`, which runs an app that uses `matricula-test-server`.

import assert from "node:assert/strict";
import { cp, readFile } from "node:fs/promises";

/** The Content Security Policy of the pages that load the package. */
export const POLICY = "script-src 'self' 'wasm-unsafe-eval'";

/** The entry for pages where size matters. */
const WEB = "matricula/web";
/** For set-ups outside browsers: there, `matricula/web` is the same script as `matricula`. */
const SAME = "yes, as `matricula`";
const COPIED = "yes, with a copy of `matricula_bg.wasm` next to the script";

/** A page that a tool bundles to `dist/main.js`. */
const bundled = (tool, script, ...args) => ({
  tool,
  app: "page",
  web: "yes",
  async go(app, entry) {
    await app.run(tool, script, ...args);
    if (entry === WEB && this.web === COPIED) {
      await cp(app.path("node_modules/matricula/matricula_bg.wasm"), app.path("dist/matricula_bg.wasm"));
    }
    await app.visit("bundled.html");
  },
});

/** A page that a tool builds from its HTML into `dist`. */
const built = (tool, page, ...args) => ({
  tool,
  app: "page",
  web: "yes",
  async go(app) {
    await app.run(tool, "build", ...args);
    await app.visit(`dist/${page}`);
  },
});

/** Starts an app that is a server, and sends it a request. To answer, the app makes the call of `use.mjs`. */
const asked =
  (path, ...command) =>
  async (app) => {
    const server = await app.serve(...command);
    try {
      await app.ask(`${server.found.startsWith("http") ? "" : "http://127.0.0.1:"}${server.found}${path}`);
    } finally {
      await server.stop();
    }
  };

/** A test runner that runs the test of the clients, and the test of the servers. */
const tested = (runner, ...args) => ({
  go: (app) => app.run(runner, ...args, "register.test"),
  server: (app) => app.run(runner, ...args, "server.test"),
});

const PARCEL = ["--public-url", "./", "--no-cache"];
/** Without this setting, Parcel writes an inline import map, which the policy blocks. */
const BROWSERS = { browserslist: "defaults" };
const INTO = ["--file", "dist/main.js"];
const WEBPACK = ["--mode", "production", "--output-filename", "main.js"];

export const SET_UPS = [
  {
    what: "Node.js, `import`",
    app: "node",
    web: SAME,
    go: (app) => app.call("node", "import.mjs"),
    server: (app) => app.call("node", "server.mjs"),
  },
  {
    what: "Node.js, `require`",
    app: "node",
    web: SAME,
    go: (app) => app.call("node", "require.cjs"),
    server: (app) => app.call("node", "server.cjs"),
  },
  {
    what: "Bun",
    tool: "bun",
    app: "node",
    web: SAME,
    go: (app) => app.call("bun", "import.mjs"),
    server: (app) => app.call("bun", "server.mjs"),
  },
  {
    what: "Deno",
    tool: "deno",
    app: "node",
    web: SAME,
    go: (app) => app.call("deno", "run", "--allow-net", "import.mjs"),
    server: (app) => app.call("deno", "run", "--allow-net", "--allow-read", "server.mjs"),
  },
  {
    what: "workerd (Cloudflare Workers)",
    tool: "workerd",
    app: "workerd",
    web: SAME,
    async go(app) {
      const flags = [
        "--bundle",
        "--format=esm",
        "--conditions=workerd",
        "--external:*.wasm",
        "--outfile=dist/worker.js",
      ];
      await app.run("esbuild", "worker.mjs", ...flags);
      await asked("/", "workerd", ["serve", "config.capnp", "--control-fd=1"], /"port":(\d+)/)(app);
    },
  },
  {
    what: "Next.js, on the server, `next build`",
    tool: "next",
    app: "next",
    async go(app) {
      await app.run("next", "build");
      // The page shows the state `loading`, because the server cannot know the session.
      assert.match(await readFile(app.path(".next/server/app/index.html"), "utf8"), /<p>loading<\/p>/);
      await asked(
        "/register",
        "next",
        ["start", "--hostname", "127.0.0.1", "--port", "0"],
        /(http:\/\/127\.0\.0\.1:\d+)/,
      )(app);
    },
  },
  {
    what: "Next.js, on the server, `next dev`",
    tool: "next",
    app: "next",
    web: SAME,
    go: asked("/register", "next", ["dev", "--hostname", "127.0.0.1", "--port", "0"], /(http:\/\/127\.0\.0\.1:\d+)/),
  },
  { what: "Jest, default settings", tool: "jest", app: "jest", web: SAME, ...tested("jest") },
  {
    what: "Jest, `jest-environment-jsdom`",
    tool: "jest-environment-jsdom",
    app: "jest-jsdom",
    lacks: "no: `TextDecoder` and `fetch` are missing, and the error says so",
    web: "no, as `matricula`",
    go: (app) => app.run("jest", "--env=jsdom"),
  },
  {
    what: "Jest, `jest-fixed-jsdom`",
    tool: "jest-fixed-jsdom",
    app: "jest",
    web: SAME,
    ...tested("jest", "--env=jest-fixed-jsdom"),
  },
  { what: "Vitest, default settings", tool: "vitest", app: "vitest", web: SAME, ...tested("vitest", "run") },
  {
    what: "Vitest, jsdom",
    tool: "jsdom",
    app: "vitest",
    web: SAME,
    ...tested("vitest", "run", "--environment=jsdom"),
  },
  {
    what: "Vitest, happy-dom",
    tool: "happy-dom",
    app: "vitest",
    web: SAME,
    ...tested("vitest", "run", "--environment=happy-dom"),
  },
  { what: '`<script type="module">`', app: "page", web: "yes", served: true, go: (app) => app.visit("index.html") },
  { what: "Web Worker", app: "page", web: "yes", served: true, go: (app) => app.visit("worker.html") },
  {
    what: "Service worker, with `matricula/engine`",
    app: "page",
    web: "yes, without `matricula/engine`",
    served: true,
    go: (app) => app.visit("service-worker.html"),
  },
  {
    what: "Vite, `vite`",
    tool: "vite",
    app: "page",
    web: "yes",
    async go(app) {
      const server = await app.serve("vite", ["--port", "0"], /(http:\/\/127\.0\.0\.1:\d+)/);
      try {
        await app.visit("index.html", server.found);
      } finally {
        await server.stop();
      }
    },
  },
  { what: "Vite, `vite build`", ...built("vite", "index.html") },
  { what: "Vite, `vite build`, Web Worker", ...built("vite", "worker.html") },
  { what: "Parcel", ...built("parcel", "index.html", "index.html", ...PARCEL), manifest: BROWSERS },
  { what: "Parcel, Web Worker", ...built("parcel", "worker.html", "worker.html", ...PARCEL), manifest: BROWSERS },
  { what: "webpack", ...bundled("webpack", "./main.mjs", ...WEBPACK) },
  { what: "webpack, Web Worker", ...bundled("webpack", "./starts-worker.mjs", ...WEBPACK) },
  { what: "esbuild", ...bundled("esbuild", "main.mjs", "--bundle", "--format=esm", "--outdir=dist"), web: COPIED },
  {
    what: "Rollup",
    ...bundled("rollup", "main.mjs", "--format", "es", "--dir", "dist", "--plugin", "node-resolve"),
    web: COPIED,
  },
  {
    what: "Rollup, `iife`, with `inlineDynamicImports`",
    ...bundled("rollup", "main.mjs", "--format", "iife", "--inlineDynamicImports", ...INTO, "--plugin", "node-resolve"),
    web: undefined,
  },
];
