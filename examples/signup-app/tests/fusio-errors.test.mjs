// Errors in the part of the app for Fusio: each error has a clear text. If an error is about a field, the text is next
// to the field.

import assert from "node:assert/strict";
import { test } from "node:test";

import { app, fault, good, hangUp, login, mailedLink, member, newcomer, server, visit } from "./support.mjs";

async function fillSignUp({ fill, tick }, { name, email, password }) {
  await fill("User name", name);
  await fill("E-mail address", email);
  await fill("Password", password);
  await tick("I am not a robot");
  await tick("I accept the terms of use");
}

test("sign up: every error is next to its field, and the first field with an error gets the focus", async (t) => {
  const taken = await member();
  const person = newcomer();
  const hands = await visit(t, "/signup");
  const { page, press, complaint, fill, field, tick, focused, see } = hands;
  await press("Create account");
  assert.equal(await complaint("User name"), "Please fill this in.");
  assert.equal(await complaint("I accept the terms of use"), "Please tick this box to continue.");
  assert.equal(await focused(), "input User name");
  assert.equal(await page.locator("[aria-invalid=true]").count(), 4);
  await see("At least 3 characters: letters, digits, dots, dashes or underscores.");
  await good(page, "the errors of an empty form");
  await fill("E-mail address", person.email);
  assert.equal(await page.locator("[aria-invalid=true]").count(), 3, "an edit of a field removes its error");
  assert.equal(await focused(), "input E-mail address", "the focus does not move");

  await fillSignUp(hands, person);
  const rejected = [
    ["User name", "a", "This user name is not allowed.", person.name],
    ["User name", taken.name, "This user name is already taken.", person.name],
    ["E-mail address", "nobody", "Enter an e-mail address such as name@example.com.", person.email],
    ["E-mail address", "nobody@home", "Enter an e-mail address such as name@example.com.", person.email],
    ["E-mail address", taken.email, "There is already an account with this address.", person.email],
    ["Password", "short", "Use at least 8 characters, without spaces.", person.password],
  ];
  for (const [label, wrong, words, right] of rejected) {
    await fill(label, wrong);
    await tick("I am not a robot");
    await press("Create account");
    await page.getByText(words, { exact: true }).waitFor();
    assert.equal(await complaint(label), words);
    assert.equal(await focused(), `input ${label}`);
    await fill(label, right);
  }
  await page.getByLabel("I am not a robot").uncheck();
  await press("Create account");
  await page.getByText("Please solve the captcha.").waitFor();
  assert.equal(await complaint("I am not a robot"), "Please solve the captcha.");
  await tick("I am not a robot");
  await field("I accept the terms of use").uncheck();
  await press("Create account");
  assert.equal(await complaint("I accept the terms of use"), "Please tick this box to continue.");
  assert.ok(await field("I am not a robot").isChecked(), "nothing was sent, so the captcha is still valid");
});

test("sign up: an error without a field is shown for the whole form", async (t) => {
  t.after(app.reset);
  const hands = await visit(t, "/signup");
  const { page, press, see, tick } = hands;
  const alert = page.getByRole("alert");
  await fillSignUp(hands, newcomer());
  const answerAgain = await hangUp("/consumer/register");
  await press("Create account");
  await see("The server cannot be reached.");
  await answerAgain();
  for (const [status, headers, words] of [
    [500, {}, "The server has a problem. Please try again later."],
    [429, { "Retry-After": "7", "Access-Control-Expose-Headers": "Retry-After" }, "Too many attempts. Please wait"],
    [404, {}, "We could not find that."],
  ]) {
    await tick("I am not a robot");
    await fault("POST", "/consumer/register", status, { headers });
    await press("Create account");
    await alert.getByText(words).waitFor();
  }
  await server.control("PATCH", "/settings", { fusio: { registration: false } });
  await tick("I am not a robot");
  await press("Create account");
  await see("New accounts cannot be created at the moment.");
  await good(page, "a refusal");
});

