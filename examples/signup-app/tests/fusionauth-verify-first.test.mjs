// Sign-ups that verify the address or the phone number, before or after the user is created, and logins by phone
// number.

import assert from "node:assert/strict";
import { test } from "node:test";

import { PHONE, picture, tabTo, violations } from "./browser.mjs";
import { APPLICATIONS, api, change, enter, PASSWORD, user } from "./fusionauth.mjs";
import { app, good, server, visit } from "./support.mjs";
import { messages, phoneNumber, sentCode } from "./two-step.mjs";

const { school, taxi } = APPLICATIONS;
const BY_PHONE = { loginId: "Phone number", password: "Password", submit: "Log in" };
let people = 0;
const newAddress = () => `pupil-${process.pid}-${(people += 1)}@example.test`;

/** A number in a form that people of North America use. */
const national = (number) => number.replace(/^\+1(...)(...)/, "($1) $2-");

/** The user with this login id, or undefined. */
async function found(loginId, type, application) {
  const { tenantId } = (await api.retrieveApplication(application)).application;
  const request = { loginId, loginIdTypes: [type] };
  return (
    await api
      .forTenant(tenantId)
      .findUser(request)
      .catch(() => ({}))
  ).user;
}

for (const browser of ["Chromium", "Firefox"]) {
  test(`in ${browser}, a sign-up verifies the address first, then creates the user`, async (t) => {
    const email = newAddress();
    const hands = await visit(t, `/fusionauth/signup/${school}`, { browser });
    const { page, heading, see, fill, field, press, complaint, focused } = hands;
    await see("First, we send a code to your e-mail address.");
    assert.deepEqual(await violations(page), []);
    await fill("E-mail address", email);
    await press("Send code");
    await heading("Verify your e-mail address");
    assert.equal(await focused(), "h1 Verify your e-mail address");
    await see(`We have sent a code to ${email}.`);
    assert.deepEqual(await violations(page), []);
    await fill("Code", "WRONG1");
    await press("Verify");
    await see("This code is wrong");
    assert.match(await complaint("Code"), /^This code is wrong/);
    assert.equal(await found(email, "email", school), undefined, "there is no user yet");
    const code = await sentCode(email);
    await fill("Code", `${code.slice(0, 3)}-${code.slice(3)}`.toLowerCase());
    await press("Verify");
    await heading("Create your account");
    await see("Your address is verified.");
    assert.equal(await field("E-mail address").inputValue(), email);
    assert.equal(await field("E-mail address").getAttribute("readonly"), "");
    assert.deepEqual(await violations(page), []);
    await fill("First name (optional)", "Paula");
    await fill("Password", PASSWORD);
    await press("Create account");
    await heading("Your profile");
    await see("Paula");
    const { verified } = await found(email, "email", school);
    assert.equal(verified, true);
  });

  test(`in ${browser}, a user signs up with a phone number, verifies it, and logs in with it`, async (t) => {
    const number = phoneNumber();
    const hands = await visit(t, `/fusionauth/signup/${taxi}`, { browser });
    const { page, heading, see, fill, press, follow, complaint } = hands;
    await see("With the country code");
    assert.deepEqual(await violations(page), []);
    await fill("Phone number", "12345");
    await fill("Password", PASSWORD);
    await press("Create account");
    assert.match(await complaint("Phone number"), /^This is not a phone number/);
    await fill("Phone number", national(number));
    await press("Create account");
    await heading("Verify your phone number");
    await see(`We have sent a code to ${number}.`);
    assert.deepEqual(await violations(page), []);
    await fill("Code", "WRONG1");
    await press("Verify");
    await see("This code is wrong");
    const before = await messages(number);
    await press("Send the text message again");
    await see("We have sent the text message.");
    assert.equal(await messages(number), before + 1);
    await follow("Back to login");
    await heading("Log in");
    await enter(hands, number.slice(1), PASSWORD, BY_PHONE);
    await heading("Verify your phone number");
    await fill("Code", await sentCode(number));
    await press("Verify");
    await heading("Your profile");
    await see(number);
    await press("Log out");
    await heading("Log in");
    await enter(hands, national(number), PASSWORD, BY_PHONE);
    await heading("Your profile");
  });
}

test("a user verifies the address and signs up with the keyboard alone, on a phone", async (t) => {
  const email = newAddress();
  const hands = await visit(t, `/fusionauth/signup/${school}`, { viewport: PHONE });
  const { page, heading, see } = hands;
  const { keyboard } = page;
  await see("First, we send a code");
  await good(page, "the address of a sign-up");
  await tabTo(hands, "input E-mail address");
  await keyboard.type(email);
  await keyboard.press("Enter");
  await heading("Verify your e-mail address");
  await good(page, "the code of a sign-up");
  await picture(page, "signup/code-phone");
  await tabTo(hands, "input Code");
  await keyboard.type(await sentCode(email));
  await keyboard.press("Enter");
  await heading("Create your account");
  await see("at least 8 characters");
  await good(page, "the rest of a sign-up");
  await picture(page, "signup/rest-phone");
  await tabTo(hands, "input Password");
  await keyboard.type(PASSWORD);
  await keyboard.press("Enter");
  await heading("Your profile");
});

