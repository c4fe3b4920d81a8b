// Checks tables of the guide, for example that the table of errors is complete, and that the tables and pages name only
// things that exist.

import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { test } from "node:test";

import MarkdownIt from "markdown-it";
import ts from "typescript";

import { documents, ROOT } from "./markdown.mjs";

/** A path of a file or folder, relative to the root of the repository and without placeholders. */
const PATH = /^(src|test-server|examples|docs|js-tests|npm|tests|xtask|benches)\/[\w./-]*$/;
const APP = "docs/start/change-the-app.md";
const read = (path) => readFileSync(join(ROOT, path), "utf8");

/** The tables of a page, each with its headings, and its rows as lists of cells. */
function tables(path) {
  const found = [];
  for (const token of new MarkdownIt().parse(read(path), {})) {
    if (token.type === "table_open") found.push([]);
    if (token.type === "tr_open") found.at(-1).push([]);
    if (token.type === "inline" && found.at(-1)?.at(-1) && token.level >= 3) found.at(-1).at(-1).push(token);
  }
  return found.map(([head, ...rows]) => ({ head: head.map(({ content }) => content), rows }));
}

/** The texts in backticks in a cell. */
const codes = (cell) =>
  (cell.children ?? []).filter(({ type }) => type === "code_inline").map(({ content }) => content);
const table = (path, heading) =>
  tables(path).find(({ head }) => head[0] === heading) ?? assert.fail(`${path}: no table begins with ${heading}`);

/** The methods of the classes in a declaration file, by class. */
function methods(text) {
  const found = new Map();
  ts.createSourceFile("a.ts", text, ts.ScriptTarget.Latest).forEachChild((node) => {
    if (!ts.isClassDeclaration(node)) return;
    const names = node.members.map((member) => member.name?.text).filter(Boolean);
    found.set(node.name.text, new Set(names));
  });
  return found;
}

/** The declarations, the version and the folder of a package that js-tests has installed. */
function declarations(name) {
  const folder = createRequire(join(ROOT, "js-tests/package.json"))
    .resolve.paths(name)
    .map((path) => join(path, name))
    .find(ts.sys.directoryExists);
  const types = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return { text: readFileSync(join(folder, types.types ?? types.typings), "utf8"), version: types.version, folder };
}

const API = read("js-tests/api.d.ts");
const ours = methods(API);

/** The strings of a union type of the package. */
function words(name) {
  const { statements } = ts.createSourceFile("a.ts", API, ts.ScriptTarget.Latest);
  const found = statements.find((node) => ts.isTypeAliasDeclaration(node) && node.name.text === name);
  assert.ok(found, `no type is called ${name}`);
  return found.type.types.map(({ literal }) => literal.text);
}

test("the table of errors has one row for every kind, has no other row, and says what to do", () => {
  const { rows } = table("docs/errors.md", "kind");
  assert.deepEqual(
    rows.flatMap(([kind]) => codes(kind)),
    words("ErrorKind"),
  );
  for (const [kind, ...told] of rows) for (const cell of told) assert.notEqual(cell.content.trim(), "", kind.content);
});

test("the table of the codes of `callback` names every code once, and no other code", () => {
  // The page has other tables of codes, but only this one has the column "what to do".
  const { rows } = tables("docs/errors.md").find(({ head }) => head[0] === "`code`" && head[2] === "what to do");
  const declared = words("CallbackCode");
  assert.deepEqual(rows.flatMap(([code]) => codes(code)).sort(), declared.toSorted());
  const made = JSON.parse(read("docs/operations.json")).codes.callback;
  assert.deepEqual(
    made.filter((code) => !declared.includes(code)),
    [],
  );
});

test("every code of `invalid_token` has a row in the table, and a case in tests/fixtures/tokens.json", () => {
  const declared = words("TokenRefusal");
  const { rows } = tables("docs/errors.md").find(({ head }) => head[1] === "the token");
  assert.deepEqual(
    rows.flatMap(([code]) => codes(code)),
    declared,
  );
  const refused = JSON.parse(read("tests/fixtures/tokens.json")).cases.flatMap(({ code }) => code ?? []);
  assert.deepEqual([...new Set(refused)].sort(), declared.toSorted());
});

const OURS = (name) => {
  const [owner, method] = name.split(".");
  const classes = method ? [owner] : ["FusioClient", "FusionAuthClient"];
  return classes.some((owner) => ours.get(owner)?.has((method ?? owner === name) ? method : name)) || ours.has(name);
};

