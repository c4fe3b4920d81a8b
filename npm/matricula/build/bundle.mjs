// `node bundle.mjs ENGINE FEATURES`: the scripts of the package, with the engine that wasm-pack has put into the
// folder ENGINE, into its folder `bundle`. With fewer than all features: the scripts that show what those cost.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { argv } from "node:process";

import { build } from "esbuild";

const ROOT = resolve(import.meta.dirname, "../../..");
const SOURCES = resolve(import.meta.dirname, "../src");
const engine = resolve(argv[2]);
const features = argv[3].split(",");
const out = join(engine, "bundle");
const has = (feature) => features.includes(feature);

/** What only some builds have. */
const EXPORTS = { FusioClient: "fusio", FusionAuthClient: "fusionauth", Session: "session" };
const names = ["ClientError", "TokenVerifier", "decodeJwt", "isClientError"];
for (const [name, feature] of Object.entries(EXPORTS)) if (has(feature)) names.push(name);
const isWhole = Object.values(EXPORTS).every(has);

const web = { start: "start-web.ts", minify: true, format: "esm" };
const index = { minify: true, format: "esm", loader: { ".wasm": "base64" } };
/** The scripts, and how each is bundled. `start` is how it starts the engine, when it is not as `matricula` does. */
const SCRIPTS = isWhole
  ? {
      "index.js": index,
      // For `node` the names of the exports are written so that an `import` finds them, too.
      "index.cjs": { ...index, format: "cjs", platform: "node" },
      "web.js": web,
      "workerd.js": { start: "start-workerd.ts", minify: true, format: "esm", external: ["*.wasm"] },
      // Nobody counts the bytes of these, and an error that nobody catches is printed with its line.
      "testing.js": { entry: "testing.ts", format: "esm", platform: "node" },
      "testing.cjs": { entry: "testing.ts", format: "cjs", platform: "node" },
    }
  : { "index.js": index, "web.js": web };

/** Where the names lead that the sources have for what is built, or for one of several. */
const mapped = (start) => ({
  name: "mapped",
  setup(build) {
    build.onResolve({ filter: /^matricula-glue$/ }, () => ({ path: join(engine, "matricula.js") }));
    build.onResolve({ filter: /^matricula-wasm$/ }, () => {
      if (start === "start-workerd.ts") return { path: "./matricula_bg.wasm", external: true };
      return { path: join(engine, "matricula_bg.wasm") };
    });
    // wasm-bindgen copies the scripts of the crate; these are the same modules for the rest of the package.
    build.onResolve({ filter: /^\.\/snippets\/[^/]+\/src\// }, ({ path }) => ({
      path: join(ROOT, path.replace(/^\.\/snippets\/[^/]+\//, "")),
    }));
    if (start) build.onResolve({ filter: /^\.\/start\.js$/ }, () => ({ path: join(SOURCES, start) }));
  },
});

/** A source map without the paths of this machine. */
function placeless(file) {
  const map = JSON.parse(file.text);
  map.sources = map.sources.map((source) => {
    const path = resolve(out, source);
    const [folder, from] = path.startsWith(`${engine}/`) ? ["engine", engine] : ["..", ROOT];
    return `${folder}/${relative(from, path)}`.replaceAll("\\", "/");
  });
  return JSON.stringify(map);
}

/** The names that wasm-opt has given to the exports of the engine; the glue must call them so, too. */
const { exports } = JSON.parse(readFileSync(join(engine, "names.json"), "utf8"));
const mangled = {
  mangleProps: new RegExp(`^(${exports.map(([name]) => name).join("|")})$`),
  mangleCache: Object.fromEntries(exports),
};

mkdirSync(out, { recursive: true });
for (const [script, { start, entry, ...how }] of Object.entries(SCRIPTS)) {
  const part = { stdin: { contents: `export { ${names.join(", ")} } from "./index.js";`, resolveDir: SOURCES } };
  const { outputFiles } = await build({
    ...(isWhole ? { entryPoints: [join(SOURCES, entry ?? "index.ts")] } : part),
    outfile: join(out, script),
    bundle: true,
    write: false,
    target: "es2022",
    sourcemap: true,
    define: { FUSIO: `${has("fusio")}`, FUSIONAUTH: `${has("fusionauth")}` },
    inject: [join(SOURCES, "platform.ts")],
    // `placed.ts` breaks its line by them.
    legalComments: "inline",
    logLevel: "warning",
    plugins: [mapped(start)],
    tsconfigRaw: {},
    ...mangled,
    ...how,
  });
  for (const file of outputFiles)
    writeFileSync(file.path, file.path.endsWith(".map") ? placeless(file) : file.contents);
}
