// Sign-ups with an application of FusionAuth, forgotten passwords, and the steps that a login may need: registration,
// verification, a new password.

import assert from "node:assert/strict";
import { test } from "node:test";

import { PHONE } from "./browser.mjs";
import { APPLICATIONS, api, change, enter, login, mailTo, PASSWORD, registration, user } from "./fusionauth.mjs";
import { app, fault, good, visit } from "./support.mjs";

test("a user without a registration registers, opens the link in the mail, and is signed in", async (t) => {
  const { email, id } = await user();
  const hands = await login(t, APPLICATIONS.library, email);
  await hands.heading("You are not registered yet");
  await hands.see(`You have an account as ${email}`);
  await good(hands.page, "not registered");
  await hands.press("Register");
  await hands.heading("Verify your registration");
  assert.deepEqual((await registration(id, APPLICATIONS.library)).roles, ["reader"]);
  await hands.see(`We have sent a link to ${email}`);
  await good(hands.page, "verify by link");
  await hands.press("I have opened the link");
  await hands.see("Not verified yet. Open the link in the e-mail first.");
  const other = await hands.context.newPage();
  await other.goto((await mailTo(email)).link);
  await other.getByRole("heading", { name: "Verify your registration" }).waitFor();
  assert.doesNotMatch(other.url(), /verify\/./, "the id is not in the address");
  await other.getByRole("button", { name: "Verify" }).click();
  await other.getByText("Your registration is verified.").waitFor();
  await hands.press("I have opened the link");
  await hands.heading("Your profile");
});

test("a user cannot register with an application without self-service, and gets a notice", async (t) => {
  const { page, heading, see, follow } = await login(t, APPLICATIONS.bank, "guest@example.test");
  await heading("You are not registered yet");
  await see("Ask its administrator.");
  await good(page, "not registered, closed");
  await follow("Back to login");
  await heading("Log in");
});

test("if a user opens the login of another application during a login, the new login starts from the beginning", async (t) => {
  const { page, heading, follow } = await login(t, APPLICATIONS.bank, "guest@example.test");
  await heading("You are not registered yet");
  await page.goto(`${page.url().split("#")[0]}#/fusionauth/login/${APPLICATIONS.shop}`);
  await heading("Log in");
  await follow("Choose another application");
  await heading("Applications");
});

test("if self-service is turned off before the user registers, the registration is refused", async (t) => {
  const { email } = await user();
  const { heading, press, see, page } = await login(t, APPLICATIONS.library, email);
  await heading("You are not registered yet");
  await page.route("**/gate/visitor/api/user/registration/*", (route) =>
    route.fulfill({ status: 403, json: { generalErrors: [{ code: "[SelfServiceDisabled]", message: "closed" }] } }),
  );
  await press("Register");
  await see("Only administrators can register users here.");
  await page.unrouteAll();
  await fault("POST", "/api/login", 503);
  await press("Register");
  await heading("Log in");
  await see("You are now registered.");
});

test("a registration is verified with the code in the mail; a wrong code has an error at its field", async (t) => {
  const { email } = await user(APPLICATIONS.bank, { skipVerification: false });
  const { page, heading, fill, press, see } = await login(t, APPLICATIONS.bank, email);
  await heading("Verify your registration");
  await see(`We have sent a code to ${email}`);
  await good(page, "verify by code");
  await press("Verify");
  await see("Please fill this in.");
  await fill("Code", "WRONG1");
  await press("Verify");
  await see("This code is wrong, has already been used, or has expired.");
  await good(page, "a wrong code");
  await press("Send the e-mail again");
  await see("We have sent the e-mail.");
  await fill("Code", (await mailTo(email)).code);
  await press("Verify");
  await heading("Your profile");
});

test("if a mail has a link and a code, the page of the link asks for the code", async (t) => {
  const { email } = await user(APPLICATIONS.bank, { skipVerification: false });
  const { page, heading, fill, press, see } = await visit(t, "/");
  const { link, code } = await mailTo(email);
  await page.goto(link);
  await heading("Verify your registration");
  await good(page, "the link in a mail");
  await press("Verify");
  await see("The e-mail also contains a code.");
  await good(page, "a code for the link");
  await fill("Code", code);
  await press("Verify");
  await see("Your registration is verified.");
  await heading("Log in");
});

