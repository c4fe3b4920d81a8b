// The pages whose instructions `follow.test.mjs` carries out, and the actions of their reader in a browser. A page
// without a web app needs no actions.

import { strict as assert } from "node:assert";

import { useExtension } from "./extension.mjs";

const ADA = { name: "ada", email: "ada@example.com", password: "correct-Horse-1" };

const press = (tab, name) => tab.getByRole("button", { name }).click();
const says = (tab, text) => tab.getByRole("status").filter({ hasText: text }).waitFor();

async function signUp(tab, app) {
  await tab.goto(app);
  await tab.getByLabel("Name").fill(ADA.name);
  await tab.getByLabel("E-mail").fill(ADA.email);
  await tab.getByLabel("Password").fill(ADA.password);
  await press(tab, "Sign up");
  await says(tab, "Look into your mail");
}

/** Opens the link in the mail; returns the new tab. */
async function openMail(tab, fusio, answer = "You can log in now.") {
  await tab.goto(`${fusio}/_test/mailbox`);
  await tab.locator(".mails a").first().click();
  const opened = tab.waitForEvent("popup");
  await tab.locator("pre a").click();
  const app = await opened;
  await says(app, answer);
  assert.equal(new URL(app.url()).hash, "", "the token is still in the address");
  return app;
}

async function logIn(tab, password = ADA.password) {
  await tab.getByLabel("Name").fill(ADA.name);
  await tab.getByLabel("Password").fill(password);
  await press(tab, "Log in");
}

/**
 * Uses an app that keeps the user logged in and shows errors at their fields. Begins with the sign-up and ends with the
 * sign-out. Also tries a wrong password, a reload and a second tab.
 */
async function stayLoggedIn(tab, { app, fusio }) {
  await signUp(tab, app);
  await press(tab, "Sign up");
  await tab.getByRole("textbox", { name: "Name", description: "exists" }).waitFor();
  const opened = await openMail(tab, fusio);
  await logIn(opened, "wrong");
  await opened.getByRole("alert").filter({ hasText: "Invalid name or password" }).waitFor();
  await logIn(opened);
  await says(opened, "ada is logged in.");
  await opened.reload();
  await says(opened, "ada is logged in.");
  await tab.goto(app);
  await says(tab, "ada is logged in.");
  const told = opened.waitForResponse((response) => response.url() === `${fusio}/authorization/revoke`);
  await press(opened, "Sign out");
  assert.equal((await told).status(), 200);
  for (const left of [opened, tab]) await left.getByRole("button", { name: "Log in" }).waitFor();
}

export const FOLLOWED = {
  "docs/start/node.md": undefined,
  "docs/start/rust.md": undefined,
  "docs/testing.md": undefined,
  async "docs/start/browser.md"(tab, { app, fusio, loggedIn }) {
    await signUp(tab, app);
    await press(tab, "Sign up");
    await says(tab, "look at the fields");
    assert.match(await tab.getByLabel("Name").evaluate((input) => input.validationMessage), /exists/);
    const opened = await openMail(tab, fusio);
    await logIn(opened);
    await says(opened, "ada is logged in.");
    loggedIn();
    await tab.goto(app);
    await says(tab, "ada is logged in.");
    await press(opened, "Sign out");
    for (const left of [opened, tab]) await left.getByRole("button", { name: "Log in" }).waitFor();
    for (const left of [opened, tab]) await says(left, "You are logged out.");
    await logIn(tab, "wrong");
    await says(tab, "Name or password is wrong");
  },
  async "docs/start/yew.md"(tab, { app, fusio }) {
    await signUp(tab, app);
    const opened = await openMail(tab, fusio);
    await logIn(opened, "wrong");
    await says(opened, "Invalid name or password");
    await logIn(opened);
    await says(opened, "ada is logged in.");
  },
  "docs/platforms/extensions.md": useExtension,
  "docs/start/leptos.md": stayLoggedIn,
  "docs/start/dioxus.md": stayLoggedIn,
  async "docs/start/vite-react.md"(tab, { app, fusio, loggedIn }) {
    await signUp(tab, app);
    const opened = await openMail(tab, fusio);
    await logIn(opened);
    await says(opened, "ada, ada@example.com");
    loggedIn();
    await press(opened, "Sign out");
    await opened.getByRole("button", { name: "Log in" }).waitFor();
    await logIn(opened, "wrong");
    await says(opened, "Invalid name or password");
  },
};

/** The pages for newcomers, who have only Node; each ends with a user who is logged in. */
export const NEWCOMERS = ["docs/start/vite-react.md", "docs/start/browser.md", "docs/start/node.md"];
/** The program of a page without a browser prints this line when the user is logged in. */
export const LOGGED_IN = "signed_in\n";
