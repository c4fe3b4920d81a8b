// What the tests of one process share: the built app, its server, the browsers, and helpers.

import assert from "node:assert/strict";
import { after } from "node:test";

import { startApp } from "../demo/app.mjs";
import { fits, launch, open, profile, violations } from "./browser.mjs";

// The test runner sends this signal to the process of a test file that takes too long. `process.exit` runs the exit
// handlers, which end the started programs.
process.once("SIGTERM", () => process.exit(1));

export const app = await startApp();
export const { server } = app;
/** The running browsers by their names. */
const browsers = new Map();
const profiles = new Map();

after(async () => {
  for (const browser of browsers.values()) await (await browser).close();
  await app.stop();
});

/**
 * The profile for all visits with the same browser, language and device. It keeps the files that the browser has loaded
 * and compiled.
 */
async function shared(browser, language, device) {
  const name = `${browser} ${language} ${device}`;
  if (!profiles.has(name))
    profiles.set(
      name,
      running(browser).then((running) => profile(running, language)),
    );
  return profiles.get(name);
}

function running(browser) {
  if (!browsers.has(browser)) browsers.set(browser, launch(browser));
  return browsers.get(browser);
}

/**
 * Opens a page of the app, such as `/login`, with an empty storage. Visits with the same browser, language and `device`
 * share a profile. A `device` is only a name. If `path` is `null`, opens an empty page in a new profile. The test fails
 * if the browser reports an error or a warning.
 */
export async function visit(t, path, { browser = "Chromium", language = "en", device = "", ...options } = {}) {
  const fresh = path === null;
  const context = fresh ? await profile(await running(browser), language) : await shared(browser, language, device);
  const opened = await open(context, options);
  t.after(async () => {
    await context.setOffline(false);
    await opened.close();
    if (fresh) await context.close();
    assert.deepEqual(opened.complaints, []);
  });
  if (fresh) return opened;
  // The storage is cleared on a page that has the app's origin, but does not start the app.
  await opened.page.goto(`${app.address}/icon.svg`);
  await opened.page.evaluate(() => localStorage.clear());
  await opened.page.goto(`${app.address}/#${path}`);
  return opened;
}

/** Checks that axe finds no accessibility problems in light and dark colours, and that the page fits the window. */
export async function good(page, what) {
  // The colours affect only the rule `color-contrast`, so in dark colours only this rule is checked.
  for (const [colorScheme, rule] of [["dark", "color-contrast"], ["light"]]) {
    await page.emulateMedia({ colorScheme });
    assert.deepEqual(await violations(page, rule), [], `${what}, ${colorScheme}`);
  }
  assert.ok(await fits(page), `${what}: the page is wider than the window`);
}

let people = 0;

/** Data of a new person, not registered yet. */
export function newcomer() {
  const name = `user-${(people += 1)}`;
  return { name, email: `${name}@example.com`, password: "correct-Horse-7" };
}

/** A person with a confirmed Fusio account. */
export async function member() {
  const person = newcomer();
  await server.control("POST", "/users", person);
  return person;
}

/** Fills in the login form and sends it. */
export async function login({ fill, press }, { name, password }) {
  await fill("User name or e-mail address", name);
  await fill("Password", password);
  await press("Log in");
}

/** The link in the newest mail to an address. */
export const mailedLink = async (to) => (await server.outbox(to)).at(-1).links[0];

/**
 * Makes the server answer the next request for this method and path with this status. `more` has further settings, such
 * as `times` for more than one request.
 */
export const fault = (method, path, status, more) =>
  server.control("POST", "/faults", { method, path, status, ...more });

/**
 * Makes the server close the connection of each of the next 50 requests for `path`. One request is not enough, because
 * Chromium sends a failed request again. The returned function removes all faults.
 */
export async function hangUp(path) {
  await server.control("POST", "/faults", { path, action: "reset", times: 50 });
  return () => server.control("DELETE", "/faults");
}
