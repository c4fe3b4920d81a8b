// The journey through the part of the app for FusionAuth: sign-ups, logins with many outcomes, and the
// administration.

import { TOTP } from "otpauth";

import { APPLICATIONS, PASSWORD } from "./tenants.mjs";

const reader = { email: "reader@example.com", second: "another password" };
const member = "member@example.com";
const pupil = "pupil@example.com";
const second = "second@example.test";
const made = "charles@example.com";

const go = ({ app, page }, path) => page.goto(`${app.address}/#${path}`);

/** The link and the code of the newest mail or text message to `to`; `about` is a part of its subject. */
async function mail({ app }, to, about) {
  const { links, text } = (await app.server.outbox(to)).filter(({ subject }) => subject.includes(about)).at(-1);
  return { link: links[0], code: /your code is (\w+)/.exec(text)?.[1] };
}

/** Logs in to an application, and waits for the heading of the next page. */
async function login(hands, application, who, heading, password = PASSWORD) {
  await go(hands, "/fusionauth");
  await hands.heading("Applications");
  await go(hands, `/fusionauth/login/${APPLICATIONS[application]}`);
  await hands.heading("Log in");
  await hands.fill("E-mail address or user name", who);
  await hands.fill("Password", password);
  await hands.press("Log in");
  await hands.heading(heading);
}

async function logOut({ press, see }) {
  await press("Log out");
  await see("You are logged out.");
}

const card = ({ page }, name) =>
  page.getByRole("listitem").filter({ has: page.getByRole("heading", { level: 3, name }) });

