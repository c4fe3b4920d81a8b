// Tests the contents of the package, and that an import of the package does no work.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { runInNewContext } from "node:vm";

import { load, packed, refused, resolve, runInProject } from "./support.mjs";

const folder = dirname(resolve("matricula/package.json"));
const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));

/** The script of `matricula/web` for pages; on a server `matricula/web` is the script of `matricula`. */
const WEB = pathToFileURL(join(folder, "web.js"));

const FILES = packed("matricula.tgz");
/** The scripts that have a source map. Only `engine.cjs` has none, because it is a copy of its source. */
const SCRIPTS = FILES.filter((name) => FILES.includes(`${name}.map`));
/**
 * The bundled scripts. Of these, only `web.js` imports another script of the package: the engine in JavaScript, where
 * WebAssembly is not allowed. The other `.js` files are modules: an app gets only those it uses. The other `.cjs` files
 * use the classes of `index.cjs`.
 */
const ENTRIES = ["bundle.js", "index.cjs", "native.js", "testing.cjs", "testing.js", "web.js", "workerd.js"];
/** The entries for frameworks. No other script imports a framework, because an app may have none. */
const ADAPTERS = ["react", "vue"];

/** Records work that an import must not do: requests, timers, the decoding of base64, and compilations. */
const COUNT = `
const done = [];
const count = (owner, name) => {
  const original = owner[name];
  owner[name] = function (...args) {
    done.push(name);
    return new.target ? Reflect.construct(original, args) : Reflect.apply(original, this, args);
  };
};
for (const name of ["fetch", "setTimeout", "setInterval", "atob", "queueMicrotask"]) count(globalThis, name);
for (const name of ["compile", "compileStreaming", "instantiate", "instantiateStreaming", "Module", "Instance", "Memory"]) count(WebAssembly, name);
`;

test("the package contains exactly the files that packed.txt lists", () => {
  assert.deepEqual(readdirSync(folder).sort(), FILES);
  assert.deepEqual(
    FILES.filter((name) => /\.c?js$/.test(name) && !SCRIPTS.includes(name)),
    ["engine.cjs"],
  );
});

test("the package has no dependencies and no install scripts; the test server and the frameworks are optional peers", () => {
  for (const member of ["dependencies", "optionalDependencies", "scripts", "bin"]) {
    assert.equal(manifest[member], undefined, member);
  }
  const peers = { "matricula-test-server": manifest.version, react: ">=18", vue: ">=3.3" };
  assert.deepEqual(manifest.peerDependencies, peers);
  assert.deepEqual(
    manifest.peerDependenciesMeta,
    Object.fromEntries(Object.keys(peers).map((peer) => [peer, { optional: true }])),
  );
  for (const script of FILES.filter((name) => /\.c?js$/.test(name))) {
    const text = readFileSync(join(folder, script), "utf8");
    const imported = ADAPTERS.filter((name) => new RegExp(`(from|require\\()\\s*"${name}"`).test(text));
    assert.deepEqual(imported, ADAPTERS.includes(script.replace(/\.c?js$/, "")) ? [script.split(".")[0]] : [], script);
  }
  assert.deepEqual(manifest.sideEffects, ["./engine.js", "./engine-js.js"]);
});

test("every export is a file, and every script entry has types", () => {
  const file = (name) => assert.ok(readFileSync(join(folder, name)).length > 0, name);
  const check = (target, entry, path) => {
    if (typeof target === "string") {
      file(target);
    } else if (target.types) {
      const own = ["testing", "engine", "engine-js", "server", ...ADAPTERS].map((name) => `./${name}`);
      const name = own.includes(entry) ? entry : "./index";
      assert.equal(target.types, path.at(-1) === "require" ? `${name}.d.cts` : `${name}.d.ts`, path.join());
      assert.deepEqual(Object.keys(target), ["types", "default"], path.join());
      for (const name of Object.values(target)) file(name);
    } else {
      assert.equal(Object.keys(target).at(-1), "default", path.join());
      for (const [condition, inner] of Object.entries(target)) check(inner, entry, [...path, condition]);
    }
  };
  for (const [entry, target] of Object.entries(manifest.exports)) check(target, entry, [entry]);
  for (const member of ["main", "module", "types"]) file(manifest[member]);
  assert.throws(() => resolve("matricula/index.js"), { code: "ERR_PACKAGE_PATH_NOT_EXPORTED" });
});

