// `node declarations.mjs OUT ENTRY…` writes the declarations of a package into the folder OUT, one file for each entry.
// We use no ready-made bundler of declarations: it would rename types that have the name of a DOM type, or lose
// comments inside types.

import { readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { argv } from "node:process";

import ts from "typescript";

const ROOT = resolve(import.meta.dirname, "../../..");
const [out, ...entries] = argv.slice(2).map((path) => resolve(path));

/** Leaves out private members and the base class of the clients: they are not part of the public API. */
const published = (context) => (file) => {
  const visit = (node) => {
    if (ts.isPropertyDeclaration(node) && ts.isPrivateIdentifier(node.name)) return undefined;
    if (ts.isHeritageClause(node) && node.types[0].expression.escapedText === "Client") return undefined;
    return ts.visitEachChild(node, visit, context);
  };
  return ts.visitNode(file, visit);
};

/** The declarations of a module. */
function declared(path) {
  let text = readFileSync(path, "utf8");
  if (!path.endsWith(".d.ts")) {
    const { outputText, diagnostics } = ts.transpileDeclaration(text, {
      fileName: path,
      reportDiagnostics: true,
      compilerOptions: { target: ts.ScriptTarget.ES2022, isolatedDeclarations: true, stripInternal: true },
      transformers: { afterDeclarations: [published] },
    });
    for (const { messageText } of diagnostics) {
      throw new Error(`${relative(ROOT, path)}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`);
    }
    text = outputText;
  }
  return ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
}

/** The source file of an imported module. */
function fileOf(module, from) {
  const path = resolve(dirname(from), module).replace(/\.js$/, "");
  return [`${path}.ts`, `${path}.d.ts`].find(ts.sys.fileExists);
}

const isExported = (node) => ts.getCombinedModifierFlags(node) & ts.ModifierFlags.Export;
const textOf = (node) => node.getSourceFile().text.slice(node.getStart(undefined, true), node.end);

/**
 * The declarations that a module exports: all, or those with these names. If a declaration needs a type, that type
 * must be exported, too; the tests of types check this. A declaration whose text is in `seen` is left out.
 */
function* exported(path, names, seen) {
  for (const node of declared(path).statements) {
    if (ts.isExportDeclaration(node) && node.moduleSpecifier) {
      const wanted = node.exportClause?.elements.map(({ name }) => name.text);
      const more = wanted?.filter((name) => !names || names.includes(name)) ?? names;
      if (!more || more.length) yield* exported(fileOf(node.moduleSpecifier.text, path), more, seen);
    } else if (ts.isModuleDeclaration(node) || (isExported(node) && (!names || names.includes(node.name?.text)))) {
      const text = textOf(node);
      if (!seen.has(text)) yield text;
      seen.add(text);
    }
  }
}

/** The modules whose declarations an entry exports, and the entry itself. */
function* modules(path) {
  yield path;
  for (const node of declared(path).statements) {
    if (ts.isExportDeclaration(node) && node.moduleSpecifier) yield* modules(fileOf(node.moduleSpecifier.text, path));
  }
}

/**
 * The imports that the declarations of an entry need. The types of the package's own modules are imported from the main
 * entry, unless this entry itself exports them.
 */
function* imports(entry) {
  const own = [...modules(entry)];
  const names = new Set();
  for (const path of own) {
    for (const node of declared(path).statements.filter(ts.isImportDeclaration)) {
      const module = node.moduleSpecifier.text;
      if (!module.startsWith(".")) yield textOf(node);
      else if (!own.includes(fileOf(module, path)))
        for (const { name } of node.importClause.namedBindings.elements) names.add(name.text);
    }
  }
  if (names.size) yield `import type { ${[...names].sort().join(", ")} } from "./index.js";`;
}

const [main] = entries;
for (const entry of entries) {
  const declarations = [...exported(entry, undefined, new Set())];
  if (entry !== main) declarations.unshift(...imports(entry));
  writeFileSync(join(out, basename(entry).replace(/ts$/, "d.ts")), `${declarations.join("\n\n")}\n`);
}
