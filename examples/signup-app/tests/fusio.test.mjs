// The Fusio half of the app, in Chromium.

import assert from "node:assert/strict";
import { test } from "node:test";

import { good, mailedLink, newcomer, visit } from "./support.mjs";

test("somebody signs up, confirms from the mail and logs in", async (t) => {
  const person = newcomer();
  const { page, fill, tick, press, heading, follow, see } = await visit(t, "/signup");
  await good(page, "sign up");
  await fill("User name", person.name);
  await fill("E-mail address", person.email);
  await fill("Password", person.password);
  await tick("I am not a robot");
  await tick("I accept the terms of use");
  await press("Create account");
  await heading("Check your mail");
  await see(person.email);
  await good(page, "check your mail");
  await page.goto(await mailedLink(person.email));
  await see("Your account is confirmed");
  assert.doesNotMatch(page.url(), /activate\/./, "the token does not stay in the address");
  await follow("To the login");
  await heading("Log in");
  await fill("User name or e-mail address", person.name);
  await fill("Password", person.password);
  await press("Log in");
  await heading("Your account");
  await see(person.email);
  await see("What you may do");
  await good(page, "account");
});