test("reset: an invalid new password has an error at its field", async (t) => {
  t.after(app.reset);
  const person = await member();
  await server.control("PATCH", "/settings", { fusio: { recaptcha_secret: "" } });
  await fetch(`${server.url}/consumer/password_reset`, {
    method: "POST",
    body: JSON.stringify({ email: person.email }),
    headers: { "Content-Type": "application/json", "User-Agent": "test" },
  });
  const { page, fill, press, complaint } = await visit(t, "/login");
  await page.goto(await mailedLink(person.email));
  await fill("New password", "short");
  await press("Set password");
  assert.equal(await complaint("New password"), "Use at least 8 characters, without spaces.");
});

test("spaces around a login name are removed, and spaces in a password stay", async (t) => {
  const person = { ...(await member()), password: " with blanks " };
  await server.control("PATCH", "/users", { name: person.name, password: person.password });
  const { page, fill, press, field, complaint, heading, see } = await visit(t, "/login");
  await fill("User name or e-mail address", "   ");
  await fill("Password", person.password);
  await press("Log in");
  assert.equal(await complaint("User name or e-mail address"), "Please fill this in.");
  await fill("User name or e-mail address", ` ${person.name}\t`);
  await press("Show Password");
  await fill("Password", person.password.trim());
  await press("Log in");
  await see("Wrong user name or password.");
  assert.equal(await field("User name or e-mail address").inputValue(), person.name);
  await fill("Password", person.password);
  await press("Log in");
  await heading("Your account");

  const other = newcomer();
  await page.goto(`${app.address}/#/signup`);
  await fillSignUp({ fill, tick: (label) => field(label).check() }, { ...other, name: ` ${other.name} ` });
  await press("Create account");
  await heading("Check your e-mail");
});

test("a form is sent once, even if the button is pressed many times", async (t) => {
  t.after(app.reset);
  const person = await member();
  await server.control("POST", "/faults", { path: "/consumer/login", delay_ms: 700 });
  await server.control("DELETE", "/requests");
  const { page, fill, press, heading, see } = await visit(t, "/login");
  await login({ fill, press }, person);
  await see("Please wait…");
  await page.getByRole("button", { name: "Please wait…" }).click({ force: true });
  await page.getByRole("button", { name: "Please wait…" }).press("Enter");
  await heading("Your account");
  const sent = (await server.requests()).filter(({ method, path }) => method === "POST" && path === "/consumer/login");
  assert.equal(sent.length, 1);
});

test("the page of a link in a mail explains a wrong link, a missing link and an error of the server", async (t) => {
  t.after(app.reset);
  const person = newcomer();
  const { page, see, press, heading } = await visit(t, "/activate/wrong");
  await see(
    "This link has already been used or has expired. If you opened it before, your account is confirmed and you can log in.",
  );
  assert.equal(await page.getByRole("button", { name: "Try again" }).count(), 0, "another try would not help");
  await good(page, "a wrong link");
  await page.goto(`${app.address}/#/reset`);
  await see("Open the link in the e-mail");
  await good(page, "no link");
  await page.goto(`${app.address}/#/reset/wrong`);
  await page.getByLabel("New password", { exact: true }).fill("another-Horse-8");
  await press("Set password");
  await see("This link has already been used or has expired.");
  await page.goto(`${app.address}/#/activate`);
  await heading("Confirm your account");
  await see("Open the link in the e-mail");

  await server.control("PATCH", "/settings", { fusio: { recaptcha_secret: "" } });
  await fetch(`${server.url}/consumer/register`, {
    method: "POST",
    body: JSON.stringify(person),
    headers: { "Content-Type": "application/json", "User-Agent": "test" },
  });
  await fault("POST", "/consumer/activate", 500);
  await page.goto(await mailedLink(person.email));
  await see("The server has a problem.");
  await press("Try again");
  await see("Your account is confirmed");
});

