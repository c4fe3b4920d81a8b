// `matricula-test-server/service-worker`: in Node, which requests the worker takes; in real browsers, whether the data
// stays when the browser ends the worker between the requests.

import assert from "node:assert/strict";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { dirname, extname, join } from "node:path";
import { json } from "node:stream/consumers";
import { after, test } from "node:test";
import { runInNewContext } from "node:vm";

import { BROWSERS, open } from "./browsers.mjs";
import { mediaType } from "./media.mjs";
import { readJson, repository, resolve, startServer, within } from "./support.mjs";
import { endWorkers } from "./workers.mjs";

const FOLDERS = { page: join(import.meta.dirname, "page"), package: dirname(resolve("matricula")) };
const ROOT = dirname(resolve("matricula-test-server"));
const CONFIG = { fusio: { points_default: 7 } };
const HEADERS = {
  // Only the worker itself stores the WebAssembly; the cache of the browser does not.
  "Cache-Control": "no-store",
  "Content-Security-Policy": "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'",
};

/** The data of the test that runs now. */
let current;
const pages = createServer(async (request, response) => {
  const { pathname } = new URL(request.url, "http://localhost");
  const [, folder, name] = pathname.split("/");
  if (folder === "report") {
    current.report(await json(request));
    response.end();
  } else if (pathname === "/end") {
    await current.end();
    response.end();
  } else if (pathname === "/loads") {
    response.end(`${current.loads}`);
  } else if (pathname === "/config.json") {
    current.configs += 1;
    response.writeHead(200, HEADERS).end(JSON.stringify(CONFIG));
  } else {
    if (["_test", "consumer"].includes(folder)) current.strays.push(pathname);
    const path = name ? join(FOLDERS[folder] ?? "", name) : join(ROOT, folder);
    const file = await readFile(path).catch(() => undefined);
    if (extname(path) === ".wasm" && !name) current.loads += 1;
    response.writeHead(file ? 200 : 404, { ...HEADERS, "Content-Type": mediaType(path) });
    response.end(file);
  }
});
pages.listen(0, "127.0.0.1");
await once(pages, "listening");
after(() => {
  pages.close();
  pages.closeAllConnections();
});

test("the worker takes every path of the server except `/`, and leaves all other paths to the network", async () => {
  const listeners = {};
  const origin = "http://localhost:8080";
  const location = new URL("/service-worker.js", origin);
  // Here the worker only chooses between server and network: without IndexedDB, no server starts.
  const worker = { location, URL, Response, AbortController, TextDecoder, TextEncoder, FinalizationRegistry };
  worker.console = { error() {} };
  worker.addEventListener = (name, listener) => (listeners[name] = listener);
  worker.self = worker;
  runInNewContext(await readFile(join(ROOT, "service-worker.js"), "utf8"), worker);
  const takes = (address) => {
    let taken = false;
    listeners.fetch({ request: new Request(address), respondWith: () => (taken = true) });
    return taken;
  };
  const server = await startServer();
  const { paths } = await server.control("GET", "/openapi.json");
  const listed = await Promise.all(
    ["fusio", "fusionauth"].map((name) => readJson(repository(`test-server/vendors/${name}.json`))),
  );
  const own = [...Object.keys(paths), ...listed.flat().map(({ path }) => path)].filter((path) => path !== "/");
  assert.ok(own.length > 100);
  assert.deepEqual(
    own.filter((path) => !takes(origin + path)),
    [],
  );
  const others = [
    "/",
    "/apis",
    "/app/api/user",
    "/consumers",
    "/.well-known/security.txt",
    "/_tests",
    "/service-worker.js",
  ];
  assert.deepEqual(
    others.filter((path) => takes(origin + path)),
    [],
  );
  assert.equal(takes("http://other.example/api/login"), false);
});

for (const browser of Object.keys(BROWSERS)) {
  test(`${browser}: the data is still there after the browser has ended the worker`, async () => {
    let tab;
    current = {
      /** How often the network was asked for the WebAssembly, and for the config. */
      loads: 0,
      configs: 0,
      /** The paths of requests for the test server that reached the network instead of the worker. */
      strays: [],
      // Firefox needs no command: with a setting, it ends each worker as soon as the worker is idle.
      end: async () => browser === "Chromium" && endWorkers(await tab.tools()),
    };
    const reported = new Promise((resolve) => (current.report = resolve));
    const { port } = pages.address();
    tab = await open(browser, `http://127.0.0.1:${port}/page/service-worker.html?entry=web.js&id=worker`);
    try {
      const gone = tab.gone.then(() => Promise.reject(new Error(`${browser} has ended early`)));
      const report = await within(Promise.race([reported, gone]), browser, 300_000);
      assert.deepEqual(report, {
        points: 7,
        mailbox: true,
        frame: true,
        code: true,
        own: CONFIG,
        mails: 11,
        wrong: { error: "the configuration is invalid at fusio.unknown: is unknown" },
        file: {
          error:
            "kickstart: the file kickstart.json cannot be read: a page has no files, so use the document itself as `kickstart`",
        },
        told: {},
        // Before the second count, the page damaged the stored WebAssembly, so the worker loaded it again.
        loads: [1, 2],
        dropped: "invalid_credentials",
      });
      assert.deepEqual(current.strays, []);
      // The page requests the config once. The worker requests it at each start until the page sends another config,
      // and again after the worker has dropped the stored data.
      assert.ok(current.configs > 5, `${current.configs} times`);
    } finally {
      await tab.close();
    }
  });
}
