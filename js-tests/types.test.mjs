// Compiles the declarations of the npm package with the strictest settings, in different kinds of projects. Also
// compiles the declarations of a build by wasm-pack alone.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cp, mkdir, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";

import { CLIENTS, examples, typed, widened } from "./operations.mjs";
import { CLASSES, project } from "./support.mjs";

const { resolve } = createRequire(import.meta.url);
const run = promisify(execFile);

const STRICT = {
  strict: true,
  skipLibCheck: false,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  isolatedModules: true,
  verbatimModuleSyntax: true,
  declaration: true,
  outDir: "out",
  target: "ES2022",
  types: [],
  lib: ["ES2022", "DOM"],
};
const PROJECTS = {
  "with Node's resolution": { module: "nodenext" },
  "with a bundler's resolution": { module: "esnext", moduleResolution: "bundler" },
  "with the old resolution, which does not read `exports`": { module: "esnext", moduleResolution: "node" },
  "without a DOM": { module: "nodenext", lib: ["ES2022"], types: ["node"] },
};
const COMPILERS = ["typescript", "typescript-5", "typescript-5.0"];

/**
 * Every body of both vendors as a value of its type: once as a literal, and once with unknown members. The compiler
 * refuses a literal with members that the type lacks, so the second value first gets the type `Wide`.
 */
function bodies() {
  const values = CLIENTS.flatMap((client) => typed(client));
  const lines = values.map(([type, body], index) => {
    const name = type === "Collection" ? "Collection<t.Scope>" : type;
    return [
      `export const told${index}: t.${name} = ${JSON.stringify(body)};`,
      `export const more${index}: Wide<t.${name}> = ${JSON.stringify(widened(body))};`,
      `export const all${index}: t.${name} = more${index};`,
    ].join("\n");
  });
  return [
    'import type * as t from "matricula";',
    "type Wide<T> = T extends string ? T : T extends (infer E)[] ? Wide<E>[] : T extends object ? { [K in keyof T]: Wide<T[K]> } & Record<string, unknown> : T;",
    ...lines,
    "",
  ].join("\n");
}

/** The examples of both vendors, each as a function. */
function used() {
  const names = ["token", "refreshToken", "userId", "applicationId", "verificationId", "twoFactorId", "methodId"];
  return [
    'import type { FusioClient, FusionAuthClient } from "matricula";',
    "declare const fusio: FusioClient, fusionauth: FusionAuthClient;",
    ...names.map((name) => `declare const ${name}: string;`),
    "declare const typeCode: () => Promise<string>;",
    ...CLIENTS.flatMap((client) =>
      Object.entries(examples(client)).map(
        ([operation, code]) => `export const ${client}${operation} = async (): Promise<void> => {\n${code}\n};`,
      ),
    ),
    "",
  ].join("\n");
}

test("the types of a build by wasm-pack alone are complete", async () => {
  const program = join(dirname(resolve("typescript/package.json")), "bin/tsc");
  const declarations = join(CLASSES, "matricula.d.ts");
  const args = [
    program,
    "--noEmit",
    "--strict",
    "--target",
    "es2022",
    "--lib",
    "es2022,dom,esnext.disposable",
    "--types",
    "",
    declarations,
  ];
  const complaints = await run(process.execPath, args, { timeout: 120_000 }).then(
    () => "",
    ({ stdout }) => stdout || "the compiler failed",
  );
  assert.equal(complaints, "");
});

for (const compiler of COMPILERS) {
  const manifest = resolve(`${compiler}/package.json`);
  const { version, bin } = createRequire(import.meta.url)(manifest);
  for (const [index, [what, compilerOptions]] of Object.entries(PROJECTS).entries()) {
    // The newest compiler no longer has this resolution.
    if (compilerOptions.moduleResolution === "node" && !version.startsWith("5.")) continue;
    // The current types of Node need TypeScript 5.2.
    if (compilerOptions.types && version.startsWith("5.0.")) continue;
    test(`TypeScript ${version} compiles the types in a project ${what}`, async () => {
      // The folder is inside the project that has the package, so the compiler finds the package.
      const folder = join(project, `types-${compiler}-${index}`);
      await mkdir(join(folder, "node_modules/@types"), { recursive: true });
      await symlink(dirname(resolve("@types/node/package.json")), join(folder, "node_modules/@types/node"), "junction");
      await cp(join(import.meta.dirname, "types"), folder, { recursive: true });
      await writeFile(join(folder, "bodies.ts"), bodies());
      await writeFile(join(folder, "used.ts"), used());
      await writeFile(join(folder, "package.json"), '{ "type": "module" }');
      const config = { compilerOptions: { ...STRICT, ...compilerOptions }, include: ["*.ts"] };
      await writeFile(join(folder, "tsconfig.json"), JSON.stringify(config));
      const complaints = await run(process.execPath, [join(dirname(manifest), bin.tsc), "--project", folder], {
        timeout: 120_000,
      }).then(
        () => "",
        ({ stdout, stderr }) => stdout + stderr || "the compiler failed",
      );
      assert.equal(complaints, "");
    });
  }
}
