// The app with only the keyboard, on a phone, in another language, in dark colours, and without storage.

import assert from "node:assert/strict";
import { test } from "node:test";

import { fits, PHONE, tabTo } from "./browser.mjs";
import { app, good, login, mailedLink, member, newcomer, visit } from "./support.mjs";

test("a user signs up and logs in with the keyboard alone", async (t) => {
  const person = newcomer();
  const hands = await visit(t, "/signup");
  const { page, heading, focused, complaint } = hands;
  const { keyboard } = page;
  await heading("Create your account");
  await keyboard.press("Tab");
  assert.equal(await focused(), "a Skip to main content");
  await keyboard.press("Enter");
  assert.match(await focused(), /^main/);
  await tabTo(hands, "input User name");
  await keyboard.type(person.name.slice(0, 1));
  await tabTo(hands, "input E-mail address");
  await keyboard.type(person.email);
  await tabTo(hands, "input Password");
  await keyboard.type(person.password);
  await tabTo(hands, "button Show Password");
  await tabTo(hands, "input I am not a robot");
  await keyboard.press("Space");
  await tabTo(hands, "input I accept the terms of use");
  await keyboard.press("Space");
  await tabTo(hands, "button Create account");
  await keyboard.press("Enter");
  // The focus moves to the field with the error.
  assert.match(await complaint("User name"), /^This user name is not allowed/);
  assert.equal(await focused(), "input User name");
  await keyboard.press("End");
  await keyboard.type(person.name.slice(1));
  await tabTo(hands, "input I am not a robot");
  await keyboard.press("Space");
  await keyboard.press("Enter");
  // On a new page the focus moves to the heading, where a screen reader continues.
  await heading("Check your e-mail");
  assert.equal(await focused(), "h1 Check your e-mail");

  await page.goto(await mailedLink(person.email));
  await page.getByText("Your account is confirmed").waitFor();
  await tabTo(hands, "a Go to login");
  await keyboard.press("Enter");
  await heading("Log in");
  assert.equal(await focused(), "h1 Log in");
  await tabTo(hands, "input User name or e-mail address");
  await keyboard.type(person.name);
  await tabTo(hands, "input Password");
  await keyboard.type(person.password);
  await tabTo(hands, "summary Limit the permissions of this login");
  await keyboard.press("Enter");
  await tabTo(hands, "input consumer.account");
  await keyboard.press("Space");
  await tabTo(hands, "button Log in");
  await keyboard.press("Enter");
  await heading("Your account");
  assert.equal(await focused(), "h1 Your account");
  await page.getByText(person.email).waitFor();
  await tabTo(hands, "button Log out");
  await keyboard.press("Enter");
  await heading("Log in");
});

test("the focus is visible", async (t) => {
  const { page, field, heading } = await visit(t, "/login");
  await heading("Log in");
  for (const control of [
    field("Password"),
    page.getByRole("button", { name: "Log in", exact: true }),
    page.getByRole("link", { name: "Create an account" }),
  ]) {
    await page.keyboard.press("Tab");
    await control.focus();
    const { outlineStyle, outlineWidth } = await control.evaluate((element) => getComputedStyle(element));
    assert.deepEqual([outlineStyle, outlineWidth], ["solid", "3px"]);
  }
});

test("the start page and the pages for Fusio fit a phone in German", async (t) => {
  const person = await member();
  const hands = await visit(t, "/", { viewport: PHONE, language: "de", theme: "dark" });
  const { page, heading, fill, press } = hands;
  for (const [path, title] of [
    ["/", "Matricula"],
    ["/signup", "Konto anlegen"],
    ["/terms", "Nutzungsbedingungen"],
    ["/mail", "Prüfen Sie Ihre E-Mails"],
    ["/activate/wrong", "Konto bestätigen"],
    ["/forgot", "Passwort zurücksetzen"],
    ["/reset/wrong", "Neues Passwort setzen"],
    ["/nothing", "Seite nicht gefunden"],
    ["/login", "Anmelden"],
  ]) {
    await page.goto(`${app.address}/#${path}`);
    await heading(title);
    await page.waitForLoadState("networkidle");
    assert.ok(await fits(page), path);
  }
  assert.equal(await page.getAttribute("html", "lang"), "de");
  await press("Anmelden");
  await page.getByText("Bitte füllen Sie das aus.").first().waitFor();
  await fill("Benutzername oder E-Mail-Adresse", person.name);
  await fill("Passwort", "wrong-Horse-7");
  await press("Anmelden");
  await page.getByText("Benutzername oder Passwort ist falsch.").waitFor();
  await fill("Passwort", person.password);
  await press("Anmelden");
  await heading("Ihr Konto");
  await page.getByText(person.email).waitFor();
  await good(page, "the account on a phone");
});

test("the chosen language and colours stay after a reload", async (t) => {
  const { page, heading, field, press, complaint } = await visit(t, "/login");
  await heading("Log in");
  await press("Log in");
  assert.equal(await complaint("Password"), "Please fill this in.");
  const background = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const light = await background();
  await field("Language").selectOption("Deutsch");
  await heading("Anmelden");
  assert.equal(await page.locator("[aria-invalid=true]").count(), 0, "the errors in the old language disappear");
  await field("Design").selectOption("Dunkel");
  await page.waitForFunction((light) => getComputedStyle(document.documentElement).backgroundColor !== light, light);
  await page.reload();
  await heading("Anmelden");
  assert.notEqual(await background(), light);
  assert.equal(await page.title(), "Anmelden – Matricula");
  await field("Sprache").selectOption("English");
  await heading("Log in");
});

test("the app works without storage until its page is closed", async (t) => {
  const person = await member();
  const { page, context, heading, fill, press, field, see } = await visit(t, null);
  await context.addInitScript(() => {
    const refuse = () => {
      throw new DOMException("the storage is blocked", "SecurityError");
    };
    for (const name of ["localStorage", "sessionStorage"]) Object.defineProperty(globalThis, name, { get: refuse });
  });
  await page.goto(`${app.address}/#/login`);
  await heading("Log in");
  await field("Language").selectOption("Deutsch");
  await heading("Anmelden");
  await field("Sprache").selectOption("English");
  await login({ fill, press }, person);
  await heading("Your account");
  await see("This browser cannot save the session. It ends when you close the page.");
});