test("the login page says why a login fails, and that the providers cannot be loaded", async (t) => {
  t.after(app.reset);
  const person = await member();
  await fault("GET", "/consumer/identity", 500);
  const { page, fill, press, see, complaint, heading } = await visit(t, "/login");
  await see("The server has a problem.");
  await press("Try again");
  await see("Continue with GitHub");
  await press("Log in");
  assert.equal(await complaint("Password"), "Please fill this in.");
  await login({ fill, press }, { ...person, password: "wrong-Horse-7" });
  await see("Wrong user name or password.");
  assert.equal(await page.getByLabel("User name or e-mail address").inputValue(), person.name, "the text stays");
  const answerAgain = await hangUp("/consumer/login");
  await press("Log in");
  await see("The server cannot be reached.");
  await answerAgain();
  await good(page, "a login that failed");
  await fill("Password", person.password);
  await press("Log in");
  await heading("Your account");
});

test("a forged or denied callback shows an error, and a callback without a provider's answer opens the login page", async (t) => {
  const { page, see, heading, follow } = await visit(t, "/login");
  await page.goto(`${app.address}/?callback`);
  await heading("Log in");
  await page.goto(`${app.address}/?callback&access_token=forged&matricula_nonce=x`);
  await see("No login is in progress in this tab.");
  assert.doesNotMatch(page.url(), /forged/);
  await good(page, "a forged login");
  await follow("Go to login");
  await page.getByRole("button", { name: "Continue with GitHub" }).waitFor();

  const leaves = page.waitForRequest(/\/consumer\/identity\/1\/redirect/);
  await page.route("**/consumer/identity/1/redirect*", (route) => route.abort());
  await page.getByRole("button", { name: "Continue with GitHub" }).click();
  const back = new URL(new URL((await leaves).url()).searchParams.get("redirect_uri"));
  back.searchParams.set("error", "access_denied");
  await page.goto(back.href);
  await see("You did not allow this app to log you in.");
});

test("forgot: the page does not show who has an account", async (t) => {
  const { page, fill, tick, press, heading, see, complaint } = await visit(t, "/forgot");
  await fill("E-mail address", "nobody@example.com");
  await press("Send link");
  assert.equal(await complaint("I am not a robot"), "Please solve the captcha.");
  await tick("I am not a robot");
  await press("Send link");
  await heading("Check your e-mail");
  await see("If there is an account with this address, we have sent a link to nobody@example.com.");
  assert.deepEqual(await server.outbox("nobody@example.com"), []);
  await page.reload();
  await see("If there is an account with this address, we have sent a link to nobody@example.com.");
});

test("the account page shows errors at their fields, and has a button to try again after a server error", async (t) => {
  t.after(app.reset);
  const [person, taken] = [await member(), await member()];
  const { page, fill, press, see, heading, complaint } = await visit(t, "/login");
  for (let attempts = 3; attempts > 0; attempts -= 1) await fault("GET", "/consumer/account", 503);
  await login({ fill, press }, person);
  await heading("Your account");
  await see("The server has a problem.");
  await press("Try again");
  await see(person.email);
  await fill("New e-mail address", taken.email);
  await press("Change address");
  assert.equal(await complaint("New e-mail address"), "There is already an account with this address.");
  await fill("Current password", "wrong-Horse-7");
  await fill("New password", "another-Horse-8");
  await fill("Repeat new password", "another-Horse-9");
  await press("Change password");
  await see("The passwords do not match.");
  await fill("Repeat new password", "another-Horse-8");
  await press("Change password");
  await see("The current password is wrong.");
  await good(page, "errors of an account");
  // The server applies its rules to the current and to the new password. If one of the two breaks a rule, the message
  // does not say which.
  await fill("Current password", "short");
  await press("Change password");
  await see("The server does not accept this password.");
  assert.equal(await complaint("Current password"), "The server does not accept this password.");
  assert.equal(await complaint("New password"), null);
  await good(page, "a current password that breaks the rules");
  for (const wrong of ["short", "long enough"]) {
    await fill("Current password", person.password);
    await fill("New password", wrong);
    await fill("Repeat new password", wrong);
    await press("Change password");
    await see("Use at least 8 characters, without spaces.");
    assert.equal(await complaint("New password"), "Use at least 8 characters, without spaces.");
    assert.equal(await complaint("Current password"), null);
  }
  await good(page, "a new password that breaks the rules");
});
