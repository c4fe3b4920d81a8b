// `node vendors.mjs` reads the vendors' own clients, and lists their operations in `test-server/vendors/*.json`.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import ts from "typescript-5";

const root = join(import.meta.dirname, "..");
const source = (path) =>
  ts.createSourceFile(
    path,
    readFileSync(join(import.meta.dirname, "node_modules", path), "utf8"),
    ts.ScriptTarget.Latest,
    true,
  );

/** Calls `see` for `node` and for each node below it. */
function walk(node, see) {
  see(node);
  ts.forEachChild(node, (child) => walk(child, see));
}

const string = (node) => (node && ts.isStringLiteralLike(node) ? node.text : undefined);
const camel = (name) => name.replace(/_(\w)/g, (_, letter) => letter.toUpperCase());

/** The methods of all classes. Each method has the names and first arguments of the calls in its body, in order. */
function* methods(file) {
  const found = [];
  walk(file, (node) => {
    if (ts.isMethodDeclaration(node) && node.body) found.push(node);
  });
  for (const method of found) {
    const calls = [];
    walk(method.body, (node) => {
      if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
        calls.push({ at: node.end, name: node.expression.name.text, argument: node.arguments[0] });
      }
    });
    calls.sort((one, other) => one.at - other.at);
    yield {
      name: method.name.getText(),
      group: (method.parent.name ?? method.parent.parent.name)?.text,
      body: method.body,
      calls,
    };
  }
}

/** The operations of FusionAuth's client. Its methods build paths from string literals and parameters. */
function fusionauth() {
  const operations = [];
  for (const { name, calls } of methods(source("@fusionauth/typescript-client/build/src/FusionAuthClient.js"))) {
    const uri = string(calls.find((call) => call.name === "withUri")?.argument);
    const method = string(calls.find((call) => call.name === "withMethod")?.argument);
    if (!uri || !method) continue;
    const segments = calls
      .filter((call) => call.name === "withUriSegment")
      .map(({ argument }) => string(argument) ?? `{${argument.getText()}}`);
    operations.push({ name, method, path: [uri, ...segments].join("/") });
  }
  return operations;
}

/** Fusio's client has the whole API; this function returns only the operations of `/consumer` and `/authorization`. */
function fusio() {
  const operations = [];
  for (const { name, group, body, calls } of methods(source("fusio-sdk/dist/index.js"))) {
    const path = string(calls.find((call) => call.name === "url")?.argument);
    let method;
    walk(body, (node) => {
      if (ts.isPropertyAssignment(node) && node.name.getText() === "method") method ??= string(node.initializer);
    });
    if (!method || !/^\/(consumer|authorization)\b/.test(path)) continue;
    const tag = group.replace(/^Consumer|Tag$/g, "").replace(/^./, (letter) => letter.toLowerCase());
    operations.push({
      name: `${tag}.${name}`,
      method,
      path: path.replace(/\$(\w+)(<[^>]*>)?/g, (_, parameter) => `{${camel(parameter)}}`),
    });
  }
  return operations;
}

const order = (one, other) =>
  one.path.localeCompare(other.path, "en") ||
  one.method.localeCompare(other.method, "en") ||
  one.name.localeCompare(other.name, "en");
for (const [vendor, operations] of Object.entries({ fusio: fusio(), fusionauth: fusionauth() })) {
  const lines = operations.sort(order).map((operation) => `  ${JSON.stringify(operation)}`);
  writeFileSync(join(root, `test-server/vendors/${vendor}.json`), `[\n${lines.join(",\n")}\n]\n`);
  console.log(`test-server/vendors/${vendor}.json: ${lines.length} operations`);
}
