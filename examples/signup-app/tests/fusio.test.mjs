// The main tasks of a user in the part of the app for Fusio, in Chromium.

import assert from "node:assert/strict";
import { test } from "node:test";

import { app, good, login, mailedLink, member, newcomer, server, visit } from "./support.mjs";

test("a user signs up, confirms with the link in the mail, and logs in", async (t) => {
  const person = newcomer();
  const { page, context, fill, tick, press, heading, follow, see } = await visit(t, "/signup");
  await heading("Create your account");
  await good(page, "sign up");
  await fill("User name", person.name);
  await fill("E-mail address", person.email);
  await fill("Password", person.password);
  await tick("I am not a robot");
  await tick("I accept the terms of use");
  await press("Create account");
  await heading("Check your e-mail");
  await see("Your account has been created.");
  await see(person.email);
  await good(page, "check your mail");
  assert.doesNotMatch(page.url(), /example/, "the URL does not contain the person's address");
  await page.reload();
  await see(person.email);

  const opens = context.waitForEvent("page");
  await follow("Open the mailbox of the test server");
  const mailbox = await opens;
  await mailbox.locator(".mails a").first().click();
  const link = await mailbox.getByRole("link", { name: `${app.address}/#/activate/` }).getAttribute("href");
  assert.equal(link, await mailedLink(person.email));
  await mailbox.close();

  await page.goto(link);
  await see("Your account is confirmed");
  await good(page, "confirmed");
  assert.doesNotMatch(page.url(), /activate\/./, "the token is not in the URL");
  await follow("Go to login");
  await heading("Log in");
  await good(page, "log in");
  await login({ fill, press }, person);
  await heading("Your account");
  await see("You are logged in.");
  await see(person.email);
  await see("Log out");
  await good(page, "account");
  await page.goBack();
  assert.doesNotMatch(page.url(), /login/, "the browser's back button does not lead to the login");
});

test("while the user types a password, the page shows which rules the password meets", async (t) => {
  const { page, fill, field, press } = await visit(t, "/signup");
  const met = () => page.locator(".rules [data-met=true]").allTextContents();
  assert.deepEqual(await met(), []);
  await fill("Password", "ä");
  assert.deepEqual(await met(), []);
  await fill("Password", "short");
  assert.deepEqual(await met(), ["only letters from a to z, digits and symbols, no spaces (met)"]);
  await fill("Password", "long enough");
  assert.deepEqual(await met(), ["at least 8 characters (met)"]);
  await fill("Password", "long-enough");
  assert.equal((await met()).length, 2);
  assert.equal(await field("Password").getAttribute("type"), "password");
  await press("Show Password");
  assert.equal(await field("Password").getAttribute("type"), "text");
  await good(page, "a visible password");
});

test("a login can be limited to some scopes", async (t) => {
  const person = await member();
  const { page, fill, tick, press, heading, see } = await visit(t, "/login");
  await page.getByText("Limit the permissions of this login").click();
  await tick("authorization");
  await good(page, "the scopes");
  await login({ fill, press }, person);
  await heading("Your account");
  await page.getByText("Permissions: 1 scope").click();
  await see("You do not have permission to do this.");
  await good(page, "an account without permission");
});

test("a user logs in through a provider and returns to the requested page", async (t) => {
  const { page, press, heading, see } = await visit(t, "/account");
  await heading("Log in");
  await page.locator(".notice.info", { hasText: "Please log in." }).waitFor();
  await good(page, "an info message");
  await press("Continue with GitHub");
  await page.getByLabel("Login name").fill("grace-hopper");
  await page.getByLabel("E-mail address").fill("grace@example.com");
  await press("Allow");
  await heading("Your account");
  await see("grace@example.com");
  assert.equal(page.url(), `${app.address}/#/account`, "the URL has no token");
});

test("a user who forgot the password sets a new one", async (t) => {
  const person = await member();
  const { page, fill, tick, press, heading, see, follow } = await visit(t, "/login");
  await follow("Forgot your password?");
  await heading("Reset your password");
  await good(page, "forgot");
  await fill("E-mail address", person.email);
  await tick("I am not a robot");
  await press("Send link");
  await heading("Check your e-mail");
  await page.goto(await mailedLink(person.email));
  await heading("Set a new password");
  assert.doesNotMatch(page.url(), /reset\/./, "the token is not in the URL");
  await good(page, "reset");
  await fill("New password", "another-Horse-8");
  await press("Set password");
  await see("Your new password has been set.");
  await login({ fill, press }, { ...person, password: "another-Horse-8" });
  await heading("Your account");
});

test("a user changes the address and the password, and can log in with the new ones", async (t) => {
  const person = await member();
  const email = `new-${person.email}`;
  const { fill, press, heading, see } = await visit(t, "/login");
  await login({ fill, press }, person);
  await heading("Your account");
  await fill("New e-mail address", email);
  await press("Change address");
  await see("Your e-mail address has been changed.");
  await see(email);
  await fill("Current password", person.password);
  await fill("New password", "another-Horse-8");
  await fill("Repeat new password", "another-Horse-8");
  await press("Change password");
  await see("Your password has been changed.");
  await press("Log out");
  await see("You are logged out.");
  await login({ fill, press }, { name: email, password: "another-Horse-8" });
  await heading("Your account");
});

test("the start page, the terms, and an unknown page need no login", async (t) => {
  const { page, heading, follow } = await visit(t, "/");
  await heading("Matricula");
  await good(page, "start");
  await page.goto(`${app.address}/#/terms`);
  await heading("Terms of use");
  await good(page, "terms");
  for (const path of ["/nothing", "/__proto__", "/constructor/x", "//"]) {
    // Opens another page first: otherwise, the heading of the last unknown page would already be there.
    await page.goto(`${app.address}/#/terms`);
    await heading("Terms of use");
    await page.goto(`${app.address}/#${path}`);
    await heading("Page not found");
  }
  await good(page, "missing");
  // A page also opens if its parameter, the last part of the path, cannot be decoded.
  await page.goto(`${app.address}/#/login/%`);
  await heading("Log in");
  await page.goBack();
  await heading("Page not found");
  await follow("Go to the home page");
  await heading("Matricula");
});

test("if the server has no providers, the app shows none", async (t) => {
  t.after(app.reset);
  await server.control("PATCH", "/settings", { fusio: { identities: [] } });
  const { page, see } = await visit(t, "/login");
  await see("Create an account");
  await page.waitForLoadState("networkidle");
  assert.equal(await page.getByText("Loading…").count(), 0);
  assert.equal(await page.getByText("Continue with").count(), 0);
});
