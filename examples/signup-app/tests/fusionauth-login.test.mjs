// The list of FusionAuth's applications, the login to an application, and the profile.

import assert from "node:assert/strict";
import { test } from "node:test";

import { fits, hands, PHONE } from "./browser.mjs";
import { APPLICATIONS, api, enter, GERMAN, login, PASSWORD, user } from "./fusionauth.mjs";
import { fault, good, server, visit } from "./support.mjs";

test("the list of applications says where users can register themselves", async (t) => {
  const { page, heading, see } = await visit(t, "/fusionauth");
  await heading("Applications");
  await see("Forum");
  await good(page, "applications");
  const card = page.getByRole("listitem").filter({ hasText: "Bank" });
  assert.equal(await card.getByRole("link").count(), 1, "the card has only the link to the login");
});

test("the page says that the applications are loading or cannot be loaded", async (t) => {
  await fault("GET", "/api/application", 503, { delay_ms: 1000 });
  // The package tries two more times.
  await fault("GET", "/api/application", 503, { times: 2 });
  const { page, see, press } = await visit(t, "/fusionauth");
  await see("Loading…");
  await see("The server has a problem");
  await good(page, "applications that cannot be loaded");
  await press("Try again");
  await see("Forum");
});

test("the page says that the server has no applications", async (t) => {
  const { page, see } = await visit(t, "/");
  await page.route("**/gate/visitor/api/application", (route) => route.fulfill({ json: { applications: [] } }));
  await page.goto(`${page.url().split("#")[0]}#/fusionauth`);
  await see("There are no applications yet.");
  await good(page, "no applications");
});

test("a page whose script cannot be loaded shows an error, and works after a reload", async (t) => {
  const { page, heading, see, follow, press, complaints } = await visit(t, "/");
  await page.route("**/assets/Index-*.js", (route) => route.abort());
  await page.goto(`${page.url().split("#")[0]}#/fusionauth`);
  await heading("This page cannot be shown");
  await good(page, "a page that cannot be loaded");
  assert.match(complaints.splice(0).join(), /dynamically imported module/);
  await follow("Fusio");
  await heading("Log in");
  await page.goBack();
  await heading("This page cannot be shown");
  complaints.length = 0;
  await page.unroute("**/assets/Index-*.js");
  await press("Try again");
  await see("Forum");
});

test("the page of an unknown application has a link to the list of applications", async (t) => {
  const { see, follow, heading } = await visit(t, "/fusionauth/login/00000000-0000-0000-0000-000000000099");
  await see("Application not found.");
  await follow("Choose an application from the list.");
  await heading("Applications");
});

test("a registered user can log in with the keyboard alone", async (t) => {
  const { page, field, heading, see, focused } = await visit(t, `/fusionauth/login/${APPLICATIONS.forum}`);
  await see("Forum");
  await good(page, "login");
  await field("E-mail address or user name").focus();
  await page.keyboard.type("lovelace@example.test");
  await page.keyboard.press("Tab");
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press("Enter");
  await heading("Your profile");
  assert.equal(await focused(), "h1 Your profile", "the focus is on the heading");
  await see("countess");
  await see("Bank: verification by code, gated");
  await good(page, "profile");
});

test("the profile fits a phone", async (t) => {
  const { page, see } = await login(t, APPLICATIONS.forum, "lovelace@example.test", { viewport: PHONE });
  await see("countess");
  await see("at least 8 characters");
  assert.ok(await fits(page));
});

test("a login with empty fields shows an error at each field", async (t) => {
  const { page, press, complaint, focused } = await visit(t, `/fusionauth/login/${APPLICATIONS.forum}`);
  await press("Log in");
  assert.equal(await complaint("E-mail address or user name"), "Please fill this in.");
  assert.equal(await complaint("Password"), "Please fill this in.");
  assert.match(await focused(), /E-mail address/);
  await good(page, "login with empty fields");
});

test("each kind of refused login has its own message, with the operator's reason if there is one", async (t) => {
  const hands = await visit(t, `/fusionauth/login/${APPLICATIONS.forum}`);
  for (const [who, words] of Object.entries({
    nobody: "Wrong user name or password.",
    locked: "This account is locked.",
    expired: "This account has expired.",
    blocked: "You cannot log in to this account at the moment. Suspended: Unpaid fees",
  })) {
    await enter(hands, `${who}@example.test`);
    await hands.see(words);
  }
  await good(hands.page, "a refused login");
});

