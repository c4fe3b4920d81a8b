// `node bundle.mjs ENGINE FEATURES` writes the scripts of the package into the folder `ENGINE/bundle`. ENGINE is the
// folder with the engine from wasm-pack. FEATURES are the engine's features, separated by commas. A build with only
// some of the features is not published: it shows how large these features are.

import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { argv } from "node:process";

import { build } from "esbuild";

const ROOT = resolve(import.meta.dirname, "../../..");
const SOURCES = resolve(import.meta.dirname, "../src");
const compiled = resolve(argv[2]);
const features = argv[3].split(",");
const out = join(compiled, "bundle");
const FACTORY = join(compiled, "factory.js");
const WASM = join(compiled, "matricula_bg.wasm");
const has = (feature) => features.includes(feature);

/** The exports that some builds lack, and the feature of each. */
const EXPORTS = { FusioClient: "fusio", FusionAuthClient: "fusionauth", Session: "session" };
const names = ["ClientError", "TokenVerifier", "decodeJwt", "isClientError"];
for (const [name, feature] of Object.entries(EXPORTS)) if (has(feature)) names.push(name);
const isWhole = Object.values(EXPORTS).every(has);

/** The entries for frameworks, and the packages that they import. */
const ADAPTERS = ["react", "vue"];
const FRAMEWORKS = ["react", "vue"];

const source = (name) => join(SOURCES, `${name}.ts`);
const OPTIONS = {
  bundle: true,
  write: false,
  minify: true,
  format: "esm",
  target: "es2022",
  sourcemap: true,
  define: { FUSIO: `${has("fusio")}`, SESSION: `${has("session")}` },
  loader: { ".wasm": "base64" },
  // Keeps the comments `//!` of `placed.ts`: they divide the one long line of a bundle.
  legalComments: "inline",
  logLevel: "warning",
  tsconfigRaw: {},
};

/** An esbuild plugin that resolves the modules whose names match `filter`. */
const resolving = (filter, callback) => ({
  name: `${filter}`,
  setup: (build) => build.onResolve({ filter }, callback),
});
/** The built files that the sources import by these names. */
const BUILT = [
  resolving(/^matricula-engine$/, () => ({ path: FACTORY })),
  resolving(/^matricula-(base64|wasm)$/, () => ({ path: WASM })),
  resolving(/^matricula-javascript$/, () => ({ path: join(compiled, "compiled.js") })),
];
/** The engine in JavaScript stays in a separate file: nearly nobody needs it. */
const javascript = resolving(/^\.\/javascript\.js$/, ({ path }) => ({ path, external: true }));
/** Replaces `start.js` with the module `name`, which starts the engine in another way. */
const starting = (name) => resolving(/^\.\/start\.js$/, () => ({ path: source(name) }));

/** A source map without the paths of this machine. */
function placeless({ path, text }) {
  const map = JSON.parse(text);
  map.sources = map.sources.map((source) => {
    const file = resolve(dirname(path), source);
    const [folder, from] = file.startsWith(compiled) ? ["engine", compiled] : ["..", ROOT];
    return `${folder}/${relative(from, file)}`.replaceAll("\\", "/");
  });
  return JSON.stringify(map);
}

async function script(outfile, options) {
  const { outputFiles } = await build({ ...OPTIONS, outfile, ...options });
  for (const file of outputFiles) {
    writeFileSync(file.path, file.path.endsWith(".map") ? placeless(file) : file.contents);
  }
}

rmSync(out, { recursive: true, force: true });
mkdirSync(out);

/** The names of the engine's imports and exports after wasm-opt. The glue (wasm-bindgen's script) must use them. */
const { imports, exports } = JSON.parse(readFileSync(join(compiled, "names.json"), "utf8"));
const GLUE = "./matricula_bg.js";
const renamed = [...imports.filter(([module]) => module === GLUE).map(([, ...names]) => names), ...exports];
/** Members that only the glue uses, so esbuild can shorten their names. */
const INTERNAL = ["__wbg_ptr", "__wrap", "__destroy_into_raw", "_wbg_cb_unref"];
const others = imports.filter(([module]) => module !== GLUE);
/** The lines of the glue that pass all exports of a snippet script as one object. `shortened` removes these lines. */
const WHOLE = /^\s*"(\.\/snippets\/.*)": (\w+),$/gm;

/**
 * wasm-bindgen's script with a shorter loader. The original loader knows only the names from before wasm-opt, and does
 * more than is needed here.
 */
function shortened(script) {
  const names = Object.fromEntries([...script.matchAll(WHOLE)].map(([, path, name]) => [path, name]));
  const entries = others.map(([module, name, short]) => `${short}: ${names[module]}.${name}`);
  return `${script.replaceAll(WHOLE, "")}
  export { __wbg_finalize_init as finish };
  export const moved = () => (cachedDataViewMemory0 = cachedUint8ArrayMemory0 = null);
  export function imports() {
    return { a: { ...__wbg_get_imports()["${GLUE}"], ${entries.join()} } };
  }`;
}

