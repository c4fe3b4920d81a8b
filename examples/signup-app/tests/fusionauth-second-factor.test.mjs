// Logins with a second step: an authenticator app, a mail, a text message, and a recovery code.

import assert from "node:assert/strict";
import { test } from "node:test";

import { PHONE, picture, tabTo, violations } from "./browser.mjs";
import { APPLICATIONS, enter, GERMAN, login, PASSWORD } from "./fusionauth.mjs";
import { app, good, server, visit } from "./support.mjs";
import { appCode, messages, sentCode, userWith, wrongCode } from "./two-step.mjs";

const { forum } = APPLICATIONS;

for (const browser of ["Chromium", "Firefox"]) {
  test(`in ${browser}, a user logs in with the code of an authenticator app, after a wrong code`, async (t) => {
    const { email, secret } = await userWith(forum, { app: true });
    const { page, heading, see, fill, press, complaint, focused } = await login(t, forum, email, { browser });
    await heading("Enter your code");
    assert.equal(await focused(), "h1 Enter your code");
    await see("the code that your authenticator app shows");
    if (browser === "Chromium") await picture(page, "two-step/code");
    assert.deepEqual(await violations(page), []);
    await press("Log in");
    assert.equal(await complaint("Code"), "Please fill this in.");
    await fill("Code", wrongCode(await appCode(secret)));
    await press("Log in");
    await see("This code is wrong or has expired.");
    assert.equal(await complaint("Code"), "This code is wrong or has expired.");
    assert.match(await focused(), /^input Code/);
    assert.deepEqual(await violations(page), []);
    await fill("Code", await appCode(secret));
    await press("Log in");
    await heading("Your profile");
  });
}

test("a user chooses a method and logs in with the keyboard alone, on a phone", async (t) => {
  const { email, secret, number } = await userWith(forum, { app: true, mail: true, sms: true });
  const hands = await visit(t, `/fusionauth/login/${forum}`, { viewport: PHONE });
  const { page, heading, focused } = hands;
  const { keyboard } = page;
  await hands.see("Forum");
  await tabTo(hands, "input E-mail address or user name");
  await keyboard.type(email);
  await tabTo(hands, "input Password");
  await keyboard.type(PASSWORD);
  await keyboard.press("Enter");
  await heading("Confirm that it is you");
  await good(page, "the choice of a method");
  await picture(page, "two-step/choose-phone");
  await tabTo(hands, `button Send a code to ${email}`);
  await tabTo(hands, `button Send a text message to ${number}`);
  await tabTo(hands, "button Use your authenticator app");
  await keyboard.press("Enter");
  await heading("Enter your code");
  assert.equal(await focused(), "h1 Enter your code", "the focus is on the heading");
  await good(page, "the code of an app");
  await picture(page, "two-step/code-phone");
  await tabTo(hands, "button Confirm in another way");
  await keyboard.press("Enter");
  await heading("Confirm that it is you");
  await tabTo(hands, "button Use your authenticator app");
  await keyboard.press("Enter");
  await heading("Enter your code");
  await tabTo(hands, "input Code");
  await keyboard.type(await appCode(secret));
  await keyboard.press("Enter");
  await heading("Your profile");
});

test("a code from a mail can be pasted with spaces and dashes", async (t) => {
  const { email } = await userWith(forum, { mail: true });
  const { page, heading, see, field, press, context } = await login(t, forum, email);
  await heading("Confirm that it is you");
  const before = await messages(email);
  await press(`Send a code to ${email}`);
  await heading("Enter your code");
  await see(`We have sent a code to ${email}`);
  assert.equal(await messages(email), before + 1, "only the button sends a code");
  await good(page, "the code of a mail");
  assert.equal(await field("Code").getAttribute("autocomplete"), "one-time-code");
  assert.equal(await field("Code").getAttribute("inputmode"), "numeric");
  const code = await sentCode(email);
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.evaluate((text) => navigator.clipboard.writeText(text), ` ${code.slice(0, 3)} – ${code.slice(3)}\t`);
  await field("Code").focus();
  await page.keyboard.press("ControlOrMeta+V");
  assert.notEqual(await field("Code").inputValue(), "");
  await press("Log in");
  await heading("Your profile");
});

test("a text without a digit is not sent as a code", async (t) => {
  const { email } = await userWith(forum, { app: true });
  const { heading, fill, press, complaint } = await login(t, forum, email);
  await heading("Enter your code");
  await server.control("DELETE", "/requests");
  await fill("Code", "no code");
  await press("Log in");
  assert.match(await complaint("Code"), /^This text contains no code/);
  assert.deepEqual(
    (await server.requests()).filter(({ path }) => path.includes("two-factor")),
    [],
  );
});

for (const browser of ["Chromium", "Firefox"]) {
  test(`in ${browser}, a new code can be sent after a pause, and the earlier code then no longer works`, async (t) => {
    const { email, number } = await userWith(forum, { sms: true });
    const hands = await visit(t, null, { browser });
    const { page, heading, see, fill, press } = hands;
    await page.clock.install();
    await page.goto(`${app.address}/#/fusionauth/login/${forum}`);
    await hands.see("Forum");
    await enter(hands, email);
    await press(`Send a text message to ${number}`);
    await heading("Enter your code");
    const first = await sentCode(number);
    const sent = await messages(number);
    const again = page.getByRole("button", { name: "Send a new code" });
    const status = page.locator(".sendagain [role=status]");
    await see(/You can ask for a new code in/);
    assert.equal(await again.getAttribute("aria-disabled"), "true");
    const note = await again.getAttribute("aria-describedby");
    assert.match(await page.locator(`[id="${note}"]`).textContent(), /You can ask for a new code in \d+ seconds\./);
    await page.clock.runFor(3_000);
    assert.equal(await status.textContent(), "", "the seconds are not announced");
    await again.focus();
    await page.keyboard.press("Enter");
    await page.getByText("Please wait a little").waitFor();
    assert.equal(await messages(number), sent, "nothing is sent during the pause");
    await page.clock.runFor(30_000);
    await page.getByText("You can ask for a new code now.").waitFor();
    assert.equal(await again.getAttribute("aria-disabled"), "false");
    await press("Send a new code");
    await see("We have sent a new code. Earlier codes no longer work.");
    assert.equal(await messages(number), sent + 1);
    assert.equal(await again.getAttribute("aria-disabled"), "true", "the next pause has begun");
    const second = await sentCode(number);
    if (first !== second) {
      await fill("Code", first);
      await press("Log in");
      await see("This code is wrong or has expired.");
    }
    await fill("Code", second);
    await press("Log in");
    await heading("Your profile");
  });
}

