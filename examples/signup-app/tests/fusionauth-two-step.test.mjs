// The part of the profile about two-step login: adding and removing methods, and the recovery codes.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

import { URI } from "otpauth";

import { fits, PHONE, picture, tabTo, violations } from "./browser.mjs";
import { APPLICATIONS, api, enter, GERMAN, login, PASSWORD, user } from "./fusionauth.mjs";
import { fault, good, server, visit } from "./support.mjs";
import { appCode, messages, methodsOf, phoneNumber, scanned, sentCode, userWith, wrongCode } from "./two-step.mjs";

const { forum, shop } = APPLICATIONS;
const RECOVERY = /^[A-Z\d]{5}-[A-Z\d]{5}$/;

const kinds = async (id) => (await methodsOf(id)).map(({ method }) => method).sort();

for (const browser of ["Chromium", "Firefox"]) {
  test(`in ${browser}, a user adds an authenticator app with a QR code, and logs in with the app`, async (t) => {
    const { email, id } = await user(forum);
    const hands = await login(t, forum, email, { browser });
    const { page, heading, see, fill, press, complaint, complaints, focused } = hands;
    await heading("Your profile");
    await see("Only your password protects your account.");
    await press("Add an authenticator app");
    await see("Scan this code with your authenticator app.");
    assert.equal(await focused(), "h3 Add an authenticator app");
    if (browser === "Chromium") await picture(page, "two-step/qr");
    assert.deepEqual(complaints, []);
    const { secret, issuer, label, algorithm, digits, period } = URI.parse(await scanned(page));
    // `scanned` takes a screenshot. In Firefox, Playwright adds a style for this. The Content-Security-Policy blocks
    // the style, and the browser logs an error. This error does not count here.
    complaints.length = 0;
    assert.deepEqual([issuer, label, algorithm, digits, period], ["Matricula", email, "SHA1", 6, 30]);
    assert.equal((await page.locator(".secret").textContent()).replaceAll(" ", ""), secret.base32);
    assert.deepEqual(await violations(page), []);
    await fill("Code that the app shows", wrongCode(await appCode(secret)));
    await press("Confirm");
    await see("This code is wrong or has expired.");
    assert.equal(await complaint("Code that the app shows"), "This code is wrong or has expired.");
    assert.deepEqual(await kinds(id), []);
    await fill("Code that the app shows", await appCode(secret));
    await press("Confirm");
    await see("Keep your recovery codes");
    assert.equal(await focused(), "h3 Keep your recovery codes");
    const codes = await page.locator(".codes code").allTextContents();
    assert.equal(codes.length, 10);
    for (const code of codes) assert.match(code, RECOVERY);
    assert.deepEqual(await violations(page), []);
    await press("I have kept them");
    await see("When you log in, we also ask you for a code:");
    assert.equal(await focused(), "h2 Two-step login");
    assert.deepEqual(await kinds(id), ["authenticator"]);
    await press("Log out");
    await heading("Log in");
    await enter(hands, email);
    await heading("Enter your code");
    await fill("Code", await appCode(secret));
    await press("Log in");
    await heading("Your profile");
    // The address in the QR code contains the secret, so no path or query may have this address or the secret.
    const requests = JSON.stringify((await server.requests()).map(({ path, query }) => [path, query]));
    assert.ok(!requests.includes("otpauth") && !requests.includes(secret.base32));
  });
}

test("a user adds an authenticator app with the keyboard alone, on a phone", async (t) => {
  const { email, id } = await user(forum);
  const hands = await login(t, forum, email, { viewport: PHONE });
  const { page, heading, see } = hands;
  const { keyboard } = page;
  await heading("Your profile");
  await see("at least 8 characters");
  await good(page, "a profile without two-step login, on a phone");
  await page.getByRole("heading", { name: "Two-step login" }).focus();
  await tabTo(hands, "button Add an authenticator app");
  await keyboard.press("Enter");
  await see("Scan this code");
  await good(page, "the QR code on a phone");
  await picture(page, "two-step/qr-phone");
  const secret = (await page.locator(".secret").textContent()).replaceAll(" ", "");
  await tabTo(hands, "input Code that the app shows");
  await keyboard.type(await appCode(secret));
  await keyboard.press("Enter");
  await see("Keep your recovery codes");
  await good(page, "recovery codes on a phone");
  await picture(page, "two-step/codes-phone");
  await tabTo(hands, "button Copy");
  await tabTo(hands, "button Download");
  await tabTo(hands, "button I have kept them");
  await keyboard.press("Enter");
  await see("When you log in");
  await good(page, "a profile with two-step login, on a phone");
  await picture(page, "two-step/profile-phone");
  assert.deepEqual(await kinds(id), ["authenticator"]);
});

