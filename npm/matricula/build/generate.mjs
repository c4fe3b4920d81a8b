// `node generate.mjs DECLARATIONS FOLDER`: the sources that are made of what wasm-bindgen declares: the types of
// requests and answers (`wire.d.ts`), and a class with a method for every operation of each vendor.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { argv } from "node:process";

import ts from "typescript";

const [declarations, folder] = argv.slice(2);
const HEAD = "// Written by `cargo xtask bless`.\n\n";
/** The module and the constructor of the engine of each class, and the type of its options. */
const CLASSES = {
  FusioClient: { module: "fusio", vendor: "fusio", options: "ClientOptions", parameters: "" },
  FusionAuthClient: {
    module: "fusionauth",
    vendor: "fusionAuth",
    options: "FusionAuthOptions",
    parameters:
      "<\n  UserData extends object = Record<string, unknown>,\n  RegistrationData extends object = Record<string, unknown>,\n>",
  },
};

const source = ts.createSourceFile("a.d.ts", readFileSync(declarations, "utf8"), ts.ScriptTarget.Latest, true);
const isLoader = ({ name }) => /^(Sync)?Init(Input|Output)$|^(default|init)/.test(name?.text ?? "");
const isErrors = ({ name }) => /^(isClientError|ClientError)$/.test(name?.text ?? "");
const isType = (node) => ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node);

const types = source.statements.filter((node) => (isType(node) && !isLoader(node)) || isErrors(node));
const classes = source.statements.filter((node) => ts.isClassDeclaration(node) && node.name.text in CLASSES);
const names = new Set(types.map((node) => node.name.text));

/** A comment of the declarations, with the indentation of a level. */
function comment(node, indent) {
  const [range] = ts.getLeadingCommentRanges(source.text, node.pos)?.slice(-1) ?? [];
  if (!range) return "";
  const lines = source.text.slice(range.pos, range.end).split("\n");
  return lines.map((line, at) => `${indent}${at ? ` ${line.trim()}` : line}\n`).join("");
}

function method(node) {
  const parameters = node.parameters.map((parameter) => parameter.getText());
  const given = node.parameters.map(({ name }) => name.text);
  const options = given.at(-1) === "options" ? given.pop() : undefined;
  const operation = node.name.text.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  const args = [`"${operation}"`, `[${given.join(", ")}]`, ...(options ? [options] : [])];
  return `${comment(node, "  ")}  ${node.name.text}(${parameters.join(", ")}): ${node.type.getText()} {
    return this[CALL](${args.join(", ")});
  }
`;
}

/** The types that a class names. */
function used(node, found = new Set()) {
  if (ts.isTypeReferenceNode(node)) found.add(node.typeName.getText());
  node.forEachChild((child) => void used(child, found));
  return found;
}

function client(node) {
  const name = node.name.text;
  const { vendor, options, parameters } = CLASSES[name];
  const methods = node.members.filter(
    (member) => ts.isMethodDeclaration(member) && member.name.getText() !== "free" && ts.isIdentifier(member.name),
  );
  const imports = [...used(node), options].filter((type) => names.has(type));
  const made = node.members.find(ts.isConstructorDeclaration);
  const symbols = vendor === "fusio" ? "CALL, Client" : "CALL, Client, OPTIONS";
  const parts = methods.map((member) => (member.name.text === "forTenant" ? forTenant(member) : method(member)));
  return `import { ${symbols} } from "../client.js";
import type { ${[...new Set(imports)].sort().join(", ")} } from "./wire.js";

${comment(node, "")}export class ${name}${parameters} extends Client {
  /** @internal A minifier may rename the class. */
  static override readonly name = "${name}";

${comment(made, "  ")}  constructor(options: ${options}) {
    super("${vendor}", options);
  }

${parts.join("\n")}}
`;
}

/** The one method that gives another client, at once. */
function forTenant(node) {
  return `${comment(node, "  ")}  forTenant(tenantId: string): ${node.type.getText()} {
    // A tenant that is missing is a mistake, which the first call tells, and not the wish for none.
    return new FusionAuthClient({ ...this[OPTIONS], tenantId: tenantId ?? (false as never) });
  }
`;
}

mkdirSync(folder, { recursive: true });
// With its comment.
const wire = types.map((node) => source.text.slice(node.getStart(source, true), node.end));
writeFileSync(join(folder, "wire.d.ts"), `${HEAD}export {};\n\n${wire.join("\n\n")}\n`);
for (const node of classes) {
  writeFileSync(join(folder, `${CLASSES[node.name.text].module}.ts`), HEAD + client(node));
}