test("every source map contains the sources, and each script names its source map", () => {
  for (const script of SCRIPTS) {
    assert.match(readFileSync(join(folder, script), "utf8"), new RegExp(`//# sourceMappingURL=${script}\\.map\n$`));
    const { sources, sourcesContent } = JSON.parse(readFileSync(join(folder, `${script}.map`), "utf8"));
    const name = script.replace(/\.c?js$/, "");
    const own = ENTRIES.includes(script) && name !== "testing" ? "client" : name;
    assert.ok(
      sources.some((source) =>
        new RegExp(`^\\.\\./npm/matricula/src/(generated/|server/)?${own}\\.ts$`).test(source),
      ) && sources.length === sourcesContent.length,
      `${script}: ${sources}`,
    );
    // A source map must not contain the WebAssembly (`\0asm` in base64).
    assert.ok(
      sourcesContent.every((text) => text.length > 0 && !text.includes("AGFzbQ")),
      script,
    );
  }
});

test("no file contains a path of the machine that built it", () => {
  for (const name of readdirSync(folder)) {
    const text = readFileSync(join(folder, name), "latin1");
    for (const path of ["/root/", "/home/", "/Users/", "/work/", "/tmp/", ".cargo/registry", "C:\\"]) {
      assert.ok(!text.includes(path), `${name} has ${path}`);
    }
  }
});

test("the entries with the clients export the same names", async () => {
  const names = [
    "ClientError",
    "FusioClient",
    "FusionAuthClient",
    "Session",
    "TokenVerifier",
    "decodeJwt",
    "isClientError",
    "preload",
  ];
  for (const entry of ["matricula", "matricula/web", "matricula/bundle"]) {
    assert.deepEqual(Object.keys(await load(entry)).sort(), names, entry);
  }
  assert.deepEqual(Object.keys(await import(WEB)).sort(), names, "web.js");
  const [, exported] = readFileSync(join(folder, "workerd.js"), "utf8").match(/export\{([^}]*)\}/);
  assert.deepEqual(
    exported
      .split(",")
      .map((pair) => pair.split(" as ").at(-1))
      .sort(),
    names,
    "workerd",
  );
});

test("on a server, `matricula/web` is the same as `matricula`", async () => {
  assert.equal(await load("matricula/web"), await load());
});

test("`import` and `require` load the same class", async () => {
  const script = `
    import { createRequire } from "node:module";
    import { FusioClient } from "matricula";
    console.log(createRequire(import.meta.url)("matricula").FusioClient === FusioClient);`;
  assert.equal(await runInProject(script, "--no-warnings"), "true");
});

test("the script for `require` has the exports of `matricula`, and runs", async () => {
  // In Node, `require("matricula")` loads the ES module, because Node knows the condition `module-sync`. Tools that do
  // not know this condition, such as Jest, load this script.
  const required = createRequire(import.meta.url)(join(folder, "index.cjs"));
  assert.deepEqual(Object.keys(required).sort(), Object.keys(await load()).sort());
  const start = await new required.FusioClient({ baseUrl: "http://127.0.0.1" }).identityRedirect(
    1,
    "http://127.0.0.1/in",
  );
  assert.equal(start.nonce.length, 32);
  const imported = await import(pathToFileURL(join(folder, "index.cjs")));
  assert.equal(imported.FusioClient, required.FusioClient);
});