test("an address that already belongs to a user is refused, and another address can be chosen", async (t) => {
  const { email } = await user(school);
  const other = newAddress();
  const { page, heading, see, fill, press, complaint } = await visit(t, `/fusionauth/signup/${school}`);
  await fill("E-mail address", email);
  await press("Send code");
  assert.equal(await complaint("E-mail address"), "This is already in use.");
  await good(page, "an address in use");
  await fill("E-mail address", other);
  await press("Send code");
  await heading("Verify your e-mail address");
  await press("Use another address");
  await heading("Create your account");
  await see("First, we send a code");
});

test("only the newest code works, and a verification that is too old must be repeated", async (t) => {
  const email = newAddress();
  const { page, heading, see, fill, press } = await visit(t, null);
  await page.clock.install();
  await page.goto(`${app.address}/#/fusionauth/signup/${school}`);
  await fill("E-mail address", email);
  await press("Send code");
  await heading("Verify your e-mail address");
  const first = await sentCode(email);
  await page.clock.runFor(31_000);
  await page.getByText("You can ask for a new code now.").waitFor();
  await press("Send a new code");
  await see("We have sent a new code. Earlier codes no longer work.");
  const second = await sentCode(email);
  if (first !== second) {
    await fill("Code", first);
    await press("Verify");
    await see("This code is wrong");
  }
  await fill("Code", second);
  await press("Verify");
  await heading("Create your account");
  await server.advance(86_401);
  await fill("Password", PASSWORD);
  await press("Create account");
  await see("Please verify your address or number again.");
  await see("First, we send a code");
});

test("a phone number, like an address, can be verified before there is a user", async (t) => {
  await change("application", taxi, { data: { verifyFirst: true } });
  t.after(() => change("application", taxi, { data: { verifyFirst: false } }));
  const number = phoneNumber();
  const hands = await visit(t, `/fusionauth/signup/${taxi}`, { viewport: PHONE });
  const { page, heading, see, fill, press, complaint } = hands;
  await see("First, we send a code to your phone number.");
  await fill("Phone number", "12345");
  await press("Send code");
  assert.match(await complaint("Phone number"), /^This is not a phone number/);
  await fill("Phone number", national(number));
  await press("Send code");
  await heading("Verify your phone number");
  await good(page, "the code for a phone number");
  await fill("Code", await sentCode(number));
  await press("Verify");
  await heading("Create your account");
  await see("Your number is verified.");
  await fill("Password", PASSWORD);
  await press("Create account");
  await heading("Your profile");
  await see(number);
});

test("if the tenant verifies numbers with a link, the link verifies the number", async (t) => {
  const { tenantId } = (await api.retrieveApplication(taxi)).application;
  const by = (verificationStrategy) => change("tenant", tenantId, { phoneConfiguration: { verificationStrategy } });
  await by("ClickableLink");
  t.after(() => by("FormField"));
  const number = phoneNumber();
  const hands = await visit(t, `/fusionauth/signup/${taxi}`);
  const { page, heading, see, fill, press } = hands;
  await fill("Phone number", number);
  await fill("Password", PASSWORD);
  await press("Create account");
  await heading("Verify your phone number");
  await see(`We have sent a link to ${number}.`);
  await press("I have opened the link");
  await see("Open the link in the text message first.");
  await good(page, "the link for a phone number");
  await page.goto((await server.outbox(number)).at(-1).links[0]);
  await heading("Verify your phone number");
  assert.doesNotMatch(page.url(), /verify\/./, "the id is not in the address");
  await press("Verify");
  await see("Your phone number is verified.");
  await page.goto(`${app.address}/#/fusionauth/login/${taxi}`);
  await enter(hands, number, PASSWORD, BY_PHONE);
  await heading("Your profile");
});

test("the page for the link in a text message mentions the text message instead of an e-mail", async (t) => {
  const request = { user: { phoneNumber: phoneNumber(), password: PASSWORD }, registration: { applicationId: taxi } };
  const { verificationIds } = await api.createAndRegister(null, request);
  const [{ id, oneTimeCode }] = verificationIds;
  const { page, heading, see, fill, press } = await visit(t, "/phone/verify");
  await heading("Verify your phone number");
  await see("Open the link in the text message we have sent you.");
  await page.goto(`${app.address}/#/phone/verify/${id}`);
  await press("Verify");
  await see("The text message also contains a code.");
  await good(page, "the code of a text message with a link");
  await fill("Code", oneTimeCode);
  await press("Verify");
  await see("Your phone number is verified.");
});

test("the sign-up with a phone number is available in German", async (t) => {
  const number = phoneNumber();
  const hands = await visit(t, `/fusionauth/signup/${taxi}`, { language: "de", viewport: PHONE, theme: "dark" });
  const { page, heading, see, fill, press } = hands;
  await heading("Konto anlegen");
  await fill("Telefonnummer", number);
  await fill("Passwort", PASSWORD);
  await picture(page, "signup/taxi-german-dark");
  await press("Konto anlegen");
  await heading("Telefonnummer bestätigen");
  await see(`Wir haben einen Code an ${number} gesendet.`);
  await good(page, "the code for a phone number in German");
  await picture(page, "signup/taxi-code-german-dark");
  await fill("Code", await sentCode(number));
  await press("Bestätigen");
  await heading("Ihr Profil");
});