test("a link to verify a registration works only once", async (t) => {
  const { email } = await user(APPLICATIONS.library, { skipVerification: false });
  const { page, press, see } = await visit(t, "/");
  const { link } = await mailTo(email);
  await page.goto(link);
  await press("Verify");
  await see("Your registration is verified.");
  await page.goto(link);
  await press("Verify");
  await see("This link has already been used or has expired.");
  await good(page, "a used link");
});

test("the page of a link without an id says where to find the link", async (t) => {
  for (const path of ["/registration/verify", "/email/verify", "/password/change"]) {
    const { page, see } = await visit(t, path);
    await see("Open the link in the e-mail");
    await good(page, path);
  }
});

test("a user who must set a new password is logged in afterwards", async (t) => {
  const { email } = await user(APPLICATIONS.forum, { passwordChangeRequired: true });
  const { page, heading, fill, press, see, complaint } = await login(t, APPLICATIONS.forum, email);
  await heading("Set a new password");
  await see("An administrator requires you to set a new password.");
  await good(page, "change required");
  await fill("New password", "short");
  await press("Set password");
  assert.equal(await complaint("New password"), "This is too short.");
  await good(page, "a short password");
  await fill("New password", "another password");
  await press("Set password");
  await heading("Your profile");
});

test("if address and registration must be verified, a sign-up needs the codes of both mails", async (t) => {
  const email = `club-${process.pid}@example.test`;
  const { application } = await api.retrieveApplication(APPLICATIONS.bank);
  const { verificationEmailTemplateId, verificationStrategy, unverified } = application;
  await change("application", APPLICATIONS.club, {
    verifyRegistration: true,
    verificationEmailTemplateId,
    verificationStrategy,
    unverified,
  });
  t.after(() => change("application", APPLICATIONS.club, { verifyRegistration: false }));
  const hands = await visit(t, `/fusionauth/signup/${APPLICATIONS.club}`);
  const { page, heading, fill, field, follow, press, see, focused } = hands;
  await see("Club");
  await good(page, "sign up");
  await fill("First name (optional)", "Clara");
  await fill("E-mail address", email);
  await fill("Password", PASSWORD);
  await press("Create account");
  await heading("Verify your e-mail address");
  await good(page, "verify the address");
  await follow("Back to login");
  await heading("Log in");
  await enter(hands, email);
  await heading("Verify your e-mail address");
  await fill("Code", (await mailTo(email, "address")).code);
  await press("Verify");
  await heading("Verify your registration");
  assert.equal(await focused(), "h1 Verify your registration");
  assert.equal(await field("Code").inputValue(), "");
  await fill("Code", (await mailTo(email, "registration")).code);
  await press("Verify");
  await heading("Your profile");
  await see("Clara");
});

test("a sign-up without verification logs the user in immediately", async (t) => {
  const email = `shop-${process.pid}@example.test`;
  const { fill, press, heading, see } = await visit(t, `/fusionauth/signup/${APPLICATIONS.shop}`);
  await fill("E-mail address", email);
  await fill("Password", PASSWORD);
  await press("Create account");
  await heading("Your profile");
  await see("buyer");
});

test("if the tenant verifies addresses with a link, the link verifies the address", async (t) => {
  const {
    application: { tenantId },
  } = await api.retrieveApplication(APPLICATIONS.club);
  const by = (verificationStrategy) => change("tenant", tenantId, { emailConfiguration: { verificationStrategy } });
  await by("ClickableLink");
  t.after(() => by("FormField"));
  const { email } = await user(APPLICATIONS.club, { skipVerification: false });
  const hands = await login(t, APPLICATIONS.club, email);
  const { page, heading, see, press } = hands;
  await heading("Verify your e-mail address");
  await see(`We have sent a link to ${email}`);
  await press("Send the e-mail again");
  await see("We have sent the e-mail.");
  await page.goto((await mailTo(email)).link);
  await see("Click the button");
  assert.doesNotMatch(page.url(), /verify\/./, "the id is not in the address");
  await press("Verify");
  await see("Your e-mail address is verified.");
  // The address belongs to the user and not to one application, so the next page is the list of applications.
  await heading("Applications");
  await page.goto(`${app.address}/#/fusionauth/login/${APPLICATIONS.club}`);
  await enter(hands, email);
  await heading("Your profile");
});

