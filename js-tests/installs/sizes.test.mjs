// The size of the script that a page needs before its first render, and of the entries for servers, React and Vue. Each
// bundler puts each engine into a separate file, so the engines are not counted.

import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { brotliCompressSync, constants } from "node:zlib";

import { project, resolve } from "../support.mjs";
import { run } from "./programs.mjs";

const CLIENT = `import { FusioClient } from "matricula";
console.log(new FusioClient({ baseUrl: "https://api.example.com" }));
`;
/** The scripts, and their size limits in bytes of brotli. If there is a script `without`, its size is subtracted. */
const PAGES = {
  guard: {
    script: 'import { isClientError } from "matricula";\nconsole.log(isClientError(0));\n',
    limits: { esbuild: 500, vite: 500, webpack: 500 },
  },
  session: {
    script: `import { FusioClient, Session } from "matricula";
const client = new FusioClient({ baseUrl: "https://api.example.com" });
new Session(client).state.subscribe(console.log);
`,
    limits: { esbuild: 4_900, vite: 4_900, webpack: 5_500 },
  },
  server: {
    script: `${CLIENT}import { createServerSessions, isSameOrigin } from "matricula/server";
console.log(createServerSessions, isSameOrigin);
`,
    // A server needs a client anyway, so the size of the client is not counted.
    without: CLIENT,
    limits: { esbuild: 3_500, vite: 3_500, webpack: 3_500 },
  },
};
const TOOLS = {
  esbuild: ["main.mjs", "--bundle", "--minify", "--splitting", "--format=esm", "--outdir=dist"],
  // Vite adds code for older browsers, unless the configuration turns that off.
  vite: ["build", "--config", "vite.config.mjs"],
  webpack: ["./main.mjs", "--mode", "production"],
};

function weight(text) {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: text.length };
  return brotliCompressSync(text, { params }).length;
}

/** The size of a bundled script in bytes of brotli, without the engines. */
async function size(name, tool, script) {
  const folder = join(project, `size-${name}-${tool}`);
  mkdirSync(folder);
  writeFileSync(join(folder, "package.json"), '{ "private": true, "type": "module" }');
  writeFileSync(join(folder, "main.mjs"), script);
  writeFileSync(join(folder, "index.html"), '<script type="module" src="main.mjs"></script>');
  writeFileSync(join(folder, "vite.config.mjs"), "export default { build: { modulePreload: false } };");
  await run(tool, TOOLS[tool], { cwd: folder });
  const scripts = readdirSync(join(folder, "dist"), { recursive: true })
    .filter((name) => name.endsWith(".js"))
    .map((name) => readFileSync(join(folder, "dist", name), "utf8"));
  // The texts that identify the two engines: the WebAssembly begins with `\0asm`, here in base64, and the engine in
  // JavaScript throws this error.
  const engines = [/AGFzbQ/, /RangeError\(.unreachable.\)/];
  const isEngine = (text) => engines.some((pattern) => pattern.test(text));
  // The page `guard` uses no engine. esbuild writes the engines anyway, but other bundlers may not. So this check
  // leaves out `guard`.
  if (name !== "guard") {
    for (const engine of engines) assert.equal(scripts.filter((text) => engine.test(text)).length, 1, `${engine}`);
    assert.equal(scripts.filter(isEngine).length, 2, "files of the engines");
  }
  return scripts.filter((text) => !isEngine(text)).reduce((sum, text) => sum + weight(text), 0);
}

for (const [page, { script, without, limits }] of Object.entries(PAGES)) {
  for (const tool of Object.keys(TOOLS)) {
    test(`the script \`${page}\`, bundled by ${tool}, is not larger than its limit`, async (context) => {
      const bytes = (await size(page, tool, script)) - (without ? await size(`${page}-without`, tool, without) : 0);
      context.diagnostic(`${bytes} bytes of brotli`);
      assert.ok(bytes <= limits[tool], `${bytes} bytes of brotli`);
    });
  }
}

/** The limits for the entry of a framework alone, and for this entry with `user-state.js`. */
const ENTRIES = { entry: 400, "entry with user-state.js": 700 };

for (const framework of ["react", "vue"]) {
  for (const [what, limit] of Object.entries(ENTRIES)) {
    test(`${framework}: the ${what} is not larger than its limit`, async (context) => {
      const folder = join(project, `size-${framework}-${what.length}`);
      mkdirSync(folder);
      const own = what === "entry" ? ["--external:./user-state.js"] : [];
      const args = ["--bundle", "--minify", "--format=esm", `--external:${framework}`, "--outfile=main.js", ...own];
      await run("esbuild", [resolve(`matricula/${framework}`).replace(/cjs$/, "js"), ...args], { cwd: folder });
      const bytes = weight(readFileSync(join(folder, "main.js"), "utf8"));
      context.diagnostic(`${bytes} bytes of brotli`);
      assert.ok(bytes <= limit, `${bytes} bytes of brotli`);
    });
  }
}
