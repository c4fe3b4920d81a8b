// Prints what a wasm file and its JavaScript files weigh, as JSON rows: name, raw, gzip -9, brotli 11.
import { readFileSync } from "node:fs";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const [wasmPath, ...gluePaths] = process.argv.slice(2);

function weigh(path) {
  const bytes = readFileSync(path);
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  return [bytes.length, gzipSync(bytes, { level: 9 }).length, brotliCompressSync(bytes, { params }).length];
}

const add = (sizes, more) => sizes.map((size, index) => size + more[index]);
const wasm = weigh(wasmPath);
const glue = gluePaths.map(weigh).reduce(add, [0, 0, 0]);
console.log(JSON.stringify([["wasm", ...wasm], ["JavaScript glue", ...glue], ["total", ...add(wasm, glue)]]));
