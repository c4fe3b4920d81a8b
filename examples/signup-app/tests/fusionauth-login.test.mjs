// Logging in to an application of FusionAuth: every outcome, every refusal.

import assert from "node:assert/strict";
import { test } from "node:test";

import { api, APPLICATIONS, enter, login, mailTo, PASSWORD, registration, user } from "./fusionauth.mjs";
import { fault, good, server, visit } from "./support.mjs";
import { PHONE } from "./browser.mjs";

test("the applications are shown, with who may register", async (t) => {
  const { page, heading, see } = await visit(t, "/fusionauth");
  await heading("Applications");
  await see("Forum");
  await good(page, "applications");
  const card = page.getByRole("listitem").filter({ hasText: "Bank" });
  assert.equal(await card.getByRole("link").count(), 1, "one logs in there, and nothing else");
});

test("while the applications are on their way, and when they do not come, the page says so", async (t) => {
  // The package tries again, twice.
  await fault("GET", "/api/application", 503, { times: 3 });
  const { page, see, press } = await visit(t, "/fusionauth");
  await see("The server has a problem");
  await good(page, "applications that do not come");
  await press("Try again");
  await see("Forum");
});

test("a server without applications has an empty page", async (t) => {
  const { page, see } = await visit(t, "/");
  await page.route("**/gate/visitor/api/application", (route) => route.fulfill({ json: { applications: [] } }));
  await page.goto(`${page.url().split("#")[0]}#/fusionauth`);
  await see("There is no application yet.");
  await good(page, "no applications");
});

test("an application that is not there is no dead end", async (t) => {
  const { see, follow, heading } = await visit(t, "/fusionauth/login/00000000-0000-0000-0000-000000000099");
  await see("There is no such application.");
  await follow("Choose one that there is.");
  await heading("Applications");
});

test("who is registered comes to the profile, by keyboard alone", async (t) => {
  const { page, field, heading, see, focused } = await visit(t, `/fusionauth/login/${APPLICATIONS.forum}`);
  await see("Forum");
  await good(page, "login");
  await field("E-mail address or user name").focus();
  await page.keyboard.type("lovelace@example.test");
  await page.keyboard.press("Tab");
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press("Enter");
  await heading("Your profile");
  assert.equal(await focused(), "h1 Your profile", "the focus is where the page begins");
  await see("countess");
  await see("Bank: verification by code, gated");
  await good(page, "profile");
});

test("the profile fits a phone", async (t) => {
  const { page, see } = await login(t, APPLICATIONS.forum, "lovelace@example.test", { viewport: PHONE });
  await see("countess");
  await good(page, "profile on a phone");
});

test("empty fields are complained about at once", async (t) => {
  const { page, press, complaint, focused } = await visit(t, `/fusionauth/login/${APPLICATIONS.forum}`);
  await press("Log in");
  assert.equal(await complaint("E-mail address or user name"), "Please fill this in.");
  assert.equal(await complaint("Password"), "Please fill this in.");
  assert.match(await focused(), /E-mail address/);
  await good(page, "login with empty fields");
});

test("each refusal is told in plain words, and an action in the operator's", async (t) => {
  const hands = await visit(t, `/fusionauth/login/${APPLICATIONS.forum}`);
  for (const [who, words] of Object.entries({
    nobody: "That is not right.",
    locked: "This account is locked.",
    expired: "This account has expired.",
    blocked: "This account cannot log in at the moment. Suspended: Unpaid fees",
  })) {
    await enter(hands, `${who}@example.test`);
    await hands.see(words);
  }
  await good(hands.page, "a login that is refused");
});

test("too many wrong passwords lock the account", async (t) => {
  const { email } = await user(APPLICATIONS.forum);
  const hands = await visit(t, `/fusionauth/login/${APPLICATIONS.forum}`);
  for (let tries = 0; tries < 5; tries += 1) {
    await enter(hands, email, "wrong");
    await hands.see("That is not right.");
  }
  await enter(hands, email);
  await hands.see("This account is locked.");
});

test("without a connection the page says so, and goes on when it is back", async (t) => {
  const hands = await visit(t, `/fusionauth/login/${APPLICATIONS.forum}`);
  await hands.field("Password").waitFor();
  await hands.context.setOffline(true);
  await hands.see("You are offline.");
  await enter(hands, "lovelace@example.test");
  await hands.see("The server cannot be reached.");
  await good(hands.page, "offline");
  await hands.context.setOffline(false);
  await enter(hands, "lovelace@example.test");
  await hands.heading("Your profile");
});

