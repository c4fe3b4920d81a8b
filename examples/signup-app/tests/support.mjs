// What the tests of a file share: the built app, its server, and a browser.

import assert from "node:assert/strict";
import { after } from "node:test";

import { startApp } from "../demo/app.mjs";
import { fits, launch, open, profile, violations } from "./browser.mjs";

// The runner ends a file that takes too long like this; what it started must end as well.
process.once("SIGTERM", () => process.exit(1));

export const app = await startApp();
export const { server } = app;
/** The browsers that are running, by their names. */
const browsers = new Map();
const profiles = new Map();

after(async () => {
  for (const browser of browsers.values()) await (await browser).close();
  await app.stop();
});

/** The profile of all visits from a device: what a browser has loaded and compiled once, it has. */
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
 * Opens a page of the app, such as `/login`, where nothing is stored; for `null` an empty page, for
 * which nothing is loaded either. Visits from one device know of each other. At the end of the test,
 * the browser must have nothing to complain about.
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
  // Of the same origin, but no app that would do something.
  await opened.page.goto(`${app.address}/icon.svg`);
  await opened.page.evaluate(() => localStorage.clear());
  await opened.page.goto(`${app.address}/#${path}`);
  return opened;
}

/** Nothing for axe to find, and nothing outside of the window, in both colours. */
export async function good(page, what) {
  // In dark colours the page is the same but for these.
  for (const [colorScheme, rule] of [["dark", "color-contrast"], ["light"]]) {
    await page.emulateMedia({ colorScheme });
    assert.deepEqual(await violations(page, rule), [], `${what}, ${colorScheme}`);
  }
  assert.ok(await fits(page), `${what}: something stands out of the window`);
}

let people = 0;

/** Somebody who is not registered yet. */
export function newcomer() {
  const name = `user-${(people += 1)}`;
  return { name, email: `${name}@example.com`, password: "correct-Horse-7" };
}

/** Somebody who has a confirmed Fusio account. */
export async function member() {
  const person = newcomer();
  await server.tell("POST", "/users", person);
  return person;
}

/** Sends the form of the login. */
export async function login({ fill, press }, { name, password }) {
  await fill("User name or e-mail address", name);
  await fill("Password", password);
  await press("Log in");
}

/** The link in the newest mail to somebody. */
export const mailedLink = async (to) => (await server.outbox(to)).at(-1).links[0];

/** Lets the server answer a request like this for once. */
export const fault = (method, path, status, more) => server.tell("POST", "/faults", { method, path, status, ...more });

/** The server hangs up until it is told otherwise; Chromium asks again on each connection that was in use before. */
export async function hangUp(path) {
  await server.tell("POST", "/faults", { path, action: "reset", times: 50 });
  return () => server.tell("DELETE", "/faults");
}