/** The texts in backticks that name a method: `login`, `Session.signIn`. */
const named = (cell) => codes(cell).filter((code) => /^[A-Za-z]+(\.[A-Za-z]+)?$/.test(code));

test("the table for fusio-sdk names only methods that exist in fusio-sdk or in our package", () => {
  const { text, version } = declarations("fusio-sdk");
  assert.ok(read("docs/migrate/fusio-sdk.md").includes(`version ${version}`));
  const theirs = methods(text);
  for (const [before, after] of table("docs/migrate/fusio-sdk.md", "`fusio-sdk`").rows) {
    const [call] = codes(before);
    // `consumer().account().register`: `consumer` and `account` give the name of the class, `ConsumerAccountTag`.
    const parts = call.split(".").map((part) => part.replace("()", ""));
    const method = parts.pop();
    const tag = `${parts.map((part) => part[0].toUpperCase() + part.slice(1)).join("")}Tag`;
    assert.ok(theirs.get(tag)?.has(method), `fusio-sdk has no ${call}`);
    for (const name of named(after)) assert.ok(OURS(name), `the package has no ${name}`);
  }
});

test("the methods in the table for FusionAuth's client exist, and the table has every method of our client except `forTenant`", () => {
  const { folder, version } = declarations("@fusionauth/typescript-client");
  assert.ok(read("docs/migrate/fusionauth-client.md").includes(`version ${version}`));
  const file = readdirSync(folder, { recursive: true }).find((name) => name.endsWith("src/FusionAuthClient.d.ts"));
  const theirs = methods(readFileSync(join(folder, file), "utf8")).get("FusionAuthClient");
  const members = new Set(["user"]);
  const { rows } = table("docs/migrate/fusionauth-client.md", "`@fusionauth/typescript-client`");
  const told = new Set();
  for (const [before, after] of rows.filter((row) => named(row[0]).length > 0)) {
    for (const name of named(before))
      assert.ok(members.has(name) || theirs.has(name), `FusionAuth's client has no ${name}`);
    const names = named(after);
    assert.ok(names.length > 0, before.content);
    for (const name of names) assert.ok(OURS(name), `the package has no ${name}`);
    for (const name of names) told.add(name);
  }
  // The page explains `forTenant` in another table.
  const missing = [...ours.get("FusionAuthClient")].filter((name) => !told.has(name) && name !== "forTenant");
  assert.deepEqual(missing, []);
});

test("every path of the repository that a page names exists", () => {
  const missing = documents().flatMap(({ file, text, blocks }) => {
    // A page may also name files of its folder and files that it shows. The page `APP` may also name files of the app.
    const folders = ["", dirname(file), ...(file === APP ? ["examples/signup-app"] : [])];
    const shown = new Set(blocks.map(({ name }) => name));
    const paths = new MarkdownIt()
      .parse(text, {})
      .flatMap((token) => codes(token))
      .filter((code) => PATH.test(code) && !shown.has(code));
    return paths
      .filter((path) => !folders.some((folder) => existsSync(join(ROOT, folder, path))))
      .map((path) => `${file}: ${path}`);
  });
  assert.deepEqual(missing, []);
});

test("the sign-up app has the files and variables that its page names", () => {
  for (const [files] of table(APP, "in `examples/signup-app`").rows) {
    for (const path of codes(files))
      assert.ok(existsSync(join(ROOT, "examples/signup-app", path)), `the app has no ${path}`);
  }
  const variables = table(APP, "variable").rows.flatMap(([variable]) => codes(variable));
  for (const name of variables) assert.match(read("examples/signup-app/src/env.d.ts"), new RegExp(`\\b${name}\\b`));
  for (const [, before] of read(APP).matchAll(/from `([^`]+)` to/g))
    assert.ok(read("examples/signup-app/src/i18n/en.ts").includes(`"${before}"`), before);
});

test("the texts that a reader replaces to use unpublished packages are on a page of the guide, and the paths in the new texts exist", () => {
  const texts = documents().flatMap(({ blocks }) => blocks.map(({ text }) => text));
  for (const [published, until] of table("docs/start/unpublished.md", "where a page has").rows) {
    const [wanted] = codes(published);
    assert.ok(
      texts.some((text) => text.includes(wanted)),
      `no page has ${wanted}`,
    );
    const [, path] = codes(until)[0].match(/\.\.\/matricula(\/[\w./-]*)?/);
    if (path) assert.ok(existsSync(join(ROOT, path)), `the clone has no ${path}`);
  }
});
