// `node compile-to-js.mjs ENGINE` compiles the WebAssembly in the folder ENGINE to JavaScript, for platforms that lack
// or forbid WebAssembly. wasm2js does the work. It supports neither tables of JavaScript values nor functions with
// several results, so this program first replaces the instructions for both by calls of imported functions.

import { execFileSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { argv } from "node:process";

const compiled = resolve(argv[2]);
const PROGRAMS = resolve(import.meta.dirname, "../../node_modules/.bin");
const file = (name) => join(compiled, name);
const TEXT = file("lowered.wat");
const LOWERED = file("lowered.wasm");
const SCRIPT = file("lowered.js");

/** The features that our WebAssembly uses. If more features were enabled, wasm2js would refuse the module. */
const FEATURES = [
  "reference-types",
  "multivalue",
  "bulk-memory",
  "bulk-memory-opt",
  "mutable-globals",
  "sign-ext",
  "nontrapping-float-to-int",
].map((name) => `--enable-${name}`);

function run(program, ...args) {
  return execFileSync(join(PROGRAMS, program), [...FEATURES, ...args], { stdio: ["ignore", "pipe", "inherit"] });
}

/**
 * Replaces the matches of a pattern: all matches if the pattern has the flag `g`, otherwise only the first. There must
 * be `expected` matches, or at least one if `expected` is missing. Otherwise a tool has changed the form of its text,
 * and this function throws.
 */
function replace(text, pattern, by, expected) {
  const count = text.match(pattern)?.length ?? 0;
  if (expected === undefined ? count === 0 : count !== expected) {
    throw new Error(`${pattern}: ${count} matches instead of ${expected ?? "one or more"}`);
  }
  return text.replace(pattern, by);
}

/** The functions that replace instructions, with their types. `javascript.ts` implements them. */
const TABLE = {
  get: "(param i32) (result externref)",
  set: "(param i32 externref)",
  grow: "(param externref i32) (result i32)",
  fill: "(param i32 externref i32)",
};
const RESULTS = "(param i32 i32 i32) (result externref)";

/**
 * Replaces the instructions that wasm2js does not support by calls of imported functions. `table` is the number of the
 * table of JavaScript values.
 */
function lowered(text, table) {
  let result = text;
  for (const name of Object.keys(TABLE)) {
    result = replace(result, new RegExp(`\\(table\\.${name} \\$${table}(?=\\s)`, "g"), `(call $table.${name}`);
  }
  result = replace(result, new RegExp(`^ \\(table \\$${table} .*\\n`, "gm"), "", 1);
  result = replace(result, new RegExp(`^ \\(export "\\w+" \\(table \\$${table}\\)\\)\\n`, "gm"), "", 1);
  // Only one function has several results: three numbers. wasm-bindgen's script expects them in an array, so now the
  // function returns one array.
  result = replace(
    result,
    /^( \(func \$\d+)(?: \(type \$\d+\))?(.*) \(result i32 i32 i32\)$/gm,
    "$1$2 (result externref)",
    1,
  );
  result = replace(result, /\(tuple\.make 3(?=\s)/g, "(call $results", 1);
  const imports = Object.entries(TABLE).map(
    ([name, type]) => ` (import "table" "${name}" (func $table.${name} ${type}))\n`,
  );
  imports.push(` (import "table" "results" (func $results ${RESULTS}))\n`);
  result = replace(result, /^ \(import /m, `${imports.join("")} (import `, 1);
  const left = result.match(/\((table\.\w+ \$\d+|tuple\.\w+)/);
  if (left) throw new Error(`wasm2js cannot compile ${left[0]})`);
  return result;
}

/** Turns wasm2js's script into a module with one function, which gets the imports and returns the exports. */
function script(text, { size, name }) {
  const head = /^import \* as \w+ from '\w+';\n/gm;
  let result = replace(text, head, "");
  // A memory that grows gets a new buffer. `moved` then tells this to wasm-bindgen's script.
  result = replace(result, /^( *)buffer = newBuffer;$/gm, "$1buffer = newBuffer;\n$1imports.moved();", 1);
  // For a trap, wasm2js throws an `Error`. This makes it a `RangeError`, as for a stack overflow: `engine/end.ts` ends
  // the engine after every `RangeError`.
  result = replace(result, /throw new Error\('abort'\)/g, 'throw new RangeError("unreachable")');
  const exported = `export { asmFunc as instantiate };\nexport const TABLE = { size: ${size}, name: "${name}" };\n`;
  return replace(result, /^var retasmFunc = [\s\S]*$/m, exported, 1);
}

run("wasm-dis", file("matricula_bg.wasm"), "-o", TEXT);
const text = readFileSync(TEXT, "utf8");
const [, table, size] = text.match(/^ \(table \$(\d+) (\d+) externref\)$/m);
const [, name] = text.match(new RegExp(`^ \\(export "(\\w+)" \\(table \\$${table}\\)\\)$`, "m"));
writeFileSync(TEXT, lowered(text, table));
run("wasm-as", TEXT, "-o", LOWERED);
run("wasm-opt", "--llvm-nontrapping-fptoint-lowering", "--signext-lowering", LOWERED, "-o", LOWERED);
run("wasm2js", "-Oz", LOWERED, "-o", SCRIPT);
writeFileSync(file("compiled.js"), script(readFileSync(SCRIPT, "utf8"), { size, name }));
for (const made of [TEXT, LOWERED, SCRIPT]) rmSync(made);
