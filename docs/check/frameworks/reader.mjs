// The steps of a reader who uses the app of a framework in a browser.

import assert from "node:assert/strict";

import { ADA } from "./user.mjs";
import { hasTokens } from "./visitors.mjs";

const says = (tab, text) => tab.getByRole("status").filter({ hasText: text }).waitFor();

async function logIn(tab, password) {
  await tab.getByLabel("Name").fill(ADA.name);
  await tab.getByLabel("Password").fill(password);
  await tab.getByRole("button", { name: "Log in" }).click();
}

/** Logs in, looks at the user, and signs out. Fails if the browser's console has an unexpected error or warning. */
export async function visit(browser, app) {
  const context = await browser.newContext();
  context.setDefaultTimeout(60_000);
  const troubles = [];
  context.on("weberror", (error) => troubles.push(`${error.error()}`));
  context.on("console", (message) => {
    // An app may answer 4xx to the wrong password, and to the request for its icon, which is missing. The console shows
    // these answers as errors.
    const expected = /status of 4\d\d/.test(message.text());
    if (["error", "warning"].includes(message.type()) && !expected) troubles.push(message.text());
  });
  try {
    const tab = await context.newPage();
    // The form works without its script, too, but then it loads a new page. So wait until the script is ready.
    await tab.goto(app, { waitUntil: "networkidle" });
    await logIn(tab, "wrong");
    await says(tab, "Invalid name or password");
    await logIn(tab, ADA.password);
    await says(tab, "ada is logged in.");
    await tab.reload({ waitUntil: "networkidle" });
    await says(tab, "ada is logged in.");
    assert.equal(await tab.evaluate("document.cookie"), "", "a script can read the cookie");
    const [cookie, ...more] = (await context.cookies()).filter(hasTokens);
    assert.deepEqual(more, []);
    const { httpOnly, secure, sameSite } = cookie;
    assert.deepEqual({ httpOnly, secure, sameSite }, { httpOnly: true, secure: true, sameSite: "Lax" });
    await tab.getByRole("button", { name: "Sign out" }).click();
    await tab.getByRole("button", { name: "Log in" }).waitFor();
    assert.deepEqual((await context.cookies()).filter(hasTokens), []);
    await tab.goto(app, { waitUntil: "networkidle" });
    await tab.getByRole("button", { name: "Log in" }).waitFor();
    assert.deepEqual(troubles, []);
  } finally {
    await context.close();
  }
}