/** The steps; each gets the app, and functions for the actions of a person. */
export const REGISTRATIONS = {
  "the list of applications": async (hands) => {
    await go(hands, "/fusionauth");
    await hands.see("Library");
  },
  "sign up with an application": async (hands) => {
    await go(hands, `/fusionauth/signup/${APPLICATIONS.library}`);
    await hands.fill("E-mail address", reader.email);
    await hands.fill("Password", PASSWORD);
    await hands.press("Create account");
    await hands.heading("Verify your registration");
  },
  "open the link in the mail": async (hands) => {
    await hands.page.goto((await mail(hands, reader.email, "registration")).link);
    await hands.see("Click the button");
  },
  "verify the registration": async (hands) => {
    await hands.press("Verify");
    await hands.see("Your registration is verified.");
    await hands.heading("Log in");
    await hands.field("Password").waitFor();
  },
  "log in to the profile": (hands) => login(hands, "library", reader.email, "Your profile"),
  "log out of the application": logOut,
  "request a new FusionAuth password": async (hands) => {
    await hands.follow("Forgot your password?");
    await hands.fill("E-mail address or user name", reader.email);
    await hands.press("Send link");
    await hands.see("If there is an account");
    await hands.page.goto((await mail(hands, reader.email, "password")).link);
    await hands.heading("Set a new password");
  },
  "set the new password and get logged in": async ({ fill, press, heading, see }) => {
    await fill("New password", reader.second);
    await press("Set password");
    await heading("Your profile");
    await see("at least 8 characters");
  },
  "type a wrong code for an address": async (hands) => {
    await go(hands, `/fusionauth/signup/${APPLICATIONS.club}`);
    await hands.fill("E-mail address", member);
    await hands.fill("Password", PASSWORD);
    await hands.press("Create account");
    await hands.heading("Verify your e-mail address");
    await hands.fill("Code", "WRONG1");
    await hands.press("Verify");
    await hands.see("This code is wrong");
  },
  "type the right code": async (hands) => {
    await hands.fill("Code", (await mail(hands, member, "address")).code);
    await hands.press("Verify");
    await hands.heading("Your profile");
    await hands.see("at least 8 characters");
  },
  "log in without a registration where users can register themselves": (hands) =>
    login(hands, "library", "guest@example.test", "You are not registered yet"),
  "log in without a registration where only operators can register users": (hands) =>
    login(hands, "bank", "guest@example.test", "You are not registered yet"),
  "log in with an unverified registration": (hands) =>
    login(hands, "bank", "lovelace@example.test", "Verify your registration"),
  "log in with a password that must be changed": (hands) =>
    login(hands, "forum", "change@example.test", "Set a new password"),
  "log in with a second step": (hands) => login(hands, "forum", second, "Confirm that it is you"),
  "complete the login with the code in the mail": async (hands) => {
    await hands.press(`Send a code to ${second}`);
    await hands.heading("Enter your code");
    await hands.fill("Code", (await mail(hands, second, "code")).code);
    await hands.press("Log in");
    await hands.heading("Your profile");
  },
  "add an authenticator app": async (hands) => {
    await hands.press("Add an authenticator app");
    await hands.see("Scan this code");
    const secret = (await hands.page.locator(".secret").textContent()).replaceAll(" ", "");
    await hands.fill("Code that the app shows", new TOTP({ secret }).generate());
    await hands.press("Confirm");
    await hands.page.locator(".methods").getByText("Authenticator app").waitFor();
  },
  "log in where a second step is required": (hands) =>
    login(hands, "vault", "vault@example.test", "Set up two-step login"),
  "set up the second step during the login": async (hands) => {
    await hands.press("Add an e-mail address");
    await hands.press("Send code");
    await hands.see("We have sent a code");
    await hands.fill("Code", (await mail(hands, "vault@example.test", "code")).code);
    await hands.press("Confirm");
    await hands.heading("Keep your recovery codes");
  },
  "keep the recovery codes": async (hands) => {
    await hands.press("I have kept them");
    await hands.heading("Your profile");
  },
  "ask for a link to log in": async (hands) => {
    await go(hands, `/fusionauth/login/${APPLICATIONS.forum}`);
    await hands.follow("Send me a link to log in");
    await hands.fill("E-mail address or user name", "lovelace@example.test");
    await hands.press("Send link");
    await hands.heading("Check your e-mail");
  },
  "log in with the link": async (hands) => {
    await hands.page.goto((await mail(hands, "lovelace@example.test", "Log in")).link);
    await hands.press("Log in");
    await hands.heading("Your profile");
    await logOut(hands);
  },
  "verify an address before the sign-up": async (hands) => {
    await go(hands, `/fusionauth/signup/${APPLICATIONS.school}`);
    await hands.fill("E-mail address", pupil);
    await hands.press("Send code");
    await hands.heading("Verify your e-mail address");
    await hands.fill("Code", (await mail(hands, pupil, "address")).code);
    await hands.press("Verify");
    await hands.see("Your address is verified.");
  },
  "sign up with the verified address": async (hands) => {
    await hands.fill("Password", PASSWORD);
    await hands.press("Create account");
    await hands.heading("Your profile");
  },
  "sign up with a phone number": async (hands) => {
    await go(hands, `/fusionauth/signup/${APPLICATIONS.taxi}`);
    await hands.fill("Phone number", "(303) 555-1234");
    await hands.fill("Password", PASSWORD);
    await hands.press("Create account");
    await hands.heading("Verify your phone number");
    await hands.see("+13035551234");
  },
  "type the code of the text message": async (hands) => {
    await hands.fill("Code", (await mail(hands, "+13035551234", "phone")).code);
    await hands.press("Verify");
    await hands.heading("Your profile");
  },
  "log in with a blocked account": async (hands) => {
    await login(hands, "forum", "blocked@example.test", "Log in");
    await hands.see("Suspended: Unpaid fees");
  },
  "open the administration without the role": async (hands) => {
    await go(hands, "/fusionauth/admin");
    await hands.fill("E-mail address or user name", "lovelace@example.test");
    await hands.fill("Password", PASSWORD);
    await hands.press("Log in");
    await hands.see("you are not an administrator");
  },
  "open the administration as an operator": async (hands) => {
    await hands.press("Log in as another user");
    await hands.heading("Log in");
    await go(hands, "/fusionauth/admin");
    await hands.fill("E-mail address or user name", "admin@example.test");
    await hands.fill("Password", PASSWORD);
    await hands.press("Log in");
    await hands.heading("Registrations");
    await hands.field("Tenant").selectOption("Default");
  },
  "search for an unknown user": async ({ fill, press, see }) => {
    await fill("E-mail address or user name", made);
    await press("Search");
    await see("No user found for");
  },
  "register a new user with a used address": async ({ follow, heading, fill, press, complaint }) => {
    await follow("Register a new user");
    await heading("Register a new user");
    await fill("E-mail address", "lovelace@example.test");
    await press("Register a new user");
    if ((await complaint("E-mail address")) !== "This is already in use.")
      throw new Error("the error is not at its field");
  },
  "register the user with a new address": async ({ fill, field, press, heading }) => {
    await fill("E-mail address", made);
    await fill("First name (optional)", "Charles");
    await field("Application").selectOption("Library: sign up, then verification by link, gated");
    await press("Register a new user");
    await heading("Charles");
  },
  "verify the registration as the operator": async ({ press, see }) => {
    await press("Verify now");
    await see("The registration has been verified.");
  },
  "type invalid data for another registration": async ({ follow, heading, fill }) => {
    await follow("Bank: verification by code, gated");
    await heading("Register a user");
    await fill("Data", `{ "account": "DE02`);
  },
  "correct the data and register": async ({ fill, press, see }) => {
    await fill("Data", `{ "account": "DE02", "limits": { "daily": 500 } }`);
    await press("Register");
    await see("The user has been registered.");
  },
  "edit a registration with an invalid time zone": async (hands) => {
    await card(hands, "Bank").getByRole("link", { name: "Edit" }).click();
    await hands.heading("Edit a registration");
    await hands.fill("Display name", "Charles B.");
    await hands.fill("Data", `{ "limits": { "daily": 800 } }`);
    await hands.fill("Time zone", "Mars/Olympus");
    await hands.press("Save");
    if ((await hands.complaint("Time zone")) !== "This is not valid.") throw new Error("the error is not at its field");
  },
  "correct the time zone and save": async ({ fill, press, see }) => {
    await fill("Time zone", "Europe/London");
    await press("Save");
    await see("The registration has been saved.");
    await see("Charles B.");
  },
  "replace the registration": async (hands) => {
    await card(hands, "Bank").getByRole("link", { name: "Edit" }).click();
    await hands.field("Replace all (PUT)").check();
    await hands.fill("Display name", "");
    await hands.press("Save");
    await hands.see("The registration has been saved.");
  },
  "delete a registration": async (hands) => {
    await card(hands, "Library").getByRole("button", { name: "Delete" }).click();
    await hands.see("has been deleted.");
  },
  "undo the deletion": async (hands) => {
    await hands.press("Undo");
    await hands.see("has been restored.");
    await card(hands, "Library").waitFor();
  },
};