test("not registered, with an application that wants it: one registers, and is in after the link of the mail", async (t) => {
  const { email, id } = await user();
  const hands = await login(t, APPLICATIONS.library, email);
  await hands.heading("You are not registered yet");
  await hands.see(`You are known here as ${email}`);
  await good(hands.page, "not registered");
  await hands.press("Register");
  await hands.heading("Verify your registration");
  assert.deepEqual((await registration(id, APPLICATIONS.library)).roles, ["reader"]);
  await hands.see(`We have sent a link to ${email}`);
  await good(hands.page, "verify by link");
  const { page: other } = { page: await hands.context.newPage() };
  await other.goto((await mailTo(email)).link);
  await other.getByRole("heading", { name: "Verify your registration" }).waitFor();
  assert.doesNotMatch(other.url(), /verify\/./, "the id does not stay in the address");
  await other.getByRole("button", { name: "Verify" }).click();
  await other.getByText("Your registration is verified.").waitFor();
  await hands.press("I have opened the link");
  await hands.heading("Your profile");
});

test("not registered, with an application that does not want it: one is told whom to ask", async (t) => {
  const { page, heading, see, press } = await login(t, APPLICATIONS.bank, "guest@example.test");
  await heading("You are not registered yet");
  await see("Ask its operator.");
  await good(page, "not registered, closed");
  await press("Back to the login");
  await heading("Log in");
});

test("an application that has closed meanwhile refuses to register", async (t) => {
  const { email } = await user();
  const { heading, press, see, page } = await login(t, APPLICATIONS.library, email);
  await heading("You are not registered yet");
  await page.route("**/gate/visitor/api/user/registration/*", (route) =>
    route.fulfill({ status: 403, json: { generalErrors: [{ code: "[SelfServiceDisabled]", message: "closed" }] } }));
  await press("Register");
  await see("Only operators register users here.");
});

test("a registration is verified by the code of the mail; a wrong one stands at its field", async (t) => {
  const { email } = await user(APPLICATIONS.bank, { skipVerification: false });
  const { page, heading, fill, press, see } = await login(t, APPLICATIONS.bank, email);
  await heading("Verify your registration");
  await see(`We have sent a code to ${email}`);
  await good(page, "verify by code");
  await press("Verify");
  await see("Please fill this in.");
  await fill("Code", "WRONG1");
  await press("Verify");
  await see("This code is wrong, or has been used already, or is too old.");
  await good(page, "a wrong code");
  await press("Send the mail again");
  await see("The mail is on its way.");
  await fill("Code", (await mailTo(email)).code);
  await press("Verify");
  await heading("Your profile");
});

test("the link of a mail with a code asks for the code", async (t) => {
  const { email } = await user(APPLICATIONS.bank, { skipVerification: false });
  const { page, heading, fill, press, see } = await visit(t, "/");
  const { link, code } = await mailTo(email);
  await page.goto(link);
  await heading("Verify your registration");
  await good(page, "the link of a mail");
  await press("Verify");
  await see("The mail has a code, too.");
  await good(page, "a code for the link");
  await fill("Code", code);
  await press("Verify");
  await see("Your registration is verified.");
  await heading("Log in");
});

test("a link is good for one use", async (t) => {
  const { email } = await user(APPLICATIONS.library, { skipVerification: false });
  const { page, press, see } = await visit(t, "/");
  const { link } = await mailTo(email);
  await page.goto(link);
  await press("Verify");
  await see("Your registration is verified.");
  await page.goto(link);
  await press("Verify");
  await see("This link has been used already or is too old.");
  await good(page, "a used link");
});

test("without an id in it, the page of the link says where to look", async (t) => {
  for (const path of ["/registration/verify", "/email/verify", "/password/change"]) {
    const { page, see } = await visit(t, path);
    await see("Open the link from the mail");
    await good(page, path);
  }
});

test("a new password is asked for, and logs in at once", async (t) => {
  const { email } = await user(APPLICATIONS.forum, { passwordChangeRequired: true });
  const { page, heading, fill, press, see, complaint } = await login(t, APPLICATIONS.forum, email);
  await heading("Set a new password");
  await see("The operator wants you to set a new password.");
  await good(page, "change required");
  await fill("New password", "short");
  await press("Set the password");
  assert.equal(await complaint("New password"), "This is too short.");
  await good(page, "a password that is too short");
  await fill("New password", "another password");
  await press("Set the password");
  await heading("Your profile");
});

test("a second factor is said plainly", async (t) => {
  const { page, heading, see } = await login(t, APPLICATIONS.forum, "second@example.test");
  await heading("A second factor is needed");
  await see("a code by mail: second@example.test");
  await good(page, "second factor");
});

