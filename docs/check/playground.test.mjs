// The tests of the playground on the built site. In one of them, a page uses the playground in real browsers as a
// reader does, and the browsers end the service worker between the steps.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { json } from "node:stream/consumers";
import { after, before, describe, test } from "node:test";

import { BROWSERS, open } from "../../js-tests/browsers.mjs";
import { mediaType } from "../../js-tests/media.mjs";
import { within } from "../../js-tests/support.mjs";
import { endWorkers } from "../../js-tests/workers.mjs";
import { samples } from "../build/guide.mjs";
import { launch } from "./browser.mjs";
import { BASE, SITE, serveFolder } from "./static.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** The folder of the page that does what a reader does. */
const READER = join(import.meta.dirname, "playground");
const STRAY = /^\/(api|authorization|backend|consumer|oauth2|_test)\//;
/** What the steps print, in their order. */
const STEPS = {
  "Errors name their fields": /^validation\nemail: /,
  Register: /^Look into the mailbox/,
  "Confirm the account": /^The account is confirmed\.$/,
  "Log in": /the account: \{[^}]*"name": "ada"/,
  "Stay logged in": /^ada is logged in/,
  "Come back later": /^signed_in\nWelcome back, ada\.$/,
  "Forget the password": /^Look into the mailbox/,
  "Set a new password": /^ada can log in with the new password\.$/,
  "Sign out": /^signed out: user\nThe server has revoked the token\.$/,
  "Create and register a user": /^bob@example\.com has the roles user; verified: false$/,
  "Verify the registration": /^The registration is verified\.$/,
  "Log in to the application": /^signed_in\nin the token: /,
  "Change the registration": /"newsletter": true[\s\S]*"community_helper"/,
};

let chromium;
before(async () => {
  chromium = await launch();
});
after(() => chromium?.close());