test("too many wrong passwords lock the account", async (t) => {
  const { email } = await user(APPLICATIONS.forum);
  const hands = await visit(t, `/fusionauth/login/${APPLICATIONS.forum}`);
  for (let tries = 0; tries < 5; tries += 1) {
    await enter(hands, email, "wrong");
    await hands.see("Wrong user name or password.");
  }
  await enter(hands, email);
  await hands.see("You cannot log in to this account at the moment. Too many wrong passwords");
});

test("the page says that the browser is offline, and the login works when the browser is online again", async (t) => {
  const hands = await visit(t, `/fusionauth/login/${APPLICATIONS.forum}`);
  await hands.field("Password").waitFor();
  await hands.context.setOffline(true);
  await hands.see("You are offline.");
  await enter(hands, "lovelace@example.test");
  await hands.see("The server cannot be reached.");
  await hands.context.setOffline(false);
  await enter(hands, "lovelace@example.test");
  await hands.heading("Your profile");
});

test("a session continues after a change of the password; if the app's login with the new password fails, the user must log in", async (t) => {
  const { email } = await user(APPLICATIONS.forum);
  const { page, heading, fill, press, see, complaint } = await login(t, APPLICATIONS.forum, email);
  await heading("Your profile");
  await fill("Current password", "wrong");
  await fill("New password", "another password");
  await press("Change password");
  await see("The current password is wrong.");
  assert.equal(await complaint("Current password"), "The current password is wrong.");
  await good(page, "a wrong current password");
  await fill("Current password", PASSWORD);
  await fill("New password", "another password");
  await press("Change password");
  await see("Your password has been changed.");
  await press("Refresh now");
  await see("Token refreshed");
  await fill("Current password", "another password");
  await fill("New password", "one more password");
  await fault("POST", "/api/login", 503);
  await press("Change password");
  await heading("Log in");
  await see("Your password has been changed.");
});

test("a logout everywhere ends all sessions; if the server cannot be reached, the page has a notice", async (t) => {
  const { email } = await user(APPLICATIONS.forum);
  const one = await login(t, APPLICATIONS.forum, email);
  await one.heading("Your profile");
  const other = await login(t, APPLICATIONS.forum, email, { device: "another" });
  await other.heading("Your profile");
  await other.press("Log out everywhere");
  await other.see("You are logged out.");
  await one.press("Refresh now");
  await one.see("Your session has expired.");
  await one.heading("Log in");
  await enter(one, email);
  await one.heading("Your profile");
  await one.context.setOffline(true);
  await one.press("Log out everywhere");
  await one.see("your other devices may still be logged in");
});

test("after the login of another user in a second tab, the first tab no longer shows the first user", async (t) => {
  const [first, second] = [await user(APPLICATIONS.forum), await user(APPLICATIONS.forum)];
  const one = await login(t, APPLICATIONS.forum, first.email);
  await one.see(first.email);
  const page = await one.context.newPage();
  await page.goto(`${one.page.url().split("#")[0]}#/fusionauth/login/${APPLICATIONS.forum}`);
  await enter(hands(page), second.email);
  await one.see(second.email);
  assert.equal(await one.page.getByText(first.email).count(), 0);
});

test("the profile says that the registration was deleted", async (t) => {
  const { email, id } = await user(APPLICATIONS.forum);
  const { page, heading, see } = await login(t, APPLICATIONS.forum, email);
  await heading("Your profile");
  await api.deleteRegistration(id, APPLICATIONS.forum);
  await page.reload();
  await see("You are no longer registered with this application.");
});

test("the login is available in German", async (t) => {
  const hands = await visit(t, `/fusionauth/login/${APPLICATIONS.forum}`, { language: "de" });
  await hands.heading("Anmelden");
  await enter(hands, "second@example.test", PASSWORD, GERMAN);
  await hands.heading("Bestätigen Sie, dass Sie es sind");
  await hands.see("Code an second@example.test senden");
});

test("no request has a password in its path or query", async () => {
  const requests = await server.requests();
  assert.ok(requests.length > 0);
  for (const { path, query } of requests) {
    assert.doesNotMatch(decodeURIComponent(path), /demo password/);
    const parameters = new URLSearchParams(query ?? "");
    assert.doesNotMatch([...parameters.values()].join("\n"), /demo password/);
    // The list of requests hides the value of a parameter such as `password`, but shows its name.
    const names = [...parameters.keys()];
    assert.deepEqual(
      names.filter((name) => /password/i.test(name)),
      [],
      path,
    );
  }
});
