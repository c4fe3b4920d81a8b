// Changes of the password by users with two-step login. Each change needs a second step.

import assert from "node:assert/strict";
import { test } from "node:test";

import { PHONE, picture, tabTo } from "./browser.mjs";
import { APPLICATIONS, enter, login, mailTo, PASSWORD } from "./fusionauth.mjs";
import { fault, good, server, visit } from "./support.mjs";
import { appCode, sentCode, userWith, wrongCode } from "./two-step.mjs";

const { forum } = APPLICATIONS;
const NEXT = "another password";

/** Logs in with the password and a code from the authenticator app. */
async function loginWithApp(t, { email, secret }, options) {
  const hands = await login(t, forum, email, options);
  const way = hands.page.getByRole("button", { name: "Use your authenticator app" });
  await hands.page.getByRole("heading", { name: /Confirm that it is you|Enter your code/ }).waitFor();
  if (await way.isVisible()) await way.click();
  await hands.fill("Code", await appCode(secret));
  await hands.press("Log in");
  return hands;
}

/** Logs in again, with this password and a code from the authenticator app. */
async function again(hands, { email, secret }, password) {
  await hands.heading("Log in");
  await enter(hands, email, password);
  await hands.heading("Enter your code");
  await hands.fill("Code", await appCode(secret));
  await hands.press("Log in");
  await hands.heading("Your profile");
}

for (const browser of ["Chromium", "Firefox"]) {
  test(`in ${browser}, a change of the password in the profile asks for a code`, async (t) => {
    const person = await userWith(forum, { app: true });
    const hands = await loginWithApp(t, person, { browser });
    const { heading, see, fill, press, complaint, focused } = hands;
    await heading("Your profile");
    await fill("Current password", PASSWORD);
    await fill("New password", NEXT);
    await press("Change password");
    await see("the code that your authenticator app shows");
    assert.equal(await focused(), "h3 Enter your code");
    await fill("Code", wrongCode(await appCode(person.secret)));
    await press("Confirm");
    await see("This code is wrong or has expired.");
    assert.equal(await complaint("Code"), "This code is wrong or has expired.");
    await fill("Code", await appCode(person.secret));
    await press("Confirm");
    // The change ends the session. The app cannot log in again by itself, because the login with the new password asks
    // for a second step, too. So the user logs in.
    await see("Your password has been changed.");
    await again(hands, person, NEXT);
  });
}

test("with the keyboard alone, on a phone, a user changes the password with a code from a mail", async (t) => {
  const person = await userWith(forum, { app: true, mail: true });
  const hands = await loginWithApp(t, person, { viewport: PHONE });
  const { page, heading, see } = hands;
  const { keyboard } = page;
  await heading("Your profile");
  await see("at least 8 characters");
  await tabTo(hands, "input Current password");
  await keyboard.type(PASSWORD);
  await tabTo(hands, "input New password");
  await keyboard.type(NEXT);
  await keyboard.press("Enter");
  await see("Confirm that it is you");
  await good(page, "the second step of a change on a phone");
  await picture(page, "two-step/change-phone");
  await tabTo(hands, `button Send a code to ${person.email}`);
  await keyboard.press("Enter");
  await see(`We have sent a code to ${person.email}`);
  await good(page, "the code of a change on a phone");
  await tabTo(hands, "input Code");
  await keyboard.type(await sentCode(person.email));
  await keyboard.press("Enter");
  await see("Your password has been changed.");
});

test("after the code, a wrong current password has an error at its field; the second step can be cancelled", async (t) => {
  const person = await userWith(forum, { app: true });
  const { page, heading, see, fill, press, field, complaint, focused } = await loginWithApp(t, person);
  await heading("Your profile");
  const begin = async (current) => {
    await fill("Current password", current);
    await fill("New password", NEXT);
    await press("Change password");
    await see("the code that your authenticator app shows");
  };
  await begin("wrong");
  await press("Cancel");
  assert.equal(await focused(), "h2 Change your password");
  await begin("wrong");
  await fill("Code", await appCode(person.secret));
  await press("Confirm");
  assert.equal(await complaint("Current password"), "The current password is wrong.");
  await field("Current password").and(page.locator(":focus")).waitFor();
  assert.equal(await page.getByText("The current password is wrong.").count(), 1, "the error is only at its field");
  await good(page, "a wrong current password after the code");
  await begin(PASSWORD);
  await server.advance(301);
  await fill("Code", await appCode(person.secret));
  await press("Confirm");
  await page.getByRole("status").filter({ hasText: "This took too long. Please try again." }).waitFor();
  await see("Current password");
  await page.getByRole("heading", { name: "Change your password" }).and(page.locator(":focus")).waitFor();
  assert.equal(await field("Current password").getAttribute("aria-invalid"), "false");
});

test("after the code, an error that belongs to no field is shown in the password form", async (t) => {
  const person = await userWith(forum, { app: true });
  const { page, heading, see, fill, press } = await loginWithApp(t, person);
  await heading("Your profile");
  await fill("Current password", PASSWORD);
  await fill("New password", NEXT);
  await press("Change password");
  await see("the code that your authenticator app shows");
  await fault("POST", "/api/user/change-password", 503);
  await fill("Code", await appCode(person.secret));
  await press("Confirm");
  await page.locator("form").filter({ hasText: "Current password" }).getByRole("alert").waitFor();
  await page.getByRole("heading", { name: "Change your password" }).and(page.locator(":focus")).waitFor();
});

test("a forgotten password is reset with the link and a code", async (t) => {
  const person = await userWith(forum, { app: true });
  const hands = await visit(t, `/fusionauth/forgot/${forum}`);
  const { page, heading, see, fill, press } = hands;
  await fill("E-mail address or user name", person.email);
  await press("Send link");
  await see("If there is an account");
  await page.goto((await mailTo(person.email, "password")).link);
  await heading("Set a new password");
  await fill("New password", NEXT);
  await press("Set password");
  await heading("Enter your code");
  await good(page, "the code of a reset");
  await fill("Code", await appCode(person.secret));
  await press("Confirm");
  // The answer to the change has a one-time password. The login with this password asks for a second step, too.
  await heading("Enter your code");
  await page.getByRole("button", { name: "Log in" }).waitFor();
  await fill("Code", await appCode(person.secret));
  await press("Log in");
  await heading("Your profile");
});

test("if the password must be changed, the user changes it after the second step of the login", async (t) => {
  const person = await userWith(forum, { app: true, passwordChangeRequired: true });
  const hands = await loginWithApp(t, person);
  const { page, heading, fill, press } = hands;
  await heading("Set a new password");
  await fill("New password", NEXT);
  await press("Set password");
  await heading("Enter your code");
  await page.getByRole("button", { name: "Confirm", exact: true }).waitFor();
  await fill("Code", await appCode(person.secret));
  await press("Confirm");
  await page.getByRole("button", { name: "Log in" }).waitFor();
  await fill("Code", await appCode(person.secret));
  await press("Log in");
  await heading("Your profile");
});