const glue = {
  name: "glue",
  setup(build) {
    const path = join(compiled, "matricula.js");
    build.onResolve({ filter: /^matricula-glue$/ }, () => ({ path }));
    build.onLoad({ filter: /\bmatricula\.js$/ }, () => ({
      contents: shortened(readFileSync(path, "utf8")),
      resolveDir: compiled,
    }));
    // The engine throws errors of the class that it gets as an argument.
    build.onResolve({ filter: /^\.\/snippets\/.*\/client_error\.js$/ }, () => ({ path: source("engine/given") }));
  },
};

// `factory.js` exports one function. Each call starts a new engine: an engine that has trapped is not used again.
await script(FACTORY, {
  entryPoints: [source("engine/index")],
  format: "iife",
  banner: { js: "export function start(errorClass,instantiate){const result={};" },
  footer: { js: "return result.running}" },
  plugins: [glue],
  mangleProps: new RegExp(`^(${[...INTERNAL, ...renamed.map(([name]) => name)].join("|")})$`),
  mangleCache: Object.fromEntries(renamed),
});

/** The source of a build with only some of the features: it exports only their part of the package. */
const part = { contents: `export { ${names.join(", ")} } from "./index.js";`, resolveDir: SOURCES };
const whole = isWhole ? { entryPoints: [source("index")] } : { stdin: part };
await script(join(out, "bundle.js"), { ...whole, plugins: [starting("start-bundled"), ...BUILT] });
await script(join(out, "web.js"), { ...whole, plugins: [starting("start-web"), javascript, ...BUILT] });

if (isWhole) {
  // With the platform `node`, esbuild lists the exports in a form that an `import` in Node can read.
  const common = { format: "cjs", platform: "node" };
  await script(join(out, "index.cjs"), { ...whole, ...common, plugins: [starting("start-bundled"), ...BUILT] });
  const wasm = resolving(/^matricula-wasm$/, () => ({ path: "./matricula_bg.wasm", external: true }));
  await script(join(out, "workerd.js"), { ...whole, plugins: [starting("start-workerd"), wasm, ...BUILT] });
  await script(join(out, "native.js"), { ...whole, plugins: [starting("start-native"), ...BUILT] });
  // The scripts for tests are not minified: their size does not matter. For an uncaught error, Node prints the line of
  // code that throws it, so lines must be short.
  const testing = {
    entryPoints: [source("testing")],
    minify: false,
    platform: "node",
    external: ["matricula-test-server"],
  };
  await script(join(out, "testing.js"), testing);
  // Jest cannot run `import()`.
  const required = { ...testing, ...common, supported: { "dynamic-import": false } };
  await script(join(out, "testing.cjs"), required);

  // Tools without ES modules, such as Jest, get these entries as scripts that share the classes of `index.cjs`.
  // `user-state.ts` has no class, so each script contains a copy of it.
  const shared = resolving(/^\.\.?\//, ({ path }) =>
    path.endsWith("user-state.js") ? undefined : { path: "./index.cjs", external: true },
  );
  for (const name of ADAPTERS) {
    await script(join(out, `${name}.cjs`), {
      ...common,
      entryPoints: [source(name)],
      external: FRAMEWORKS,
      plugins: [shared],
    });
  }
  // `server.cjs` shares only the class of errors: `index.cjs` exports nothing else that `server.cjs` needs.
  const errors = resolving(/\/client_error\.js$/, () => ({ path: "./index.cjs", external: true }));
  await script(join(out, "server.cjs"), { ...common, entryPoints: [source("server")], plugins: [errors] });

  // `matricula` itself is a set of modules. A bundler takes the modules that an app needs; the engine is one of them.
  for (const name of ["wasm", "javascript"]) {
    await script(join(out, `${name}.js`), { entryPoints: [source(name)], plugins: BUILT, legalComments: "none" });
  }
  const modules = resolving(/^\.\.?\//, ({ path, resolveDir, kind }) => {
    const inSources = resolve(resolveDir, path).startsWith(SOURCES);
    return inSources && kind !== "entry-point" ? { path: `./${basename(path)}`, external: true } : undefined;
  });
  const { metafile } = await build({
    ...OPTIONS,
    entryPoints: ["index", "engine", "engine-js", "server", ...ADAPTERS].map(source),
    outdir: out,
    sourcemap: false,
    metafile: true,
    external: ["./wasm.js", "./javascript.js", ...FRAMEWORKS],
  });
  for (const input of Object.keys(metafile.inputs)) {
    const path = resolve(input);
    if (!path.startsWith(SOURCES)) continue;
    const outfile = join(out, basename(path).replace(/ts$/, "js"));
    // The comments `//!` are not needed here: the line of a single module is short enough.
    await script(outfile, {
      entryPoints: [path],
      external: FRAMEWORKS,
      plugins: [modules],
      legalComments: "none",
    });
  }
}
