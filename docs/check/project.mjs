// Writes the scripts and named files of the pages into a project in which the packed package is installed.

import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";

import ts from "typescript";

import { project } from "../../js-tests/support.mjs";
import { ADDRESSES } from "./addresses.mjs";
import { ROOT } from "./markdown.mjs";

const SCRIPTS = new Set(["js", "jsx", "ts", "tsx"]);
/** The packages that the scripts can import in addition to ours, by the folder in which they are installed. */
const INSTALLED = {
  docs: [
    "@tanstack/react-query",
    "@types/chrome",
    "@types/node",
    "@types/react",
    "@types/react-dom",
    "axios",
    "electron",
    "react",
    "react-router",
  ],
  "js-tests": ["fusio-sdk", "sdkgen-client", "@fusionauth/typescript-client", "otpauth", "vue"],
};
const OPTIONS = {
  isolatedModules: true,
  verbatimModuleSyntax: true,
  esModuleInterop: true,
  noEmit: true,
  skipLibCheck: true,
  allowJs: true,
  checkJs: true,
  jsx: ts.JsxEmit.ReactJSX,
  moduleDetection: ts.ModuleDetectionKind.Force,
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  lib: ["lib.es2023.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
  types: ["node", "chrome"],
};

export const isScript = ({ lang }) => SCRIPTS.has(lang);

/**
 * Writes the files of all pages. Each page gets its own folder, with links `package/` and `node_modules/matricula/` to
 * the installed package.
 */
export function layOut(blocks, url) {
  const root = mkdtempSync(join(project, "pages-"));
  for (const [folder, names] of Object.entries(INSTALLED)) {
    const require = createRequire(join(ROOT, folder, "package.json"));
    for (const name of names) link(folderOfPackage(require, name), join(root, "node_modules", name));
  }
  const folder = (file) => join(root, file.replaceAll(/[/.]/g, "-"));
  const path = ({ file, line, lang, name }) => join(folder(file), name ?? `line-${line}.${lang}`);
  for (const block of blocks.filter((block) => isScript(block) || block.name)) {
    mkdirSync(dirname(path(block)), { recursive: true });
    writeFileSync(path(block), textOf(block, url));
  }
  for (const file of new Set(blocks.map(({ file }) => file)))
    for (const place of ["package", "node_modules/matricula"])
      link(join(project, "node_modules/matricula"), join(folder(file), place));
  return { root, folder, path };
}

function link(target, path) {
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(target, path, "junction");
}

/** Looks for the folder of a package by its name, because `require` cannot read `package.json` of every package. */
function folderOfPackage(require, name) {
  const found = require.resolve
    .paths(name)
    .map((folder) => join(folder, name))
    .find((folder) => ts.sys.directoryExists(folder));
  if (!found) throw new Error(`${name} is not installed`);
  return found;
}

/**
 * The text of a block, with the address of the test server. A script begins with the code of `given` in one line, and
 * with empty lines, so that the lines of the block have the same numbers as in the page.
 */
function textOf(block, url) {
  const [given, text] = [block.given, block.text].map((text) =>
    ADDRESSES.reduce((text, address) => text.replaceAll(address, url), text),
  );
  return isScript(block) ? `${given.replaceAll("\n", " ")}${"\n".repeat(block.line)}${text}` : text;
}

/**
 * The errors of the compiler. It checks TypeScript in strict mode, as in a new project, and JavaScript without strict
 * mode.
 */
export function complaints(blocks, { root, path }) {
  const scripts = blocks.filter(isScript);
  return [true, false].flatMap((typed) => {
    const files = scripts.filter(({ lang }) => lang.startsWith("t") === typed).map(path);
    const program = ts.createProgram(files, {
      ...OPTIONS,
      strict: typed,
      noUncheckedIndexedAccess: typed,
      typeRoots: [join(root, "node_modules/@types")],
    });
    return ts.getPreEmitDiagnostics(program).map(({ file, start, messageText }) => {
      const where = file
        ? `${relative(root, file.fileName)}:${file.getLineAndCharacterOfPosition(start).line + 1}: `
        : "";
      return `${where}${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
    });
  });
}

/** Writes a copy of the script without the types, so that Node can run it; returns the path of the copy. */
export function compile(block, { path }, url) {
  const out = `${path(block)}.mjs`;
  const compilerOptions = { ...OPTIONS, noEmit: false, target: ts.ScriptTarget.ESNext };
  writeFileSync(out, ts.transpileModule(textOf(block, url), { compilerOptions, fileName: path(block) }).outputText);
  return out;
}