test("recovery codes can be copied and downloaded, and are shown only once", async (t) => {
  const { email } = await user(forum);
  const { page, heading, see, press, fill, context } = await login(t, forum, email);
  await heading("Your profile");
  await press("Add an e-mail address");
  await press("Send code");
  await see(`We have sent a code to ${email}.`);
  await good(page, "the code for a new address");
  await fill("Code", await sentCode(email));
  await press("Confirm");
  await see("Keep your recovery codes");
  await good(page, "recovery codes");
  await picture(page, "two-step/codes");
  const codes = await page.locator(".codes code").allTextContents();
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await press("Copy");
  await see("The codes are copied.");
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), codes.join("\n"));
  await context.clearPermissions();
  const downloads = page.waitForEvent("download");
  await press("Download");
  const download = await downloads;
  assert.equal(download.suggestedFilename(), "recovery-codes.txt");
  const text = await readFile(await download.path(), "utf8");
  assert.ok(text.includes(codes.join("\n")));
  await page.reload();
  await see("When you log in");
  assert.equal(await page.getByText(codes[0]).count(), 0);
});

test("recovery codes stay on the page until the user says that they are kept, even if the server fails", async (t) => {
  const { email, id } = await user(forum);
  const { page, heading, see, press, fill } = await login(t, forum, email);
  await heading("Your profile");
  await press("Add an e-mail address");
  await press("Send code");
  await see("We have sent a code");
  await fill("Code", await sentCode(email));
  const loads = async () =>
    (await server.requests()).filter(({ method, path }) => method === "GET" && path === "/api/user").length;
  const before = await loads();
  await fault("GET", "/api/user", 503, { times: 3 });
  await press("Confirm");
  await see("Keep your recovery codes");
  await press("Copy");
  await page.locator(".hint[role=status]").filter({ hasText: /./ }).waitFor();
  assert.equal(await page.locator(".codes code").count(), 10);
  assert.equal(await loads(), before, "the page has not loaded the user again");
  await press("I have kept them");
  await press("Try again");
  await see("When you log in, we also ask you for a code:");
  assert.deepEqual(await kinds(id), ["email"]);
});

test("if the allowed methods cannot be loaded, the profile says so and has a button to try again", async (t) => {
  const { email } = await user(forum);
  const { tenantId } = (await api.retrieveApplication(forum)).application;
  await fault("GET", `/api/tenant/${tenantId}`, 503, { times: 3 });
  const { page, heading, see, press } = await login(t, forum, email);
  await heading("Your profile");
  await see("Only your password protects your account.");
  await page.getByRole("alert").waitFor();
  await good(page, "a profile without the allowed methods");
  await press("Try again");
  await see("Add an authenticator app");
  assert.equal(await page.getByRole("alert").count(), 0);
});

test("if the browser refuses to copy the recovery codes, the page says so", async (t) => {
  const { email } = await user(forum);
  const { page, heading, see, press, fill } = await login(t, forum, email);
  await heading("Your profile");
  await page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new DOMException("refused", "NotAllowedError"));
  });
  await press("Add an e-mail address");
  await press("Send code");
  await see("We have sent a code");
  await fill("Code", await sentCode(email));
  await press("Confirm");
  await press("Copy");
  await see("This browser does not let us copy the codes.");
});

test("a user adds an address and a phone number, and gets recovery codes only for the first method", async (t) => {
  const { email, id } = await user(forum);
  const other = `other-${email}`;
  const number = phoneNumber();
  const { page, heading, see, press, fill, complaint, focused } = await login(t, forum, email);
  const told = (text) => page.getByRole("status").filter({ hasText: text }).waitFor();
  await heading("Your profile");
  await press("Add an e-mail address");
  await see("E-mail address");
  await fill("E-mail address", "no address");
  await press("Send code");
  assert.match(await complaint("E-mail address"), /^Enter an e-mail address/);
  await fill("E-mail address", other);
  await press("Send code");
  await told(`We have sent a code to ${other}.`);
  assert.equal(await focused(), "input Code");
  await fill("Code", wrongCode(await sentCode(other)));
  await press("Confirm");
  await see("This code is wrong or has expired.");
  await fill("Code", await sentCode(other));
  await press("Confirm");
  await press("I have kept them");
  await press("Add a phone number");
  await fill("Phone number", number);
  await good(page, "a new phone number");
  await press("Send code");
  await told(`We have sent a code to ${number}.`);
  assert.equal(await focused(), "input Code");
  await fill("Code", await sentCode(number));
  await press("Confirm");
  await see("Two-step login has been set up.");
  await page.locator(".methods").getByText(number).waitFor();
  assert.deepEqual(await kinds(id), ["email", "sms"]);
  await good(page, "two methods");
  await picture(page, "two-step/profile");
});

