// A web server for the files of one folder, such as the built site, on a free port of this machine.

import { once } from "node:events";
import { createReadStream, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";

import { ROOT } from "./markdown.mjs";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".mjs": "text/javascript",
  ".css": "text/css",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".woff2": "font/woff2",
};

/** The folder with the built site. */
export const SITE = join(ROOT, "docs/.vitepress/dist");
/** The path of the site on its server. */
export const BASE = process.env.MATRICULA_SITE_BASE;

const missing = (_, response) => response.writeHead(404).end();

/**
 * Serves `folder` under the path `base`; returns the address, and a function that ends the server. `outside` answers
 * all other paths.
 */
export async function serveFolder(folder, base = "/", outside = missing) {
  const server = createServer((request, response) => {
    const asked = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    if (!asked.startsWith(base)) return outside(request, response);
    const path = join(folder, normalize(asked.slice(base.length - 1)), asked.endsWith("/") ? "index.html" : "");
    const found = statSync(path, { throwIfNoEntry: false })?.isFile();
    response.writeHead(found ? 200 : 404, { "Content-Type": TYPES[extname(path)] ?? "application/octet-stream" });
    if (found) createReadStream(path).pipe(response);
    else response.end();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${server.address().port}${base.slice(0, -1)}`,
    close: () => server.closeAllConnections() ?? server.close(),
  };
}
