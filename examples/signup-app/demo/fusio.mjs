// A user's journey through the part of the app for Fusio, step by step.

import { PHONE } from "../tests/browser.mjs";

const person = { name: "ada.lovelace", email: "ada@example.com", password: "Analytical-1", second: "Difference-2" };

/** Opens the mailbox from the page "Check your e-mail", and follows the link in the newest mail. */
async function readMail({ app, page, context, follow }) {
  const opens = context.waitForEvent("page");
  await follow("Open the mailbox of the test server");
  const mailbox = await opens;
  await mailbox.locator(".mails a").first().click();
  const link = await mailbox.getByRole("link", { name: `${app.address}/#` }).getAttribute("href");
  await mailbox.close();
  await page.goto(link);
}

async function login({ fill, press, heading }, name, password) {
  await fill("User name or e-mail address", name);
  await fill("Password", password);
  await press("Log in");
  await heading("Your account");
}

async function logOut({ press, see }) {
  await press("Log out");
  await see("You are logged out.");
}

/** The steps; each gets the app, the browser's page, and functions for the actions of a person. */
export const FUSIO = {
  "the start page": async ({ app, page, heading }) => {
    await page.goto(app.address);
    await heading("Matricula");
  },
  "an error is shown next to its field": async ({ page, app, fill, tick, press, see }) => {
    await page.goto(`${app.address}/#/signup`);
    await fill("User name", "a");
    await fill("E-mail address", person.email);
    await fill("Password", person.password);
    await tick("I am not a robot");
    await tick("I accept the terms of use");
    await press("Create account");
    await see("This user name is not allowed.");
  },
  "sign up": async ({ fill, tick, press, heading, see }) => {
    await fill("User name", person.name);
    await tick("I am not a robot");
    await press("Create account");
    await heading("Check your e-mail");
    await see(person.email);
  },
  "a login before the confirmation is refused": async ({ follow, fill, press, see }) => {
    await follow("Back to login");
    await fill("User name or e-mail address", person.name);
    await fill("Password", person.password);
    await press("Log in");
    await see("confirm it first with the link in our e-mail");
  },
  "confirm from the mailbox": async (hands) => {
    await hands.page.goBack();
    await readMail(hands);
    await hands.see("Your account is confirmed");
    if (/activate\/./.test(hands.page.url())) throw new Error("the token is still in the address bar");
  },
  "log in": async (hands) => {
    await hands.follow("Go to login");
    await login(hands, person.name, person.password);
    await hands.see(person.email);
  },
  "log out": logOut,
  "log in through a provider": async ({ page, press, see }) => {
    await press("Continue with GitHub");
    await page.getByLabel("Login name").fill("grace-hopper");
    await page.getByLabel("E-mail address").fill("grace@example.com");
    await press("Allow");
    await see("You are logged in.");
    await see("grace@example.com");
    if (/token/.test(page.url())) throw new Error("the tokens are still in the address bar");
  },
  "log out again": logOut,
  "deny the login through a provider": async ({ press, see }) => {
    await press("Continue with Google");
    await press("Deny");
    // Fusio shows this error itself, and does not redirect back to the app.
    await see("access_denied");
  },
  "request a new password": async ({ page, app, fill, tick, press, heading, see }) => {
    await page.goto(`${app.address}/#/forgot`);
    await fill("E-mail address", person.email);
    await tick("I am not a robot");
    await press("Send link");
    await heading("Check your e-mail");
    await see("If there is an account with this address");
  },
  "open the link to set a new password": async (hands) => {
    await readMail(hands);
    await hands.heading("Set a new password");
  },
  "set the new password": async ({ fill, press, see }) => {
    await fill("New password", person.second);
    await press("Set password");
    await see("Your new password has been set.");
  },
  "log in with the new password": (hands) => login(hands, person.email, person.second),
  "change the address": async ({ fill, press, see }) => {
    await fill("New e-mail address", "lovelace@example.com");
    await press("Change address");
    await see("Your e-mail address has been changed.");
    await see("lovelace@example.com");
  },
  "change the password": async ({ fill, press, see }) => {
    await fill("Current password", person.second);
    await fill("New password", person.password);
    await fill("Repeat new password", person.password);
    await press("Change password");
    await see("Your password has been changed.");
  },
  offline: async ({ context, press, see }) => {
    await context.setOffline(true);
    await press("Refresh now");
    await see("The last refresh failed");
  },
  "online again": async ({ context, press, see }) => {
    await context.setOffline(false);
    await press("Refresh now");
    await see("Token refreshed (in this tab)");
  },
  "on a phone": async ({ page, see }) => {
    await page.setViewportSize(PHONE);
    await see("Token refreshed (in this tab)");
  },
  "in German": async ({ page, heading }) => {
    await page.getByLabel("Language", { exact: true }).selectOption("Deutsch");
    await heading("Ihr Konto");
  },
  "log out in German": async ({ press, heading }) => {
    await press("Abmelden");
    await heading("Anmelden");
  },
  "sign up in German": async ({ page, app, press, heading, see }) => {
    await page.goto(`${app.address}/#/signup`);
    await heading("Konto anlegen");
    await press("Konto anlegen");
    await see("Bitte füllen Sie das aus.");
  },
  "back in English": async ({ page, app, heading }) => {
    await page.setViewportSize({ width: 1100, height: 900 });
    await page.getByLabel("Sprache", { exact: true }).selectOption("English");
    await page.goto(`${app.address}/#/terms`);
    await heading("Terms of use");
  },
  "open an unknown page": async ({ page, app, heading }) => {
    await page.goto(`${app.address}/#/nothing`);
    await heading("Page not found");
  },
  "open a used link": async ({ page, app, see }) => {
    await page.goto(`${app.address}/#/activate/used`);
    await see("If you opened it before, your account is confirmed");
  },
  "open the callback of a login that began in another browser": async ({ page, app, see }) => {
    await page.goto(`${app.address}/?callback&access_token=forged&matricula_nonce=x`);
    await see("This login was started somewhere else.");
  },
};
