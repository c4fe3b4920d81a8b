// The system's Chromium or Chrome, driven by Playwright.

import { existsSync } from "node:fs";

import { chromium } from "playwright-core";

const PLACES = ["/usr/bin/chromium", "/usr/bin/google-chrome"];

const OPTIONS = {
  executablePath: process.env.CHROMIUM ?? PLACES.find(existsSync),
  args: ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"],
};

export const launch = () => chromium.launch(OPTIONS);

/** A browser with a temporary profile and with the extension in the folder. */
export function launchWithExtension(folder) {
  const args = [...OPTIONS.args, `--disable-extensions-except=${folder}`, `--load-extension=${folder}`];
  return chromium.launchPersistentContext("", {
    ...OPTIONS,
    args,
    // By default, Playwright switches extensions off.
    ignoreDefaultArgs: ["--disable-extensions"],
  });
}
