// Checks statements of docs/connect/fusionauth.md with the kickstart file of the page, the test server and Chromium.

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";

import { resolve, startServer } from "../../js-tests/support.mjs";
import { launch } from "./browser.mjs";
import { documents } from "./markdown.mjs";
import { serveFolder } from "./static.mjs";
import { temporary } from "./temporary.mjs";

const PAGE = "docs/connect/fusionauth.md";
const APPLICATION = "85a03867-dccf-4882-adde-1a79aeec50df";
const folder = temporary("matricula-cors-");

let browser;
let listed;
let other;
let server;
before(async () => {
  const files = dirname(resolve("matricula/package.json"));
  [listed, other] = await Promise.all([serveFolder(files), serveFolder(files)]);
  const { text } = documents()
    .find(({ file }) => file === PAGE)
    .blocks.find(({ lang }) => lang === "json");
  const kickstart = join(folder, "kickstart.json");
  writeFileSync(kickstart, text.replace("https://app.example.com", listed.url));
  server = await startServer("--kickstart", kickstart);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  listed?.close();
  other?.close();
  await server?.stop();
});

/** Logs in from a page of `site`; returns the kind of the error. */
async function loginIn(site) {
  const tab = await browser.newPage();
  await tab.goto(`${site.url}/package.json`);
  return tab.evaluate(
    async ({ baseUrl, applicationId }) => {
      const { FusionAuthClient } = await import("/index.js");
      const auth = new FusionAuthClient({ baseUrl, retry: { attempts: 0 } });
      const login = { loginId: "nobody@example.com", password: "correct horse 1", applicationId };
      const { kind } = await auth.login(login).catch((error) => error);
      return kind;
    },
    { baseUrl: server.url, applicationId: APPLICATION },
  );
}

test("a page whose origin is in the CORS settings reaches FusionAuth, without an API key", async () => {
  assert.equal(await loginIn(listed), "invalid_credentials");
});

test("a page whose origin is not in the CORS settings gets an error of the kind `network`", async () => {
  assert.equal(await loginIn(other), "network");
});
