// The main tasks of a user in the part of the app for Fusio, in Firefox. Tests in Chromium check the single pages.

import assert from "node:assert/strict";
import { test } from "node:test";

import { hands, type, violations } from "./browser.mjs";
import { app, login, mailedLink, member, newcomer, visit } from "./support.mjs";

const FIREFOX = { browser: "Firefox" };

test("a user signs up in Firefox with the keyboard, confirms with the link in the mail, and logs in", async (t) => {
  const person = newcomer();
  const { page, heading, see, field, fill, tick, press, complaint, focused, follow } = await visit(
    t,
    "/signup",
    FIREFOX,
  );
  await heading("Create your account");
  await press("Create account");
  assert.equal(await complaint("User name"), "Please fill this in.");
  assert.equal(await focused(), "input User name");
  await page.keyboard.type(person.name);
  await page.keyboard.press("Tab");
  assert.equal(await focused(), "input E-mail address");
  await page.keyboard.type(person.email);
  await fill("Password", person.password);
  await page.locator(".rules [data-met=true]").nth(1).waitFor();
  await tick("I am not a robot");
  await tick("I accept the terms of use");
  await field("I accept the terms of use").press("Enter");
  await heading("Check your e-mail");
  assert.equal(await focused(), "h1 Check your e-mail");
  await page.goto(await mailedLink(person.email));
  await see("Your account is confirmed");
  assert.doesNotMatch(page.url(), /activate\/./);
  await follow("Go to login");
  await login({ fill, press }, person);
  await heading("Your account");
  await see(person.email);
  assert.deepEqual(await violations(page), []);
});

test("a session in Firefox survives a reload, and two tabs share it", async (t) => {
  const person = await member();
  const one = await visit(t, "/login", FIREFOX);
  await login(one, { ...person, password: "wrong-Horse-7" });
  await one.see("Wrong user name or password.");
  await login(one, person);
  await one.heading("Your account");
  await one.page.reload();
  await one.heading("Your account");
  await one.see(person.email);
  const page = await one.context.newPage();
  const two = hands(page);
  await page.goto(`${app.address}/#/account`);
  await two.heading("Your account");
  await one.press("Refresh now");
  await two.see("Token refreshed (in another tab)");
  await two.press("Log out");
  await one.see("You were logged out in another tab.");
});

test("a user logs in through a provider in Firefox", async (t) => {
  const { page, press, heading, see } = await visit(t, "/login", FIREFOX);
  await press("Continue with GitHub");
  await type(page.getByLabel("Login name"), "barbara");
  await type(page.getByLabel("E-mail address"), "barbara@example.com");
  await press("Allow");
  await heading("Your account");
  await see("barbara@example.com");
  assert.equal(page.url(), `${app.address}/#/account`);
});
