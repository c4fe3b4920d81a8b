// Logins without a password: with a link or a code, in a mail or in a text message.

import assert from "node:assert/strict";
import { test } from "node:test";

import { PHONE, picture, tabTo, violations } from "./browser.mjs";
import { APPLICATIONS, api, change, mailTo, PASSWORD, user } from "./fusionauth.mjs";
import { app, good, server, visit } from "./support.mjs";
import { appCode, messages, phoneNumber, sentCode, userWith, wrongCode } from "./two-step.mjs";

const { bank, forum, school, taxi } = APPLICATIONS;

for (const browser of ["Chromium", "Firefox"]) {
  test(`in ${browser}, a user logs in with the link in a mail, and the link works only once`, async (t) => {
    const { email } = await user(forum);
    const { page, heading, see, fill, press, follow } = await visit(t, `/fusionauth/login/${forum}`, { browser });
    await follow("Send me a link to log in");
    await heading("Log in without a password");
    await see("an e-mail with a link");
    assert.deepEqual(await violations(page), []);
    await fill("E-mail address or user name", email);
    await press("Send link");
    await heading("Check your e-mail");
    await see(`If there is an account for ${email}, we have sent a link.`);
    assert.deepEqual(await violations(page), []);
    const { link } = await mailTo(email, "Log in");
    await page.goto(link);
    await heading("Log in with your link");
    assert.doesNotMatch(page.url(), /passwordless\/./, "the code is not in the address");
    if (browser === "Chromium") await picture(page, "passwordless/link");
    assert.deepEqual(await violations(page), []);
    await press("Log in");
    await heading("Your profile");
    await see(email);
    await press("Log out");
    await heading("Log in");
    await page.goto(link);
    await press("Log in");
    await see("This link has already been used or has expired.");
    await follow("Send me another link");
    await heading("Log in without a password");
  });

  test(`in ${browser}, a user logs in with the code in a mail, after a wrong code`, async (t) => {
    const { email } = await user(school);
    const hands = await visit(t, `/fusionauth/login/${school}`, { browser });
    const { page, heading, see, fill, press, follow, complaint } = hands;
    await follow("Send me a code to log in");
    await fill("E-mail address or user name", email);
    await press("Send code");
    await heading("Enter your code");
    await see(`If there is an account for ${email}, we have sent a code.`);
    assert.deepEqual(await violations(page), []);
    await fill("Code", wrongCode(await sentCode(email)));
    await press("Log in");
    await see("This code is wrong, has already been used, or has expired.");
    assert.match(await complaint("Code"), /^This code is wrong/);
    await fill("Code", await sentCode(email));
    await press("Log in");
    await heading("Your profile");
    await see(email);
  });
}

test("a user asks for a code and logs in with the keyboard alone, on a phone", async (t) => {
  const { email } = await user(school);
  const hands = await visit(t, `/fusionauth/login/${school}`, { viewport: PHONE });
  const { page, heading, focused } = hands;
  await hands.see("School");
  await good(page, "a login with a code on a phone");
  await tabTo(hands, "a Send me a code to log in");
  await page.keyboard.press("Enter");
  await heading("Log in without a password");
  await hands.field("E-mail address or user name").waitFor();
  await good(page, "a code without a password on a phone");
  await tabTo(hands, "input E-mail address or user name");
  await page.keyboard.type(email);
  await page.keyboard.press("Enter");
  await heading("Enter your code");
  assert.equal(await focused(), "h1 Enter your code");
  await good(page, "the code without a password on a phone");
  await picture(page, "passwordless/code-phone");
  await tabTo(hands, "input Code");
  await page.keyboard.type((await sentCode(email)).replace(/^.../, "$& "));
  await page.keyboard.press("Enter");
  await heading("Your profile");
});

test("an unknown user gets the same pages as a known user, but no message", async (t) => {
  for (const [id, send, title] of [
    [forum, "Send link", "Check your e-mail"],
    [school, "Send code", "Enter your code"],
  ]) {
    const { page, heading, see, fill, press } = await visit(t, `/fusionauth/passwordless/${id}`);
    const before = await messages("nobody@example.test");
    await fill("E-mail address or user name", "nobody@example.test");
    await press(send);
    await heading(title);
    await see("If there is an account for nobody@example.test");
    assert.equal(await messages("nobody@example.test"), before);
    await good(page, title);
    if (id === forum) continue;
    await fill("Code", "123456");
    await press("Log in");
    await see("This code is wrong, has already been used, or has expired.");
  }
});