test("`matricula/server` exports two functions, also for `require`, and throws the ClientError of `matricula`", async () => {
  const names = ["createServerSessions", "isSameOrigin"];
  assert.deepEqual(Object.keys(await load("matricula/server")).sort(), names);
  const require = createRequire(import.meta.url);
  const [server, { ClientError }] = ["server.cjs", "index.cjs"].map((name) => require(join(folder, name)));
  assert.deepEqual(Object.keys(server).sort(), names);
  assert.throws(() => server.createServerSessions({}), ClientError);
  const imports = FILES.filter((name) => /^server\.c?js$/.test(name)).map((name) =>
    readFileSync(join(folder, name), "utf8"),
  );
  assert.doesNotMatch(imports.join(), /["']node:/, "`matricula/server` must run on every platform");
});

test("`require` works in a CommonJS program", async () => {
  const script = `
    import { execFileSync } from "node:child_process";
    const program = "const { FusioClient } = require('matricula'); new FusioClient({ baseUrl: 'http://127.0.0.1' }).identityRedirect(1, 'http://127.0.0.1/in').then((start) => console.log(start.nonce.length))";
    console.log(execFileSync(process.execPath, ["--no-warnings", "--input-type=commonjs", "--eval", program]).toString());`;
  assert.equal(await runInProject(script), "32");
});

test("neither an import nor a constructor does any work", async () => {
  const script = `${COUNT}
    const before = Object.getOwnPropertyNames(globalThis).join();
    let client;
    for (const entry of ["matricula", "matricula/web", "matricula/server", ${JSON.stringify(`${WEB}`)}]) {
      const { FusioClient, createServerSessions } = await import(entry);
      if (FusioClient) client = new FusioClient({ baseUrl: "http://127.0.0.1" });
      else createServerSessions({ client, secret: "a".repeat(32) });
    }
    console.log(JSON.stringify([done, before === Object.getOwnPropertyNames(globalThis).join()]));`;
  assert.deepEqual(JSON.parse(await runInProject(script)), [[], true]);
});

test("the first calls of all clients start the engine once", async () => {
  const script = `
    import { started } from ${JSON.stringify(pathToFileURL(join(import.meta.dirname, "engine.mjs")))};
    const { FusioClient } = await import("matricula");
    const clients = Array.from({ length: 5 }, () => new FusioClient({ baseUrl: "http://127.0.0.1" }));
    await Promise.all(clients.map((client) => client.identityRedirect(1, "http://127.0.0.1/in")));
    await clients[0].identityRedirect(1, "http://127.0.0.1/in");
    console.log(started());`;
  assert.equal(await runInProject(script), "1");
});

test("a client works again after `free`", async () => {
  const { FusioClient } = await load();
  const client = new FusioClient({ baseUrl: "http://127.0.0.1" });
  const start = () => client.identityRedirect(1, "http://127.0.0.1/in");
  await start();
  client.free();
  client.free();
  assert.ok((await start()).url.startsWith("http://127.0.0.1/consumer/identity/1/redirect?"));
});

test("the error of a call says that the engine could not be loaded", async () => {
  // The script for pages fetches the WebAssembly, and Node's `fetch` cannot read a `file:` address.
  const { FusioClient, isClientError } = await import(WEB);
  const client = new FusioClient({ baseUrl: "http://127.0.0.1" });
  const error = await refused(client.account("token"), { kind: "unsupported", name: "ClientError" });
  assert.ok(isClientError(error));
  assert.match(error.message, /could not be loaded from `matricula_bg\.wasm`.*`matricula\/bundle` contains the engine/);
  assert.ok(error.cause instanceof Error);
});

test("a program without WebAssembly gets the engine in JavaScript; `matricula/bundle` gives an error", async () => {
  // Node's own `fetch` needs WebAssembly, so the script makes only calls that send nothing.
  const script = `
    import { FusioClient, preload, Session } from "matricula";
    import { FusioClient as Bundled, Session as BundledSession } from "matricula/bundle";
    const options = { baseUrl: "http://127.0.0.1" };
    await preload();
    const { nonce } = await new FusioClient(options).identityRedirect(1, "http://127.0.0.1/in");
    const bundled = new Bundled(options);
    const session = new BundledSession(bundled);
    const calls = [bundled.account("token"), session.refresh()];
    const told = await Promise.all(calls.map((call) => call.catch(({ kind, message }) => [kind, message])));
    const { status } = await new Session(new FusioClient(options)).ready;
    console.log(JSON.stringify({ size: nonce.length, told, statuses: [status, session.state.get().status] }));`;
  const { size, told, statuses } = JSON.parse(await runInProject(script, "--jitless", "--no-warnings"));
  assert.equal(size, 32);
  const message = "this platform has no WebAssembly; `matricula` has an engine in JavaScript";
  assert.deepEqual(told, Array(2).fill(["unsupported", message]));
  assert.deepEqual(statuses, ["signed_out", "signed_out"]);
});

test("the console shows invalid options of a session if no call reports them", async () => {
  const script = `
    import { FusioClient, Session } from "matricula";
    const told = [];
    console.error = (error) => told.push(error.kind);
    const client = new FusioClient({ baseUrl: "http://127.0.0.1" });
    const [, asked] = Array.from({ length: 2 }, () => new Session(client, { refreshAheadSeconds: -1 }));
    const { kind } = await asked.ready.catch((error) => error);
    // Lets all pending tasks run.
    await new Promise((resolve) => setTimeout(resolve));
    console.log(JSON.stringify([kind, told, asked.state.get().status]));`;
  assert.deepEqual(JSON.parse(await runInProject(script)), ["validation", ["validation"], "loading"]);
});

test("an import needs no global of the platform", () => {
  const text = readFileSync(join(folder, "index.cjs"), "utf8");
  const module = { exports: {} };
  // This realm has only the globals of the language. Some test environments also lack globals of the platform: Jest's
  // jsdom has no `fetch`.
  runInNewContext(text, { module, exports: module.exports });
  assert.equal(typeof module.exports.FusioClient, "function");
});
