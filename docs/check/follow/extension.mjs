// Acts as a reader of the page about extensions: loads the extension, and uses its pop-up and its service worker.

import assert from "node:assert/strict";

import { launchWithExtension } from "../browser.mjs";

export async function useExtension(_, { folder }) {
  const browser = await launchWithExtension(folder);
  browser.setDefaultTimeout(30_000);
  try {
    const [worker = await browser.waitForEvent("serviceworker")] = browser.serviceWorkers();
    const popUp = worker.url().replace("background.js", "popup.html");
    const one = await logIn(browser, popUp);
    // The second pop-up finds the session in the storage. The service worker knows of the login, and sets the badge.
    const two = await browser.newPage();
    await two.goto(popUp);
    await says(two, "ada is logged in.");
    assert.equal(await badge(two), "on");
    assert.match(await stored(two), /^\{"matricula:http:/);
    await one.getByRole("button", { name: "Sign out" }).click();
    for (const left of [one, two]) await left.getByRole("button", { name: "Log in" }).waitFor();
    assert.deepEqual(await two.evaluate(() => chrome.runtime.sendMessage("account")), { error: "no_session" });
    assert.equal(await badge(two), "");
    assert.equal(await stored(two), "{}");
  } finally {
    await browser.close();
  }
}

async function logIn(browser, popUp) {
  const tab = await browser.newPage();
  await tab.goto(popUp);
  await tab.getByLabel("Name").fill("ada");
  await tab.getByLabel("Password").fill("wrong");
  await tab.getByRole("button", { name: "Log in" }).click();
  await says(tab, "Invalid name or password");
  await tab.getByLabel("Password").fill("correct-Horse-1");
  await tab.getByRole("button", { name: "Log in" }).click();
  await says(tab, "ada is logged in.");
  return tab;
}

const says = (tab, text) => tab.getByRole("status").filter({ hasText: text }).waitFor();
const badge = (tab) => tab.evaluate(() => chrome.action.getBadgeText({}));
const stored = (tab) => tab.evaluate(async () => JSON.stringify(await chrome.storage.local.get()));