test("a new code can be sent after a pause, and the earlier code then no longer works", async (t) => {
  const { email } = await user(school);
  const { page, heading, see, fill, press } = await visit(t, null);
  await page.clock.install();
  await page.goto(`${app.address}/#/fusionauth/passwordless/${school}`);
  await fill("E-mail address or user name", email);
  await press("Send code");
  await heading("Enter your code");
  const first = await sentCode(email);
  const sent = await messages(email);
  await page.clock.runFor(31_000);
  await page.getByText("You can ask for a new code now.").waitFor();
  await press("Send a new code");
  await see("We have sent a new code.");
  assert.equal(await messages(email), sent + 1);
  const second = await sentCode(email);
  if (first !== second) {
    await fill("Code", first);
    await press("Log in");
    await see("This code is wrong");
  }
  await fill("Code", second);
  await press("Log in");
  await heading("Your profile");
});

test("a login without a password asks for the second step, too", async (t) => {
  const { email, secret } = await userWith(forum, { app: true });
  const { page, heading, see, fill, press } = await visit(t, `/fusionauth/passwordless/${forum}`);
  await fill("E-mail address or user name", email);
  await press("Send link");
  await see("If there is an account");
  await page.goto((await mailTo(email, "Log in")).link);
  await press("Log in");
  await heading("Enter your code");
  await fill("Code", await appCode(secret));
  await press("Log in");
  await heading("Your profile");
});

test("the page says that a link is too old", async (t) => {
  const { email } = await user(forum);
  const { page, see, fill, press } = await visit(t, `/fusionauth/passwordless/${forum}`);
  await fill("E-mail address or user name", email);
  await press("Send link");
  await see("If there is an account");
  await server.advance(181);
  await page.goto((await mailTo(email, "Log in")).link);
  await press("Log in");
  await see("This link has already been used or has expired.");
  await good(page, "a link that is too old");
  await page.goto(`${app.address}/#/oauth2/passwordless`);
  await see("Open the link in the message we have sent you.");
});

test("a user logs in with the code of a text message, and can type the phone number in the national form", async (t) => {
  const number = phoneNumber();
  const request = { user: { phoneNumber: number, password: PASSWORD }, registration: { applicationId: taxi } };
  await api.createAndRegister(null, { ...request, skipVerification: true });
  const { page, heading, see, fill, press } = await visit(t, `/fusionauth/passwordless/${taxi}`, { viewport: PHONE });
  await see("We will send you a text message with a code that logs you in.");
  await see("With the country code");
  await good(page, "a code for a phone number");
  await fill("Phone number", number.replace(/^\+1(...)(...)/, "($1) $2-"));
  await press("Send code");
  await heading("Enter your code");
  await fill("Code", await sentCode(number));
  await press("Log in");
  await heading("Your profile");
});

test("a user logs in with the link of a text message", async (t) => {
  const by = (phoneLoginStrategy) => change("application", taxi, { passwordlessConfiguration: { phoneLoginStrategy } });
  await by("ClickableLink");
  t.after(() => by("FormField"));
  const number = phoneNumber();
  const request = { user: { phoneNumber: number, password: PASSWORD }, registration: { applicationId: taxi } };
  await api.createAndRegister(null, { ...request, skipVerification: true });
  const { page, heading, see, fill, press } = await visit(t, `/fusionauth/passwordless/${taxi}`);
  await see("We will send you a text message with a link that logs you in.");
  await fill("Phone number", number);
  await press("Send link");
  await heading("Check your text messages");
  await page.goto((await server.outbox(number)).at(-1).links[0]);
  await heading("Log in with your link");
  await press("Log in");
  await heading("Your profile");
});

test("an application that allows only logins with a password offers no other login", async (t) => {
  const { page, see, heading } = await visit(t, `/fusionauth/login/${bank}`);
  await see("Forgot your password?");
  assert.equal(await page.getByRole("link", { name: /Send me/ }).count(), 0);
  await page.goto(`${app.address}/#/fusionauth/passwordless/${bank}`);
  await heading("Log in without a password");
  await see("Here, you need your password to log in.");
});

test("the login without a password is available in German", async (t) => {
  const { email } = await user(school);
  const hands = await visit(t, `/fusionauth/login/${school}`, { language: "de", viewport: PHONE, theme: "dark" });
  const { page, heading, see, fill, press, follow } = hands;
  await follow("Code zur Anmeldung senden");
  await heading("Ohne Passwort anmelden");
  await fill("E-Mail-Adresse oder Benutzername", email);
  await press("Code senden");
  await heading("Code eingeben");
  await see("Wenn es ein Konto");
  await good(page, "the code in German");
  await picture(page, "passwordless/code-german-dark");
  await fill("Code", await sentCode(email));
  await press("Anmelden");
  await heading("Ihr Profil");
});
