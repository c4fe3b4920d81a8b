// `node bundle.mjs ENGINE OUT` writes the scripts of `matricula-test-server` into the folder OUT. ENGINE is the folder
// with the output of wasm-bindgen.

import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { argv } from "node:process";

import { build } from "esbuild";

const ROOT = resolve(import.meta.dirname, "../../..");
const SOURCES = resolve(import.meta.dirname, "../src");
const [engine, out] = argv.slice(2).map((path) => resolve(path));
const source = (name) => join(SOURCES, `${name}.ts`);

/** An esbuild plugin that replaces the modules whose names match `filter` with the file at `path`. */
const replacing = (filter, path) => ({
  name: `${filter}`,
  setup: (build) => build.onResolve({ filter }, () => ({ path })),
});
const ENGINE = replacing(/^matricula-test-server-engine$/, join(engine, "matricula_test_server.js"));
const WEB = replacing(/^\.\/host\.js$/, source("host-web"));
const WORKER = replacing(/^\.\/host\.js$/, source("host-worker"));
const wasm = readFileSync(join(engine, "matricula_test_server_bg.wasm"));

/** A source map without the paths of this machine. */
function placeless({ path, text }) {
  const map = JSON.parse(text);
  map.sources = map.sources.map((source) => {
    const file = resolve(dirname(path), source);
    const [folder, from] = file.startsWith(engine) ? ["engine", engine] : ["..", ROOT];
    return `${folder}/${relative(from, file)}`.replaceAll("\\", "/");
  });
  return JSON.stringify(map);
}

async function script(name, options) {
  const { outputFiles } = await build({
    bundle: true,
    // esbuild writes comments with the paths of the modules, relative to this folder.
    absWorkingDir: ROOT,
    write: false,
    format: "esm",
    target: "es2022",
    sourcemap: true,
    outfile: join(out, name),
    logLevel: "warning",
    tsconfigRaw: {},
    inject: [source("microtask")],
    ...options,
  });
  for (const file of outputFiles) {
    writeFileSync(file.path, file.path.endsWith(".map") ? placeless(file) : file.contents);
  }
}

const node = { platform: "node", plugins: [ENGINE] };
await script("index.js", { entryPoints: [source("index")], ...node });
await script("index.cjs", {
  entryPoints: [source("index")],
  ...node,
  format: "cjs",
  // Only an ES module has `import.meta.url`.
  define: { "import.meta.url": "address" },
  banner: { js: 'const address = require("node:url").pathToFileURL(__filename).href;' },
});
// program.js imports index.js, and does not contain a second copy of it.
const index = {
  name: "index",
  setup: (build) => build.onResolve({ filter: /^\.\/index\.js$/ }, () => ({ path: "./index.js", external: true })),
};
await script("program.js", {
  entryPoints: [source("program")],
  platform: "node",
  plugins: [index],
  banner: { js: "#!/usr/bin/env node" },
});
await script("web.js", { entryPoints: [source("index")], minify: true, plugins: [WEB, ENGINE] });
await script("service-worker.js", {
  entryPoints: [source("service-worker")],
  minify: true,
  format: "iife",
  define: {
    // A classic script has no `import.meta`.
    "import.meta.url": "location.href",
    // The hash is in the name of the engine's cache: two builds of the same version may have different engines.
    ENGINE: JSON.stringify(createHash("sha256").update(wasm).digest("hex")),
  },
  plugins: [WORKER, ENGINE],
});
