// The media types of the files that the tests serve to browsers.

import { extname } from "node:path";

const TYPES = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".json": "application/json",
  ".mjs": "text/javascript",
  ".wasm": "application/wasm",
};

export const mediaType = (path) => TYPES[extname(path)] ?? "text/plain";
