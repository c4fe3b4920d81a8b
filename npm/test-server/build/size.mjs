// `node size.mjs PACKAGE` prints the total size of the scripts and the WebAssembly in the folder PACKAGE, in bytes
// after compression with brotli at its highest quality.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { argv } from "node:process";
import { brotliCompressSync, constants } from "node:zlib";

const files = readdirSync(argv[2]).filter((name) => /\.(js|cjs|wasm)$/.test(name));
const sizes = files.map((name) => {
  const bytes = readFileSync(join(argv[2], name));
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  return brotliCompressSync(bytes, { params }).length;
});
console.log(sizes.reduce((sum, size) => sum + size, 0));
