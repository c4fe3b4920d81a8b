// The session on the account page: refreshed, shared with other tabs, ended, and offline.

import assert from "node:assert/strict";
import { test } from "node:test";

import { hands } from "./browser.mjs";
import { app, good, hangUp, login, member, server, visit } from "./support.mjs";

/** Opens the account page of a signed-in user. */
async function signedIn(t) {
  const person = await member();
  const opened = await visit(t, "/login");
  await login(opened, person);
  await opened.heading("Your account");
  await opened.see(person.email);
  return { ...opened, person };
}

/** Opens one more tab in the same browser. */
async function anotherTab({ context }, path) {
  const page = await context.newPage();
  await page.goto(`${app.address}/#${path}`);
  return { page, ...hands(page) };
}

test("the remaining time counts down, a refresh resets it, and the other tab sees the refresh", async (t) => {
  const one = await signedIn(t);
  const timer = one.page.getByRole("timer");
  await one.page.waitForFunction(() => /^47:59:5/.test(document.querySelector("[role=timer]").textContent));
  const two = await anotherTab(one, "/account");
  await two.heading("Your account");
  await one.press("Refresh now");
  await one.see("Token refreshed (in this tab)");
  await two.see("Token refreshed (in another tab)");
  await one.page.waitForFunction(() => /^(48:00:00|47:59:5)/.test(document.querySelector("[role=timer]").textContent));
  assert.equal(await timer.count(), 1);
  await one.page.getByText("Refreshes").locator("xpath=following-sibling::dd").getByText("1").waitFor();
  await good(one.page, "a refreshed session");
});

test("a logout or a login in one tab applies to all tabs", async (t) => {
  const one = await signedIn(t);
  const two = await anotherTab(one, "/account");
  await two.heading("Your account");
  await two.press("Log out");
  await two.see("You are logged out.");
  await one.heading("Log in");
  await one.see("You were logged out in another tab.");
  await login(two, one.person);
  await two.heading("Your account");
  await one.heading("Your account");
});

test("if the server refuses a logout, the page has a notice", async (t) => {
  const { page, press, heading } = await signedIn(t);
  await server.control("POST", "/faults", { method: "POST", path: "/authorization/revoke", status: 401 });
  await press("Log out");
  await heading("Log in");
  const hasText =
    "You are logged out on this device. The server did not confirm the logout, so the old access token may stay valid until it expires.";
  await page.getByRole("alert").filter({ hasText }).waitFor();
  await good(page, "an error message");
});

test("after a session has expired, the user logs in again and returns to the account page", async (t) => {
  const { page, heading, see, fill, press, person } = await signedIn(t);
  const stored = await page.evaluate(() => Object.values(localStorage).join());
  const tokens = stored.match(/[\w.-]{30,}/g);
  assert.ok(tokens.length >= 2);
  for (const token of tokens) assert.ok(!page.url().includes(token), "a token is in the address");
  // After a week, the access token and the refresh token have expired.
  await server.control("POST", "/clock", { advance_seconds: 604_800 });
  t.after(app.reset);
  await fill("New e-mail address", "late@example.com");
  await press("Change address");
  await heading("Log in");
  await see("Your session has expired. Please log in again.");
  await login({ fill, press }, person);
  await heading("Your account");
});

test("the app says that the user is offline, keeps typed text, and works again when the user is online", async (t) => {
  t.after(app.reset);
  const { page, context, see, press, fill, heading, person } = await signedIn(t);
  await context.setOffline(true);
  await see("You are offline.");
  await fill("New e-mail address", "offline@example.com");
  await press("Change address");
  await see("The server cannot be reached.");
  assert.equal(await page.getByLabel("New e-mail address").inputValue(), "offline@example.com");
  await press("Refresh now");
  await see("The last refresh failed. The app will try again.");
  await good(page, "offline");
  await context.setOffline(false);
  await page.getByText("You are offline.").waitFor({ state: "detached" });
  await press("Refresh now");
  await see("Token refreshed (in this tab)");
  assert.equal(await page.getByText("The last refresh failed").count(), 0);

  await context.setOffline(true);
  await press("Log out");
  await heading("Log in");
  await see("You are logged out.");
  await see("The server cannot be reached.");
  await context.setOffline(false);
  // When the browser is online again, the app loads the providers without a click.
  await see("Continue with GitHub");
  await login({ fill, press }, person);
  await heading("Your account");
});

test("if the server cannot be reached, the page says so and lets the user try again", async (t) => {
  t.after(app.reset);
  const { page, see, press, person } = await signedIn(t);
  const answerAgain = await hangUp("/consumer/account");
  await page.reload();
  await see("The server cannot be reached.");
  await answerAgain();
  await press("Try again");
  await see(person.email);
});
