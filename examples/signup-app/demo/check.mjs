// Runs a user's journey through the app in headless Chromium, and then the journey through FusionAuth's API in Node.

import { launch, open, picture, profile } from "../tests/browser.mjs";
import { FUSIO } from "./fusio.mjs";
import { journey } from "./fusionauth.mjs";
import { REGISTRATIONS } from "./registrations.mjs";

const THEMES = ["light", "dark"];

/** Runs all steps; returns the exit code. Saves pictures if SCREENSHOTS names a folder. */
export async function check(app) {
  const started = performance.now();
  const browser = await launch();
  try {
    console.log("In the app:");
    const steps = [...Object.entries(FUSIO), ...Object.entries(REGISTRATIONS)];
    const person = await open(await profile(browser));
    const { page, complaints } = person;
    for (const [index, [name, step]] of steps.entries()) {
      await take(name, async () => {
        try {
          await step({ app, ...person });
          if (complaints.length > 0) throw new Error(`the browser reports: ${complaints.join("; ")}`);
        } finally {
          await pictures(page, `${String(index + 1).padStart(2, "0")}-${name.replaceAll(/\W+/g, "-")}`);
        }
      });
    }
    console.log("FusionAuth, with the package in Node:");
    const calls = await journey(app.server);
    for (const [name, step] of calls) await take(name, step);
    console.log(`${steps.length} and ${calls.length} steps passed in ${seconds(started).trim()}`);
    return 0;
  } catch (error) {
    console.error(error);
    return 1;
  } finally {
    await browser.close();
  }
}

async function pictures(page, name) {
  for (const colorScheme of THEMES) {
    await page.emulateMedia({ colorScheme });
    await picture(page, `${name}-${colorScheme}`);
  }
}

/** Runs a step and prints its result. */
async function take(name, step) {
  const since = performance.now();
  try {
    const told = await step();
    console.log(`ok      ${seconds(since)}  ${name}${told ? `: ${told}` : ""}`);
  } catch (error) {
    console.log(`FAILED  ${seconds(since)}  ${name}`);
    throw error;
  }
}

const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(2)} s`.padStart(8);