test("errors of a sign-up are shown at their fields", async (t) => {
  const { page, heading, fill, press, complaint, see } = await visit(t, `/fusionauth/signup/${APPLICATIONS.library}`, {
    viewport: PHONE,
  });
  await heading("Create your account");
  await fill("E-mail address", "lovelace@example.test");
  await fill("Password", "short");
  await press("Create account");
  assert.equal(await complaint("E-mail address"), "This is already in use.");
  assert.equal(await complaint("Password"), "This is too short.");
  await good(page, "a refused sign-up");
  await fault("POST", "/api/user/registration", 503);
  await press("Create account");
  await see("The server has a problem");
  await fill("E-mail address", `refused-${process.pid}@example.test`);
  await fill("Password", PASSWORD);
  await fault("POST", "/api/login", 503);
  await press("Create account");
  await heading("Log in");
  await see("Your account has been created.");
});

test("if the login after a completed step fails, the login page says that the step is complete", async (t) => {
  const { email } = await user(APPLICATIONS.bank, { skipVerification: false });
  const hands = await login(t, APPLICATIONS.bank, email);
  const { page, heading, fill, press, see } = hands;
  await heading("Verify your registration");
  await fill("Code", (await mailTo(email)).code);
  await fault("POST", "/api/login", 503);
  await press("Verify");
  await heading("Log in");
  await see("Your registration is verified. You can now log in.");

  const reset = async (application, password) => {
    await page.goto(`${app.address}/#/fusionauth/forgot/${APPLICATIONS[application]}`);
    await fill("E-mail address or user name", email);
    await press("Send link");
    await see("If there is an account");
    await page.goto((await mailTo(email)).link);
    await fill("New password", password);
    await press("Set password");
  };
  await reset("bank", "another password");
  await heading("Your profile");
  await fault("POST", "/api/login", 503);
  await reset("bank", "one more password");
  await heading("Log in");
  await see("Your new password has been set.");

  await reset("library", "yet another one");
  await heading("You are not registered yet");
  await press("Register");
  await heading("Log in");
  await see("You are now registered.");
  await reset("library", "the very last one");
  await heading("Verify your registration");
  await press("I have opened the link");
  await heading("Log in");
  await see("Your new password has been set.");
});

test("a password can be set even if the password rules cannot be loaded", async (t) => {
  const {
    application: { tenantId },
  } = await api.retrieveApplication(APPLICATIONS.shop);
  await fault("GET", `/api/tenant/password-validation-rules/${tenantId}`, 503, { times: 3 });
  const { fill, press, heading } = await visit(t, `/fusionauth/signup/${APPLICATIONS.shop}`);
  await fill("E-mail address", `rules-${process.pid}@example.test`);
  await fill("Password", PASSWORD);
  await press("Create account");
  await heading("Your profile");
});

test("an application without self-service has no sign-up", async (t) => {
  const { see } = await visit(t, `/fusionauth/signup/${APPLICATIONS.bank}`);
  await see("Only administrators can register users here.");
});

test("a forgotten password is reset with the link in the mail, and the user is logged in", async (t) => {
  const { email } = await user(APPLICATIONS.forum);
  const { page, heading, follow, fill, press, see } = await visit(t, `/fusionauth/login/${APPLICATIONS.forum}`);
  await follow("Forgot your password?");
  await heading("Reset your password");
  await good(page, "forgot");
  await fill("E-mail address or user name", email);
  await press("Send link");
  await see("If there is an account");
  await page.goto((await mailTo(email)).link);
  await heading("Set a new password");
  assert.doesNotMatch(page.url(), /change\/./, "the id is not in the address");
  await good(page, "reset");
  await fill("New password", "yet another one");
  await press("Set password");
  await heading("Your profile");
});

test("a used link to set a password is refused, and the user can ask for another link", async (t) => {
  const { page, fill, press, see, follow, heading } = await visit(
    t,
    `/password/change/used?client_id=${APPLICATIONS.forum}&tenantId=`,
  );
  await heading("Set a new password");
  await fill("New password", PASSWORD);
  await press("Set password");
  await see("This link has already been used or has expired.");
  await good(page, "a used link to set a password");
  await follow("Send another link");
  await heading("Reset your password");
  await fault("POST", "/api/user/forgot-password", 403);
  await fill("E-mail address or user name", "lovelace@example.test");
  await press("Send link");
  await see("This is not supported for this account or in this browser.");
  await good(page, "a server that does not send this mail");
});

test("for a forgotten password, an unknown user gets the same answer as a known user", async (t) => {
  const { fill, press, see } = await visit(t, `/fusionauth/forgot/${APPLICATIONS.forum}`);
  await fill("E-mail address or user name", "nobody@example.test");
  await press("Send link");
  await see("If there is an account");
});
