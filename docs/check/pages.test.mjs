// Opens the HTML pages of the guide in Chromium, and uses them as a reader does.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launch } from "./browser.mjs";
import { documents } from "./markdown.mjs";
import { pagesServer } from "./program.mjs";
import { layOut } from "./project.mjs";
import { SCENARIOS } from "./scenarios.mjs";
import { serveFolder } from "./static.mjs";

const blocks = documents().flatMap((page) => page.blocks);
let server;
let files;
let browser;
before(async () => {
  server = await pagesServer();
  files = layOut(blocks, server.url);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

for (const [file, scenario] of Object.entries(SCENARIOS)) {
  test(`the page of ${file} works`, async () => {
    await server.fresh();
    const site = await serveFolder(files.folder(file));
    const tab = await browser.newPage();
    tab.setDefaultTimeout(15_000);
    const troubles = [];
    tab.on("pageerror", (error) => troubles.push(`${error}`));
    tab.on("console", (message) => message.type() === "error" && troubles.push(message.text()));
    try {
      await tab.goto(`${site.url}/`);
      await scenario(tab, server);
      // The console also shows refusals of the server, and the missing icon of a page: both are expected.
      assert.deepEqual(
        troubles.filter((text) => !/status of 4\d\d/.test(text)),
        [],
      );
    } finally {
      await tab.close();
      site.close();
    }
  });
}
