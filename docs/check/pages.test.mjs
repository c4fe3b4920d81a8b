// The pages whose code the guide shows, opened in Chromium and used as a reader would.

import assert from "node:assert/strict";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { build } from "vite";

import { load } from "../../js-tests/support.mjs";
import { launch } from "./browser.mjs";
import { documents } from "./markdown.mjs";
import { pagesServer } from "./program.mjs";
import { layOut } from "./project.mjs";
import { SCENARIOS } from "./scenarios.mjs";
import { serveFolder } from "./static.mjs";

/** What Vite's template for React has beside the app. */
const TEMPLATE = {
  "index.html": '<!doctype html><title>App</title><div id="root"></div><script type="module" src="/src/main.tsx"></script>',
  "src/main.tsx": 'import { createRoot } from "react-dom/client"; import App from "./App.tsx"; createRoot(document.getElementById("root")).render(<App />);',
};

const blocks = documents().flatMap((page) => page.blocks);
let server;
let files;
let browser;
let fusio;
before(async () => {
  server = await pagesServer();
  files = layOut(blocks, server.url);
  browser = await launch();
  const { FusioClient } = await load();
  fusio = new FusioClient({ baseUrl: server.url });
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

for (const [file, scenario] of Object.entries(SCENARIOS)) {
  test(`the page of ${file} does what it says`, async () => {
    await server.fresh();
    const site = await serveFolder(await ready(files.folder(file)));
    const tab = await browser.newPage();
    tab.setDefaultTimeout(15_000);
    const troubles = [];
    tab.on("pageerror", (error) => troubles.push(`${error}`));
    tab.on("console", (message) => message.type() === "error" && troubles.push(message.text()));
    try {
      await tab.goto(`${site.url}/`);
      await scenario(tab, server, fusio);
      // What the server refuses stands in the console of the browser, and so does the icon that none of the pages has.
      assert.deepEqual(troubles.filter((text) => !/status of 4\d\d/.test(text)), []);
    } finally {
      await tab.close();
      site.close();
    }
  });
}

/** The folder to serve: as it is, or, of an app of Vite's, what Vite builds. */
async function ready(folder) {
  if (existsSync(join(folder, "index.html"))) return folder;
  for (const [name, text] of Object.entries(TEMPLATE)) writeFileSync(join(folder, name), text);
  await build({ root: folder, configFile: false, logLevel: "error", esbuild: { jsx: "automatic" } });
  return join(folder, "dist");
}