test("who signs up with a tenant that verifies addresses types the code of the mail", async (t) => {
  const email = `club-${process.pid}@example.test`;
  const { page, heading, fill, press, see } = await visit(t, `/fusionauth/signup/${APPLICATIONS.club}`);
  await see("Club");
  await good(page, "sign up");
  await fill("First name (optional)", "Clara");
  await fill("E-mail address", email);
  await fill("Password", PASSWORD);
  await press("Create account");
  await heading("Verify your e-mail address");
  await good(page, "verify the address");
  await fill("Code", (await mailTo(email)).code);
  await press("Verify");
  await heading("Your profile");
  await see("Clara");
});

test("what is wrong with a sign-up stands at its field", async (t) => {
  const { page, heading, fill, press, complaint, see } = await visit(t, `/fusionauth/signup/${APPLICATIONS.library}`, { viewport: PHONE });
  await heading("Create your account");
  await fill("E-mail address", "lovelace@example.test");
  await fill("Password", "short");
  await press("Create account");
  assert.equal(await complaint("E-mail address"), "This is taken already.");
  assert.equal(await complaint("Password"), "This is too short.");
  await good(page, "a sign-up that is refused");
  await fault("POST", "/api/user/registration", 503);
  await press("Create account");
  await see("The server has a problem");
});

test("an application that registers nobody has no sign-up", async (t) => {
  const { see } = await visit(t, `/fusionauth/signup/${APPLICATIONS.bank}`);
  await see("Only operators register users here.");
});

test("a forgotten password is set anew by the link of the mail, which logs in", async (t) => {
  const { email } = await user(APPLICATIONS.forum);
  const { page, heading, follow, fill, press, see } = await visit(t, `/fusionauth/login/${APPLICATIONS.forum}`);
  await follow("Forgot your password?");
  await heading("Reset your password");
  await good(page, "forgot");
  await fill("E-mail address or user name", email);
  await press("Send the link");
  await see("If there is an account");
  await page.goto((await mailTo(email)).link);
  await heading("Set a new password");
  assert.doesNotMatch(page.url(), /change\/./, "the id does not stay in the address");
  await good(page, "reset");
  await fill("New password", "yet another one");
  await press("Set the password");
  await heading("Your profile");
});

test("who is unknown is told no different when a password was forgotten", async (t) => {
  const { fill, press, see } = await visit(t, `/fusionauth/forgot/${APPLICATIONS.forum}`);
  await fill("E-mail address or user name", "nobody@example.test");
  await press("Send the link");
  await see("If there is an account");
});

test("the password is changed, and the session goes on", async (t) => {
  const { email } = await user(APPLICATIONS.forum);
  const { page, heading, fill, press, see, complaint } = await login(t, APPLICATIONS.forum, email);
  await heading("Your profile");
  await fill("Current password", "wrong");
  await fill("New password", "another password");
  await press("Change the password");
  await see("This is not your password.");
  assert.equal(await complaint("Current password"), "This is not your password.");
  await good(page, "a wrong current password");
  await fill("Current password", PASSWORD);
  await fill("New password", "another password");
  await press("Change the password");
  await see("Your password is changed.");
  await press("Refresh now");
  await page.getByTestId("refreshes").filter({ hasText: "1" }).waitFor();
});

test("who logs out is out, and everywhere means everywhere", async (t) => {
  const { email } = await user(APPLICATIONS.forum);
  const one = await login(t, APPLICATIONS.forum, email);
  await one.heading("Your profile");
  const other = await login(t, APPLICATIONS.forum, email);
  await other.heading("Your profile");
  await other.press("Log out everywhere");
  await other.see("You are logged out.");
  await one.press("Refresh now");
  await one.see("Your session is over.");
  await one.heading("Log in");
});

test("a profile whose registration was deleted meanwhile says so", async (t) => {
  const { email, id } = await user(APPLICATIONS.forum);
  const { page, heading, see } = await login(t, APPLICATIONS.forum, email);
  await heading("Your profile");
  await api.deleteRegistration(id, APPLICATIONS.forum);
  await page.reload();
  await see("You are not registered with this application any more.");
});

test("all of it is there in German", async (t) => {
  const { page, heading, see } = await visit(t, `/fusionauth/login/${APPLICATIONS.forum}`, { language: "de" });
  await heading("Anmelden");
  await page.getByLabel("E-Mail-Adresse oder Benutzername").fill("second@example.test");
  await page.getByLabel("Passwort", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Anmelden", exact: true }).click();
  await heading("Ein zweiter Faktor ist nötig");
  await see("ein Code per Mail");
  await good(page, "second factor in German");
});

test("no secret stands in an address that the servers see", async () => {
  const requests = await server.requests();
  assert.ok(requests.length > 0);
  assert.doesNotMatch(JSON.stringify(requests.map(({ path, query }) => [path, query])), /demo password|demo%20password/);
});
