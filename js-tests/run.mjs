// `npm test [-- file…]`: installs the packed packages into a new project and runs the tests with them.
// If MATRICULA_TOOLS names a folder, the project is created in it, and can use the packages that are installed there.
// If MATRICULA_ENGINE is `js`, the tests use the engine in JavaScript instead of the WebAssembly.

import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";

const here = import.meta.dirname;

/** The tarballs that xtask names, or the newest tarballs in target/npm. */
function tarballs() {
  if (process.env.MATRICULA_PACKAGES) return process.env.MATRICULA_PACKAGES.split(delimiter);
  const folder = join(here, "../target/npm");
  return ["matricula", "matricula-test-server"].map((name) => {
    const packed = readdirSync(folder)
      .filter((file) => file.startsWith(`${name}-`) && /^\d[^-]*\.tgz$/.test(file.slice(name.length + 1)))
      .map((file) => join(folder, file));
    packed.sort((one, other) => statSync(other).mtimeMs - statSync(one).mtimeMs);
    if (!packed[0]) throw new Error(`the package ${name} is missing; run \`cargo xtask package\``);
    return packed[0];
  });
}

function run(program, args, options) {
  const { status, error } = spawnSync(program, args, { stdio: "inherit", ...options });
  if (error) throw error;
  return status ?? 1;
}

const files = process.argv.slice(2);
if (files.length === 0) files.push(...readdirSync(here).filter((name) => name.endsWith(".test.mjs")));
const packed = tarballs();
const project = mkdtempSync(join(process.env.MATRICULA_TOOLS ?? tmpdir(), "matricula-package-"));
try {
  writeFileSync(join(project, "package.json"), '{ "private": true, "type": "module" }\n');
  const install = ["install", "--offline", "--no-audit", "--no-fund", "--no-package-lock", "--silent", ...packed];
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  if (run(npm, install, { cwd: project, shell: process.platform === "win32" }) !== 0) {
    throw new Error("the packages cannot be installed");
  }
  const { MATRICULA_ENGINE: engine, NODE_OPTIONS: options = "" } = process.env;
  if (engine) {
    // Every program of the tests then begins with this import.
    const entry = pathToFileURL(join(project, `node_modules/matricula/engine-${engine}.js`));
    process.env.NODE_OPTIONS = `${options} --import=${entry}`;
  }
  // With two processors, Node would run one file at a time. But most files wait more than they compute, so at least
  // three files run at the same time.
  const concurrency = `--test-concurrency=${Math.max(3, availableParallelism() - 1)}`;
  // `--test-timeout` limits the time of each test, and the time of each whole file. The slowest files, those of the
  // browsers, need a minute and a half if other programs use the processors, too; on a slow machine, several minutes.
  process.exitCode = run(process.execPath, ["--test", concurrency, "--test-timeout=600000", ...files], {
    cwd: here,
    env: { ...process.env, MATRICULA_PROJECT: project, MATRICULA_PACKAGES: packed.join(delimiter) },
  });
} finally {
  rmSync(project, { recursive: true, force: true });
}