test("if a code cannot be sent, the page shows the error, and the user can try again", async (t) => {
  const { email } = await userWith(forum, { mail: true });
  const { page, heading, see, press } = await login(t, forum, email);
  await heading("Confirm that it is you");
  await page.route("**/api/two-factor/send/*", (route) => route.fulfill({ status: 503 }));
  await press(`Send a code to ${email}`);
  await see("The server has a problem");
  await good(page, "a code that cannot be sent");
  await page.unrouteAll();
  await press(`Send a code to ${email}`);
  await heading("Enter your code");
});

test("a recovery code works instead of a code from the app, but only once", async (t) => {
  const { email, recoveryCodes } = await userWith(forum, { app: true });
  const hands = await login(t, forum, email);
  const { page, heading, see, fill, press, complaint } = hands;
  await heading("Enter your code");
  await press("Use a recovery code");
  await heading("Enter a recovery code");
  await good(page, "a recovery code");
  await picture(page, "two-step/recovery");
  await fill("Recovery code", "AAAAA-AAAAA");
  await press("Log in");
  await see("This code is wrong or has expired.");
  assert.equal(await complaint("Recovery code"), "This code is wrong or has expired.");
  await press("Confirm in another way");
  await heading("Enter your code");
  await press("Use a recovery code");
  // The code also works with a space instead of the dash, and in small letters.
  await fill("Recovery code", recoveryCodes[0].replace("-", " ").toLowerCase());
  await press("Log in");
  await heading("Your profile");
  await press("Log out");
  await heading("Log in");
  await enter(hands, email);
  await press("Use a recovery code");
  await fill("Recovery code", recoveryCodes[0]);
  await press("Log in");
  await see("This code is wrong or has expired.");
});

test("a trusted device needs no code at the next login, but another device needs a code", async (t) => {
  const { email, secret } = await userWith(forum, { app: true });
  const hands = await login(t, forum, email);
  const { heading, fill, tick, press } = hands;
  await heading("Enter your code");
  await tick("Trust this device");
  await fill("Code", await appCode(secret));
  await press("Log in");
  await heading("Your profile");
  await press("Log out");
  await heading("Log in");
  await enter(hands, email);
  await heading("Your profile");
  const other = await login(t, forum, email, { device: "another" });
  await other.heading("Enter your code");
});

test("a login that took too long begins again, with the name still in its field", async (t) => {
  const { email, secret } = await userWith(forum, { app: true, mail: true });
  const hands = await login(t, forum, email);
  const { page, heading, see, field, fill, press, follow } = hands;
  await heading("Confirm that it is you");
  await press("Use your authenticator app");
  await server.advance(301);
  await fill("Code", await appCode(secret));
  await press("Log in");
  await heading("Log in");
  await see("This took too long. Please log in again.");
  assert.equal(await field("E-mail address or user name").inputValue(), email);
  assert.equal(await field("Password").inputValue(), "");
  await good(page, "a login that took too long");
  await fill("Password", PASSWORD);
  await press("Log in");
  await heading("Confirm that it is you");
  await server.advance(301);
  await press(`Send a code to ${email}`);
  await heading("Log in");
  await see("This took too long. Please log in again.");
  await enter(hands, email);
  await heading("Confirm that it is you");
  await follow("Back to login");
  await heading("Log in");
});

test("too many wrong codes prevent logins for some time", async (t) => {
  const { email, secret } = await userWith(forum, { app: true });
  const { page, heading, see, fill, press } = await login(t, forum, email);
  await heading("Enter your code");
  // A browser sends a request again after the answer to a wrong code (421), so each wrong code counts twice.
  for (let tries = 0; tries < 3; tries += 1) {
    await fill("Code", wrongCode(await appCode(secret)));
    await press("Log in");
    await page.locator("form:not([aria-busy=true]) .error").waitFor();
  }
  await fill("Code", await appCode(secret));
  await press("Log in");
  await see("You cannot log in to this account at the moment. Too many wrong passwords");
  await good(page, "too many wrong codes");
});

test("the second step is available in German", async (t) => {
  const { email, secret } = await userWith(forum, { app: true, mail: true });
  const hands = await visit(t, `/fusionauth/login/${forum}`, { language: "de", viewport: PHONE });
  const { page, heading, fill, press, see } = hands;
  await heading("Anmelden");
  await enter(hands, email, PASSWORD, GERMAN);
  await heading("Bestätigen Sie, dass Sie es sind");
  await good(page, "the choice of a method in German");
  await press("Mit Ihrer Authenticator-App");
  await heading("Code eingeben");
  await good(page, "the code in German");
  await fill("Code", wrongCode(await appCode(secret)));
  await press("Anmelden");
  await see("Dieser Code ist falsch oder abgelaufen.");
  await fill("Code", await appCode(secret));
  await press("Anmelden");
  await heading("Ihr Profil");
});
