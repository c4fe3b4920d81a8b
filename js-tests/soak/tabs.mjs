// Tabs of one browser, one profile and one origin, which do what a test orders.

import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { dirname, extname, join } from "node:path";
import { json } from "node:stream/consumers";

import { open } from "../browsers.mjs";
import { resolve, within } from "../support.mjs";

const TYPES = { ".html": "text/html", ".js": "text/javascript", ".mjs": "text/javascript", ".wasm": "application/wasm" };
const FOLDERS = { page: join(import.meta.dirname, "../page"), package: dirname(resolve("matricula")) };
/** How long a tab may take for an order, beyond what the order itself says, in milliseconds. */
const PATIENCE = 30_000;

/** Opens so many tabs; `close` ends the browser. */
export async function openTabs(browser, count, settings) {
  const tabs = Array.from({ length: count }, () => tab());
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    const [, folder, name] = pathname.split("/");
    if (folder === "orders") {
      tabs[name].reports(await json(request), response);
      return;
    }
    const file = FOLDERS[folder] && await readFile(join(FOLDERS[folder], name)).catch(() => undefined);
    response.writeHead(file ? 200 : 404, { "Content-Type": TYPES[extname(name ?? "")] ?? "text/plain" });
    response.end(file);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const page = `http://127.0.0.1:${server.address().port}/page/tab.html`;
  const urls = tabs.map((_, id) => `${page}?${new URLSearchParams({ id, entry: "web.js", ...settings })}`);
  const opened = await open(browser, urls[0]);
  const gone = opened.gone.then(() => Promise.reject(new Error(`${browser} has ended early`)));
  gone.catch(() => {});
  const order = (tab, name, ...args) => within(Promise.race([tab.order(name, ...args), gone]), `${browser}: ${name}`, PATIENCE + (Number(args[0]) || 0));
  await order(tabs[0], "tabs", urls.slice(1));
  return {
    /** Has one tab do this. */
    one: (index, ...what) => order(tabs[index], ...what),
    /** Has all tabs do this at the same time. */
    all: (...what) => Promise.all(tabs.map((tab) => order(tab, ...what))),
    async close() {
      await opened.close();
      server.close();
      server.closeAllConnections();
    },
  };
}

/** A tab asks for its next order by telling what came of the last. */
function tab() {
  let asks;
  let tells;
  let idle = new Promise((resolve) => (asks = resolve));
  return {
    reports(outcome, response) {
      tells?.(outcome);
      asks(response);
    },
    async order(...what) {
      const response = await idle;
      idle = new Promise((resolve) => (asks = resolve));
      const outcome = new Promise((resolve) => (tells = resolve));
      response.end(JSON.stringify(what));
      const { value, error } = await outcome;
      if (error) throw new Error(error);
      return value;
    },
  };
}
