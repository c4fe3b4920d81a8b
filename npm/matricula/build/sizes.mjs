// Prints the sizes of the ways to load the package, as JSON rows: name, raw, gzip -9, brotli 11. Only a build of the
// whole package has a row for the engine in JavaScript.
import { readFileSync } from "node:fs";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const [wasm, glue, inline, javascript] = process.argv.slice(2).map((path) => {
  const bytes = readFileSync(path);
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  return [bytes.length, gzipSync(bytes, { level: 9 }).length, brotliCompressSync(bytes, { params }).length];
});
const both = wasm.map((size, index) => size + glue[index]);
console.log(
  JSON.stringify([
    ["wasm", ...wasm],
    ["glue (matricula/web)", ...glue],
    ["wasm and glue", ...both],
    ["in one file (matricula/bundle)", ...inline],
    ...(javascript ? [["engine in JavaScript", ...javascript]] : []),
  ]),
);