test("the playground works by keyboard and on phones, and shows errors; axe finds no fault in light or dark colours", async () => {
  const site = await serveFolder(SITE, BASE);
  const tab = await chromium.newPage({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce" });
  try {
    tab.setDefaultTimeout(30_000);
    await tab.goto(`${site.url}/playground/index.html`);
    await use(tab);
  } finally {
    await tab.close();
    site.close();
  }
});

test("the playground shows an error if the browser has no service workers", async () => {
  const site = await serveFolder(SITE, BASE);
  const tab = await chromium.newPage();
  try {
    await tab.addInitScript(() => delete Navigator.prototype.serviceWorker);
    await tab.goto(`${site.url}/playground/index.html`);
    await tab.getByRole("alert").filter({ hasText: "This browser has no service workers here" }).waitFor();
    assert.ok(await tab.getByRole("button", { name: "Run" }).isDisabled());
    assert.equal(await tab.getByRole("status").innerText(), "The playground has failed: see the error above.");
  } finally {
    await tab.close();
    site.close();
  }
});

// In this test, a browser mostly waits for the end of a service worker. So both browsers run at the same time.
describe("every sample of the playground works, even if the browser ends the service worker", {
  concurrency: true,
}, () => {
  for (const browser of Object.keys(BROWSERS)) {
    test(browser, async () => {
      const report = await journey(browser);
      assert.equal(report.error, undefined);
      assert.deepEqual(Object.keys(report.steps), Object.keys(STEPS));
      for (const [title, { failed, text }] of Object.entries(report.steps)) {
        assert.match(text, STEPS[title], title);
        assert.equal(failed, false, title);
      }
      const guide = samples().flatMap(({ samples }) => samples.filter(({ page }) => page));
      assert.deepEqual(
        report.samples.map(({ value }) => value),
        guide.map(({ id }) => id),
      );
      for (const { value, failed, printed, wanted } of report.samples) {
        assert.equal(failed, wanted !== null, `${value}: ${printed}`);
        if (wanted) assert.match(printed, new RegExp(`"kind": "${wanted}"`), value);
        else assert.doesNotMatch(printed, /\w*Error: /, value);
      }
      assert.ok(report.session, "somebody is logged in after the reset");
      assert.deepEqual(report.strays, []);
    });
  }
});

/** Uses the page as somebody without a mouse, and then on a phone. */
async function use(tab) {
  const says = (text) => tab.getByRole("status").filter({ hasText: text }).waitFor();
  const code = tab.getByLabel("Code");
  const output = tab.getByRole("log");
  const run = () => code.press("Control+Enter");
  await says("The server is ready.");
  const list = tab.getByRole("navigation", { name: "Samples" });
  await list.getByRole("button", { name: "Register", exact: true }).press("Enter");
  await run();
  await says("The sample is finished.");
  await tab.getByRole("button", { name: "Next: Confirm the account" }).press("Enter");
  assert.match(await code.inputValue(), /token: "ey/, "the token of the mail is not in the code");
  // The address of the page names the sample, so a reload shows the same sample.
  await tab.reload();
  await says("The server is ready.");
  await tab.getByRole("heading", { name: "Confirm the account" }).waitFor();

  await code.fill(
    'console.log("sum", 1n + 2n, { list: [undefined] });\nqueueMicrotask(() => { throw new TypeError("late"); });',
  );
  await run();
  await says("The sample is finished.");
  await output.filter({ hasText: "TypeError: late" }).waitFor();
  assert.match(await output.innerText(), /^sum "3n" \{\n {2}"list": \[\n {4}null\n {2}\]\n\}\n/);
  await code.fill("const a = ;");
  await run();
  await says("The sample ended with an error.");
  assert.match(await output.innerText(), /^SyntaxError: /);
  assert.deepEqual(await faults(tab), []);

  await tab.setViewportSize({ width: 390, height: 900 });
  await tab.getByLabel("Sample", { exact: true }).selectOption("Register");
  await tab.getByRole("button", { name: "Run" }).click();
  await says("The sample ended with an error.");
  assert.match(await output.innerText(), /"kind": "conflict"/);
  assert.deepEqual(await faults(tab), []);
  await tab.getByRole("button", { name: "Reset the server" }).click();
  await says("The server is as it was at its start.");
  await tab.getByText("There is no mail yet.").waitFor();
}

/** The faults that axe finds in light and in dark colours. A page that is wider than the window is a fault, too. */
async function faults(tab) {
  const found = [];
  for (const colorScheme of ["light", "dark"]) {
    await tab.emulateMedia({ colorScheme });
    await tab.evaluate(AXE);
    const { violations } = await tab.evaluate(() => globalThis.axe.run({ resultTypes: ["violations"] }));
    for (const { id, nodes } of violations) found.push(`${colorScheme}: ${id}: ${nodes[0].html.slice(0, 200)}`);
    const over = await tab.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (over > 0) found.push(`${over} pixels too wide`);
    const folder = process.env.MATRICULA_SCREENSHOTS;
    const { width } = tab.viewportSize();
    if (folder)
      await tab.screenshot({ path: join(folder, `playground-used-${colorScheme}-${width}.png`), fullPage: true });
  }
  return found;
}

/** Opens the page that does what a reader does; returns its report, and `strays`. */
async function journey(browser) {
  let tab;
  let report;
  const reported = new Promise((resolve) => (report = resolve));
  /** The requests that the service worker should have answered, but that reached the network. */
  const strays = [];
  const site = await serveFolder(SITE, BASE, async (request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    if (STRAY.test(pathname)) strays.push(pathname);
    if (pathname === "/report") report(await json(request));
    // Firefox needs no command: with a setting, it ends each worker as soon as the worker is idle.
    if (pathname === "/end" && browser === "Chromium") await endWorkers(await tab.tools());
    const file = await readFile(join(READER, pathname)).catch(() => undefined);
    response.writeHead(file || ["/end", "/report"].includes(pathname) ? 200 : 404, {
      "Content-Type": mediaType(pathname),
    });
    response.end(file);
  });
  tab = await open(browser, `${new URL(site.url).origin}/journey.html?playground=${BASE}playground/index.html`);
  try {
    const gone = tab.gone.then(() => Promise.reject(new Error(`${browser} has ended early`)));
    return { ...(await within(Promise.race([reported, gone]), browser, 600_000)), strays };
  } finally {
    await tab.close();
    site.close();
  }
}
