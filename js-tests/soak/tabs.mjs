// Tabs that run the orders (commands) of a test, all in one browser with one profile and one origin.

import { once } from "node:events";
import { readdir, readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { dirname, join } from "node:path";
import { json } from "node:stream/consumers";

import { open } from "../browsers.mjs";
import { mediaType } from "../media.mjs";
import { resolve, within } from "../support.mjs";

const FOLDERS = {
  page: join(import.meta.dirname, "../page"),
  package: dirname(resolve("matricula")),
  rust: process.env.MATRICULA_RUST_PAGE,
};
/**
 * The time limit of an order in milliseconds. If the first argument of the order is a number, this number is added to
 * the limit.
 */
const PATIENCE = 30_000;

/**
 * Opens one tab for each of `kinds`; a kind is `JavaScript` or `Rust`. In Chromium each tab has its own process, like
 * the tabs that a user opens. `close` ends the browser.
 */
export async function openTabs(browser, kinds, settings) {
  const tabs = kinds.map(() => tab());
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    const [, folder, ...path] = pathname.split("/");
    const name = path.join("/");
    if (folder === "orders") {
      tabs[name].reports(await json(request), response);
      return;
    }
    const file = FOLDERS[folder] && (await readFile(join(FOLDERS[folder], name)).catch(() => undefined));
    response.writeHead(file ? 200 : 404, { "Content-Type": mediaType(name) });
    response.end(file);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const page = `http://127.0.0.1:${server.address().port}/page/tab.html`;
  const urls = kinds.map((kind, id) => `${page}?${new URLSearchParams({ id, kind, entry: "web.js", ...settings })}`);
  const opened = await open(browser, ...urls);
  const gone = opened.gone.then(() => Promise.reject(new Error(`${browser} has ended early`)));
  gone.catch(() => {});
  const order = (tab, name, ...args) =>
    within(Promise.race([tab.order(name, ...args), gone]), `${browser}: ${name}`, PATIENCE + (Number(args[0]) || 0));
  return {
    /** The number of Chromium's processes for pages: 0 in Firefox, undefined if the system has no `/proc`. */
    processes: () => renderers(opened.pid),
    /** Gives one tab an order. */
    one: (index, ...what) => order(tabs[index], ...what),
    /** Gives all tabs an order at the same time. */
    all: (...what) => Promise.all(tabs.map((tab) => order(tab, ...what))),
    async close() {
      await opened.close();
      server.close();
      server.closeAllConnections();
    },
  };
}

/** A tab. It sends the result of each order in a request, and the answer to this request is the next order. */
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

/**
 * The number of Chromium's processes for pages among the descendants of the process `parent`. The command line of a
 * process shows its type.
 */
async function renderers(parent) {
  const ids = await readdir("/proc").catch(() => undefined);
  const read = (id, file) => readFile(`/proc/${id}/${file}`, "utf8").catch(() => "");
  const parents = new Map();
  for (const id of ids ?? []) parents.set(id, (await read(id, "stat")).match(/^.*\) \S (\d+)/)?.[1]);
  const belongs = (id) => id === String(parent) || (parents.has(id) && belongs(parents.get(id)));
  const pages = await Promise.all([...parents.keys()].filter(belongs).map((id) => read(id, "cmdline")));
  return (
    ids && pages.filter((line) => line.includes("--type=renderer") && !line.includes("--extension-process")).length
  );
}
