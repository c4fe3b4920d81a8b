// Bundles the same small app with each client, and measures the bytes that a page transfers for it.

import { copyFileSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

import { build } from "esbuild";

const here = import.meta.dirname;
const installed = (name) => join(here, "node_modules", name);

const WASM = "matricula_bg.wasm";

/** `wasm` is a second file that the script loads. The start is measured only for apps with `cold`. */
export const APPS = {
  fetch: { title: "`fetch` and JSON alone", package: undefined, cold: true },
  webassembly: { title: "WebAssembly of `matricula/web` alone", package: undefined, wasm: WASM, cold: true },
  "matricula-web": { title: "`matricula/web`", package: "matricula", wasm: WASM, cold: true },
  matricula: { title: "`matricula`", package: "matricula", cold: true },
  "fusio-sdk": { title: "`fusio-sdk`", package: "fusio-sdk", cold: true },
  fusionauth: { title: "`@fusionauth/typescript-client`", package: "@fusionauth/typescript-client", cold: true },
  supabase: { title: "`@supabase/auth-js`", package: "@supabase/auth-js" },
  auth0: { title: "`@auth0/auth0-spa-js`", package: "@auth0/auth0-spa-js" },
  firebase: { title: "`@firebase/auth`", package: "@firebase/auth" },
};

/**
 * Bundles the two scripts that read the user of a stored session: one uses our package, the other uses Supabase's
 * client. Code that they load with `import()` gets its own file.
 */
export async function bundleKnown(folder) {
  await bundle(["apps/known-matricula.mjs", "apps/known-supabase.mjs"], folder, { splitting: true });
}

/** Bundles the same client once with each engine. */
export async function bundleEngines(folder) {
  await bundle(["apps/engine-wasm.mjs", "apps/engine-js.mjs"], folder, { external: ["./wasm.js"] });
}

/** Bundles scripts of this folder into `folder`. */
export async function bundle(scripts, folder, options) {
  await build({
    ...options,
    entryPoints: [scripts].flat().map((script) => join(here, script)),
    outdir: folder,
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    logLevel: "error",
  });
}

/** Bundles all apps into `folder`, without the engine in JavaScript; returns the sizes of each app in bytes. */
export async function bundleApps(folder) {
  mkdirSync(folder, { recursive: true });
  const rows = [];
  for (const [name, app] of Object.entries(APPS)) {
    await bundle(`apps/${name}.mjs`, folder, { external: ["./javascript.js"] });
    const files = [join(folder, `${name}.js`)];
    if (app.wasm) {
      copyFileSync(join(installed("matricula"), app.wasm), join(folder, app.wasm));
      files.push(join(folder, app.wasm));
    }
    const all = files.map((file) => readFileSync(file));
    rows.push({
      name,
      version: app.package && version(app.package),
      raw: sum(all.map((bytes) => bytes.length)),
      brotli: sum(all.map(brotli)),
    });
  }
  return rows;
}

const version = (name) => JSON.parse(readFileSync(join(installed(name), "package.json"), "utf8")).version;
const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);

function brotli(bytes) {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  return brotliCompressSync(bytes, { params }).length;
}