test("a method is removed with one of its codes; the removal can be cancelled", async (t) => {
  const { email, id, secret } = await userWith(forum, { app: true, mail: true });
  const hands = await login(t, forum, email);
  const { page, heading, see, press, fill, focused } = hands;
  await press("Use your authenticator app");
  await fill("Code", await appCode(secret));
  await press("Log in");
  await heading("Your profile");
  const remove = (name) =>
    page.locator(".methods li").filter({ hasText: name }).getByRole("button", { name: "Remove" }).click();
  await remove("Authenticator app");
  await see("Remove: Authenticator app");
  assert.equal(await focused(), "h3 Remove: Authenticator app");
  await good(page, "the removal of an app");
  await picture(page, "two-step/removal");
  await press("Cancel");
  await see("When you log in");
  assert.equal(await focused(), "h2 Two-step login");
  const before = await messages(email);
  await remove(email);
  await see("you need one of its codes");
  assert.equal(await messages(email), before);
  await press(`Send a code to ${email}`);
  await page
    .getByRole("status")
    .filter({ hasText: `We have sent a code to ${email}.` })
    .waitFor();
  assert.equal(await focused(), "input Code");
  await fill("Code", wrongCode(await sentCode(email)));
  await press("Remove");
  await see("This code is wrong or has expired.");
  await good(page, "a wrong code for a removal");
  await fill("Code", await sentCode(email));
  await press("Remove");
  await see("The method has been removed.");
  assert.deepEqual(await kinds(id), ["authenticator"]);
  await page.locator(".methods").getByText(email).waitFor({ state: "detached" });
  await remove("Authenticator app");
  await fill("Code", await appCode(secret));
  await press("Remove");
  await see("Only your password protects your account.");
  assert.deepEqual(await kinds(id), []);
});

test("a recovery code removes all methods", async (t) => {
  const { email, id, secret, recoveryCodes } = await userWith(forum, { app: true, sms: true });
  const { page, heading, see, press, fill, focused } = await login(t, forum, email);
  await press("Use your authenticator app");
  await fill("Code", await appCode(secret));
  await press("Log in");
  await heading("Your profile");
  await page.locator(".methods li").filter({ hasText: "Authenticator" }).getByRole("button").click();
  await press("Use a recovery code");
  await see("A recovery code removes all methods");
  assert.equal(await focused(), "input Recovery code");
  await good(page, "the removal of all methods");
  await fill("Recovery code", recoveryCodes[0]);
  await press("Remove all methods");
  await see("Only your password protects your account.");
  assert.deepEqual(await kinds(id), []);
});

test("only the methods that the tenant allows can be added", async (t) => {
  const { email } = await user(shop);
  const { page, heading, see } = await login(t, shop, email);
  await heading("Your profile");
  await see("Add an e-mail address");
  assert.equal(await page.getByRole("button", { name: "Add a phone number" }).count(), 0);
});

test("two-step login can be set up in German, and the pages fit a phone", async (t) => {
  const { email } = await user(forum);
  const hands = await visit(t, `/fusionauth/login/${forum}`, { language: "de", viewport: PHONE, theme: "dark" });
  const { page, heading, see, press, fill } = hands;
  await heading("Anmelden");
  await enter(hands, email, PASSWORD, GERMAN);
  await heading("Ihr Profil");
  await press("Authenticator-App hinzufügen");
  await see("Scannen Sie diesen Code");
  assert.ok(await fits(page));
  const secret = (await page.locator(".secret").textContent()).replaceAll(" ", "");
  await picture(page, "two-step/qr-german-dark");
  await fill("Code, den die App zeigt", await appCode(secret));
  await press("Bestätigen");
  await see("Bewahren Sie Ihre Wiederherstellungscodes auf");
  await good(page, "recovery codes in German");
  await press("Ich habe sie aufbewahrt");
  await see("Wenn Sie sich anmelden");
  assert.ok(await fits(page));
});
