// Tests two storage adapters of the guide: the encrypted files of Electron, and the choice "stay logged in".

import assert from "node:assert/strict";
import { cpSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";

import { load, resolve } from "../../js-tests/support.mjs";
import { launch } from "./browser.mjs";
import { documents } from "./markdown.mjs";
import { pagesServer } from "./program.mjs";
import { serveFolder } from "./static.mjs";
import { temporary } from "./temporary.mjs";

const BAZ = { username: "baz", password: "foobar!123" };
const blocks = documents().flatMap((page) => page.blocks);

let server;
before(async () => {
  server = await pagesServer();
  await server.fresh();
});
after(() => server?.stop());

/** The text of the block that contains `word`, with the address of the test server. */
function blockWith(word) {
  const found = blocks.filter(({ text }) => text.includes(word));
  assert.equal(found.length, 1, `not exactly one block contains ${word}`);
  return found[0].text.replaceAll("https://api.example.com", server.url);
}

/** A substitute for Electron's `safeStorage`. It changes the bytes, so the test notices plain text in the file. */
const safeStorage = {
  encryptStringAsync: async (text) => Buffer.from(text).map((byte) => byte ^ 0x55),
  decryptStringAsync: async (bytes) => ({
    result: bytes.map((byte) => byte ^ 0x55).toString(),
    shouldReEncrypt: false,
  }),
};

test("a new session finds the tokens of an earlier session in the encrypted file, and a sign-out deletes the file", async () => {
  const folder = temporary("matricula-electron-");
  const script = join(folder, "storage.mjs");
  writeFileSync(script, blockWith("export function encryptedFiles("));
  const { encryptedFiles } = await import(pathToFileURL(script));
  const { FusioClient, Session } = await load();
  const path = join(folder, encodeURIComponent(`matricula:${server.url}`));
  const open = () =>
    new Session(new FusioClient({ baseUrl: server.url }), { storage: encryptedFiles(folder, safeStorage) });

  const first = open();
  assert.equal((await first.ready).status, "signed_out");
  await first.signIn(BAZ);
  assert.equal(first.state.get().persisted, true);
  assert.equal(readFileSync(path, "utf8").includes("token"), false);
  if (process.platform !== "win32") assert.equal(statSync(path).mode & 0o777, 0o600);

  const second = open();
  assert.equal((await second.ready).status, "signed_in");
  await second.call((token) => second.client.account(token));
  await second.signOut();
  assert.deepEqual(readdirSync(folder), ["storage.mjs"]);
});

test("the choice `stay logged in` decides whether `localStorage` or `sessionStorage` has the session", async () => {
  const folder = temporary("matricula-stay-");
  cpSync(dirname(resolve("matricula/package.json")), join(folder, "package"), { recursive: true });
  writeFileSync(
    join(folder, "stay.js"),
    blockWith("export const stayLoggedIn").replace('"matricula"', '"./package/web.js"'),
  );
  writeFileSync(join(folder, "index.html"), "<!doctype html><title>Stay</title>");
  const site = await serveFolder(folder);
  const browser = await launch();
  /**
   * Signs in with each of the choices, loads the page again, refreshes the tokens and signs out. Returns the status
   * after the reload, and the number of entries in the storages: `kept` in each storage after the refresh, `left` in
   * both together after the sign-out.
   */
  const after = async (...choices) => {
    const tab = await browser.newPage();
    await tab.goto(`${site.url}/`);
    await tab.evaluate(
      async ({ choices, baz }) => {
        const { session, stayLoggedIn } = await import("./stay.js");
        for (const stay of choices) {
          stayLoggedIn(stay);
          await session.signIn(baz);
        }
      },
      { choices, baz: BAZ },
    );
    await tab.reload();
    const seen = await tab.evaluate(async () => {
      const { session } = await import("./stay.js");
      const { status } = await session.ready;
      await session.refresh();
      const kept = [localStorage.length, sessionStorage.length];
      await session.signOut();
      return { status, kept, left: localStorage.length + sessionStorage.length };
    });
    await tab.close();
    return seen;
  };
  try {
    assert.deepEqual(await after(true), { status: "signed_in", kept: [1, 0], left: 0 });
    assert.deepEqual(await after(false), { status: "signed_in", kept: [0, 1], left: 0 });
    assert.deepEqual(await after(true, false), { status: "signed_in", kept: [0, 1], left: 0 });
    // A refresh in a tab with its own session leaves the session of the other tabs alone. A sign-out there ends both.
    const context = await browser.newContext();
    const tabs = [];
    for (const stay of [false, true]) {
      const tab = await context.newPage();
      await tab.goto(`${site.url}/`);
      await tab.evaluate(
        async ({ stay, baz }) => {
          const { session, stayLoggedIn } = await import("./stay.js");
          stayLoggedIn(stay);
          await session.signIn(baz);
        },
        { stay, baz: BAZ },
      );
      tabs.push(tab);
    }
    await tabs[0].reload();
    const own = await tabs[0].evaluate(async () => {
      const { session } = await import("./stay.js");
      await session.refresh();
      const kept = [localStorage.length, sessionStorage.length];
      await session.signOut();
      return { kept, left: [localStorage.length, sessionStorage.length] };
    });
    assert.deepEqual(own, { kept: [1, 1], left: [0, 0] });
  } finally {
    await browser.close();
    site.close();
  }
});
