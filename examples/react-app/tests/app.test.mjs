// Uses the app in Chromium: sign up, confirm, log in, stay logged in, log out, reset the password. Checks its size.

import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { brotliCompressSync, constants } from "node:zlib";

import { startTestServer } from "matricula/testing";
import { build } from "vite";

import { launch, open, profile, violations } from "../../signup-app/tests/browser.mjs";

const root = join(import.meta.dirname, "..");
/** The limits: the non-empty lines of the source, and the bytes (brotli) that a page loads first, without React. */
const [LINES, FIRST_LOAD] = [65, 6_400];
const TYPES = { html: "text/html", js: "text/javascript" };

const command = process.env.MATRICULA_TEST_SERVER_BIN;
const server = await startTestServer({ ...(command && { command }) });
mkdirSync(join(root, "dist"), { recursive: true });
const out = mkdtempSync(join(root, "dist", "test-"));
process.env.VITE_FUSIO = server.url;
let pages;
let browser;

/** Builds a page with the script `entry` into `folder`; returns the paths of the built scripts. */
async function built(folder, entry) {
  const page = join(root, `${folder.split("/").at(-1)}.html`);
  writeFileSync(page, readFileSync(join(root, "index.html"), "utf8").replace("/src/main.tsx", entry));
  try {
    const options = { outDir: folder, rolldownOptions: { input: page }, modulePreload: false };
    await build({ root, logLevel: "error", build: options });
  } finally {
    rmSync(page);
  }
  return readdirSync(join(folder, "assets")).map((name) => join(folder, "assets", name));
}

/** Texts that only `matricula`'s two engines contain: WebAssembly in base64, and an error of the JavaScript engine. */
const ENGINE = /AGFzbQ|RangeError\(.unreachable.\)/;

/** The compressed size of these scripts, without the engines: the page loads one of the engines later. */
function weight(scripts) {
  const texts = scripts.map((path) => readFileSync(path, "utf8")).filter((text) => !ENGINE.test(text));
  const params = (text) => ({ [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: text.length });
  return texts.reduce((sum, text) => sum + brotliCompressSync(text, { params: params(text) }).length, 0);
}

const app = join(out, "app");
const scripts = await built(app, "/src/main.tsx");

before(async () => {
  pages = createServer((request, response) => {
    const name = request.url.split("?")[0].replace(/^\/$/, "/app.html");
    if (!/^\/(app\.html|assets\/[\w.-]+)$/.test(name)) return response.writeHead(404).end();
    response.setHeader("Content-Type", TYPES[name.split(".").at(-1)] ?? "text/plain");
    response.end(readFileSync(join(app, name)));
  }).listen(0, "127.0.0.1");
  await once(pages, "listening");
  const link = (action) => `Hello. Please open ${address()}#${action}={token}`;
  const fusio = { mail_register_body: link("activate"), mail_pw_reset_body: link("reset") };
  await server.control("PATCH", "/settings", { fusio });
  browser = await launch();
});

after(async () => {
  await browser?.close();
  pages?.close();
  pages?.closeAllConnections();
  await server.stop();
  rmSync(out, { recursive: true });
});

const address = () => `http://127.0.0.1:${pages.address().port}/`;
/** Waits until the newest mail to `to` has a link for `action`; returns this link. */
async function mailed(to, action) {
  for (;;) {
    const link = (await server.outbox(to)).at(-1)?.links[0];
    if (link?.includes(`#${action}=`)) return link;
  }
}

test("a visitor signs up, confirms, logs in, stays logged in, logs out and resets the password", async () => {
  const context = await profile(browser);
  const { page, complaints, close, heading, fill, press, complaint } = await open(context);
  const status = (text) => page.getByRole("status").filter({ hasText: text }).waitFor();
  const logIn = async (name, password) => {
    await fill("Name or e-mail", name);
    await fill("Password", password);
    await press("Log in");
  };
  await page.goto(address());
  await heading("Log in");
  assert.deepEqual(await violations(page), []);

  await press("Sign up");
  await press("Sign up");
  assert.match(await complaint("Name"), /\w/);
  assert.deepEqual(await violations(page), []);
  await fill("Name", "ada");
  await fill("E-mail", "ada@example.com");
  await fill("Password", "correct-Horse-7");
  await press("Sign up");
  await status("Look into your mail and follow the link.");

  const link = await mailed("ada@example.com", "activate");
  await page.goto("about:blank");
  await page.goto(link);
  await status("You can log in now.");
  assert.equal(page.url(), address(), "the token is still in the address");
  await press("Sign up");
  await heading("Sign up");
  assert.equal(await page.getByRole("status").textContent(), "", "the form to sign up shows the message of the login");
  await press("Log in");
  await heading("Log in");
  await logIn("ada", "wrong-Horse-7");
  await status(/\w/);
  await logIn("ada", "correct-Horse-7");
  await heading("Hello, ada");
  assert.deepEqual(await violations(page), []);
  await page.reload();
  await heading("Hello, ada");
  await press("Log out");
  await heading("Log in");
  assert.equal(await page.getByRole("status").textContent(), "", "the login shows an old message");

  await press("Forgot password");
  await fill("E-mail", "nobody@example.com");
  await press("Forgot password");
  await status("Look into your mail and follow the link.");
  await fill("E-mail", "ada@example.com");
  await press("Forgot password");
  const reset = await mailed("ada@example.com", "reset");
  for (const [wrong, button] of [[link], [reset.replace(/=.*/, "=x.y.z"), "New password"]]) {
    await page.goto("about:blank");
    await page.goto(wrong);
    if (button) await fill("Password", "correct-Horse-8");
    if (button) await press(button);
    await status(/token/i);
  }
  await page.goto("about:blank");
  await page.goto(reset);
  await fill("Password", "correct-Horse-8");
  await press("New password");
  await status("You can log in now.");
  await press("Log in");
  await logIn("ada", "correct-Horse-8");
  await heading("Hello, ada");
  await close();
  await context.close();
  assert.deepEqual(complaints, []);
});

test(`the source of the app has at most ${LINES} lines that are not empty`, (context) => {
  const lines = readFileSync(join(root, "src/main.tsx"), "utf8")
    .split("\n")
    .filter((line) => line.trim()).length;
  context.diagnostic(`${lines} lines`);
  assert.ok(lines <= LINES, `${lines} lines`);
});

test(`the app adds at most ${FIRST_LOAD} compressed bytes to a page with React`, async (context) => {
  const bytes = weight(scripts) - weight(await built(join(out, "bare"), "/tests/bare.tsx"));
  context.diagnostic(`${bytes} bytes of brotli`);
  assert.ok(bytes <= FIRST_LOAD, `${bytes} bytes of brotli`);
});
