// Logins to an application that requires two-step login, by users who have no method for it yet.

import assert from "node:assert/strict";
import { test } from "node:test";

import { PHONE, picture, tabTo, violations } from "./browser.mjs";
import { APPLICATIONS, enter, login, mailTo, PASSWORD, user } from "./fusionauth.mjs";
import { fault, good, server, visit } from "./support.mjs";
import { appCode, methodsOf, phoneNumber, sentCode, wrongCode } from "./two-step.mjs";

const { vault } = APPLICATIONS;

const kinds = async (id) => (await methodsOf(id)).map(({ method }) => method);
const shownSecret = async (page) => (await page.locator(".secret").textContent()).replaceAll(" ", "");

for (const browser of ["Chromium", "Firefox"]) {
  test(`in ${browser}, a user adds an authenticator app during the login, and is logged in`, async (t) => {
    const { email, id } = await user(vault);
    const hands = await login(t, vault, email, { browser });
    const { page, heading, see, fill, press, complaint, focused } = hands;
    await heading("Set up two-step login");
    await see("you need a second step besides your password");
    assert.deepEqual(await violations(page), []);
    await press("Add an authenticator app");
    await heading("Add an authenticator app");
    assert.equal(await focused(), "h1 Add an authenticator app");
    await see("Or type this key into the app:");
    assert.deepEqual(await violations(page), []);
    const secret = await shownSecret(page);
    await fill("Code that the app shows", wrongCode(await appCode(secret)));
    await press("Confirm");
    await see("This code is wrong or has expired.");
    assert.equal(await complaint("Code that the app shows"), "This code is wrong or has expired.");
    await fill("Code that the app shows", await appCode(secret));
    await press("Confirm");
    await heading("Keep your recovery codes");
    assert.equal(await page.locator(".codes code").count(), 10);
    assert.deepEqual(await violations(page), []);
    await press("I have kept them");
    await heading("Your profile");
    assert.deepEqual(await kinds(id), ["authenticator"]);
    await press("Log out");
    await heading("Log in");
    await enter(hands, email);
    await heading("Enter your code");
    await fill("Code", await appCode(secret));
    await press("Log in");
    await heading("Your profile");
  });
}

test("on a phone, a new user signs up, and adds an address for two-step login with the keyboard alone", async (t) => {
  const email = `vault-${process.pid}@example.test`;
  const hands = await visit(t, `/fusionauth/signup/${vault}`, { viewport: PHONE });
  const { page, heading, see, fill, press } = hands;
  await fill("E-mail address", email);
  await fill("Password", PASSWORD);
  await press("Create account");
  await heading("Set up two-step login");
  await good(page, "the choice of a first method on a phone");
  await picture(page, "two-step/enrol-phone");
  await tabTo(hands, "button Add an authenticator app");
  await tabTo(hands, "button Add an e-mail address");
  await page.keyboard.press("Enter");
  await heading("Add an e-mail address");
  await tabTo(hands, "input E-mail address");
  await page.keyboard.press("Enter");
  await see(`We have sent a code to ${email}.`);
  await good(page, "the code for the first address on a phone");
  assert.equal(await hands.focused(), "input Code");
  await page.keyboard.type(await sentCode(email));
  await page.keyboard.press("Enter");
  await heading("Keep your recovery codes");
  await good(page, "the recovery codes of a login on a phone");
  await tabTo(hands, "button I have kept them");
  await page.keyboard.press("Enter");
  await heading("Your profile");
});

test("a user who needs more than five minutes to add a method can still complete the login", async (t) => {
  const { email, id } = await user(vault);
  const { page, heading, see, fill, press } = await login(t, vault, email);
  await press("Add an authenticator app");
  await see("Scan this code");
  await press("Choose another way");
  await heading("Set up two-step login");
  await press("Add a phone number");
  const number = phoneNumber();
  await fill("Phone number", number);
  await server.advance(301);
  await press("Send code");
  await see(`We have sent a code to ${number}.`);
  await fill("Code", await sentCode(number));
  await press("Confirm");
  await heading("Keep your recovery codes");
  await picture(page, "two-step/enrol-codes");
  await press("I have kept them");
  await heading("Your profile");
  assert.deepEqual(await kinds(id), ["sms"]);
});

test("if the login fails after the first method was added, the next login asks for a code of this method", async (t) => {
  const { email } = await user(vault);
  const hands = await login(t, vault, email);
  const { page, heading, see, fill, press } = hands;
  await press("Add an authenticator app");
  await see("Scan this code");
  const secret = await shownSecret(page);
  await fault("POST", "/api/two-factor/login", 503);
  await fill("Code that the app shows", await appCode(secret));
  await press("Confirm");
  await heading("Keep your recovery codes");
  await press("I have kept them");
  await heading("Log in");
  await see("Two-step login has been set up. Please log in again.");
  await enter(hands, email);
  await heading("Enter your code");
});

test("after a password reset, the user must log in with the new password to add a first method", async (t) => {
  const { email, id } = await user(vault);
  const hands = await visit(t, `/fusionauth/forgot/${vault}`);
  const { page, heading, see, fill, press, follow } = hands;
  await fill("E-mail address or user name", email);
  await press("Send link");
  await see("If there is an account");
  await page.goto((await mailTo(email)).link);
  await fill("New password", "another password");
  await press("Set password");
  await heading("Set up two-step login");
  await see("Log in with your password to set it up.");
  await good(page, "the request to log in before a first method is added");
  await follow("Back to login");
  await enter(hands, email, "another password");
  await press("Add an authenticator app");
  await see("Scan this code");
  assert.deepEqual(await kinds(id), []);
});
