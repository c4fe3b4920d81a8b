// `node generate.mjs DECLARATIONS FOLDER` writes `wire.d.ts` into FOLDER: the types of requests, answers, options and
// errors. They come from DECLARATIONS, a file that wasm-bindgen has written.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { argv } from "node:process";

import ts from "typescript";

const [declarations, folder] = argv.slice(2);
const OPERATIONS = new URL("../../../docs/operations.json", import.meta.url);
const { fusio, fusionauth } = JSON.parse(readFileSync(OPERATIONS, "utf8"));
const HEAD = "// Written by `cargo xtask bless`.\n\n";
const source = ts.createSourceFile("a.d.ts", readFileSync(declarations, "utf8"), ts.ScriptTarget.Latest, true);
const isLoader = ({ name }) => /^(Sync)?Init(Input|Output)$|^(default|init)/.test(name?.text ?? "");
const isErrors = ({ name }) => /^(isClientError|ClientError)$/.test(name?.text ?? "");
const isType = (node) => ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node);

const types = source.statements.filter((node) => (isType(node) && !isLoader(node)) || isErrors(node));
/** The names in the JavaScript API: methods, members, and the strings that members may have as values. */
const words = new Set([...fusio, ...fusionauth].map(({ js }) => js));
for (const type of types) addWords(type);
mkdirSync(folder, { recursive: true });
// Copies each type with its comment.
const wire = types.map((node) => named(source.text.slice(node.getStart(source, true), node.end)));
writeFileSync(join(folder, "wire.d.ts"), `${HEAD}export {};\n\n${wire.join("\n\n")}\n`);

/** Adds the names of the members in a type, and the strings in it, to `words`. */
function addWords(node) {
  if (ts.isPropertySignature(node)) words.add(node.name.text);
  if (ts.isStringLiteral(node)) words.add(node.text);
  ts.forEachChild(node, addWords);
}

/** In the comments of a text, replaces the names of Rust (`login_id`) with the names of JavaScript (`loginId`). */
function named(text) {
  return text.replace(/\/\*\*.*?\*\//gs, (comment) =>
    comment.replace(/`([a-z]+(?:_[a-z0-9]+)+)`/g, (whole, name) => {
      const camel = name.replace(/_([a-z0-9])/g, (_, letter) => letter.toUpperCase());
      return words.has(camel) && !words.has(name) ? `\`${camel}\`` : whole;
    }),
  );
}
