// `node generate.mjs DECLARATIONS FOLDER` writes `wire.d.ts`: the types of requests and answers in the DECLARATIONS
// of wasm-bindgen.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { argv } from "node:process";

import ts from "typescript";

const [declarations, folder] = argv.slice(2);
const HEAD = "// Written by `cargo xtask bless`.\n\n";
const source = ts.createSourceFile("a.d.ts", readFileSync(declarations, "utf8"), ts.ScriptTarget.Latest, true);
const isLoader = ({ name }) => /^(Sync)?Init(Input|Output)$|^(default|init)/.test(name?.text ?? "");
const isErrors = ({ name }) => /^(isClientError|ClientError)$/.test(name?.text ?? "");
const isType = (node) => ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node);

const types = source.statements.filter((node) => (isType(node) && !isLoader(node)) || isErrors(node));
mkdirSync(folder, { recursive: true });
// Copies each type with its comment.
const wire = types.map((node) => source.text.slice(node.getStart(source, true), node.end));
writeFileSync(join(folder, "wire.d.ts"), `${HEAD}export {};\n\n${wire.join("\n\n")}\n`);
