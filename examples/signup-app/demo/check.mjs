// The journey of a user through the real page, in headless Chromium, and then that through FusionAuth.

import { chromium } from "playwright-core";

import { journey } from "./fusionauth.mjs";

const FLAGS = [
  "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking",
  "--disable-component-update", "--disable-sync", "--no-first-run", "--disable-quic",
];
/** No wait of a step is longer, on however slow a machine. */
const PATIENCE = 20_000;

const person = { name: "ada.lovelace", email: "ada@example.com", password: "Analytical-1", second: "Difference-2" };

/** What to do, step by step. `page` is Playwright's. */
const STEPS = {
  "a complaint stands next to its field": async ({ page, address, field, see }) => {
    await page.goto(`${address}/#/signup`);
    await field("User name", "a");
    await field("E-mail address", person.email);
    await field("Password", person.password);
    await page.getByRole("button", { name: "Create account" }).click();
    await see("Use at least 3 letters");
    const input = page.getByLabel("User name", { exact: true });
    if (await input.getAttribute("aria-invalid") !== "true") throw new Error("the field is not marked");
  },
  "sign up": async ({ page, field, see }) => {
    await field("User name", person.name);
    await page.getByRole("button", { name: "Create account" }).click();
    await see("Check your mail");
    await see(person.email);
  },
  "not confirmed, no login": async ({ page, field, see }) => {
    await page.getByRole("link", { name: "Back to the login" }).click();
    await field("User name or e-mail address", person.name);
    await field("Password", person.password);
    await page.getByRole("button", { name: "Log in", exact: true }).click();
    await see("confirm your account from the mail first");
  },
  "confirm from the mail": async ({ page, server, see }) => {
    await page.goto(await server.mailedLink(person.email));
    await see("Your account is confirmed");
    if (/activate\/./.test(page.url())) throw new Error("the token is still in the address bar");
  },
  "log in": async ({ page, login, see }) => {
    await page.getByRole("link", { name: "To the login" }).click();
    await login(person.name, person.password);
    await see("Your account");
    await see(person.email);
  },
  "log out": ({ logOut }) => logOut(),
  "log in through a provider": async ({ page, see }) => {
    await page.getByRole("button", { name: "Continue with GitHub" }).click();
    await page.getByLabel("Login name").fill("grace-hopper");
    await page.getByLabel("E-mail address").fill("grace@example.com");
    await page.getByRole("button", { name: "Allow" }).click();
    await see("You are logged in.");
    await see("grace@example.com");
    if (/token/.test(page.url())) throw new Error("the tokens are still in the address bar");
  },
  "log out again": ({ logOut }) => logOut(),
  "a provider that is refused": async ({ page, see }) => {
    await page.getByRole("button", { name: "Continue with Google" }).click();
    await page.getByRole("button", { name: "Deny" }).click();
    await see("access");
  },
  "forgot the password": async ({ page, address, field, see }) => {
    await page.goto(`${address}/#/forgot`);
    await field("E-mail address", person.email);
    await page.getByRole("button", { name: "Send the link" }).click();
    await see("Check your mail");
  },
  "set a new one from the mail": async ({ page, field, see }) => {
    await page.getByRole("link", { name: "Set a new password" }).click();
    await field("New password", person.second);
    await page.getByRole("button", { name: "Set the password" }).click();
    await see("Your new password is set.");
  },
  "log in with it": async ({ login, see }) => {
    await login(person.email, person.second);
    await see("Your account");
  },
  "change the address": async ({ page, field, see }) => {
    await field("New e-mail address", "lovelace@example.com");
    await page.getByRole("button", { name: "Change the address" }).click();
    await see("Your address is changed.");
    await see("lovelace@example.com");
  },
  "change the password": async ({ page, field, see }) => {
    await field("Current password", person.second);
    await field("New password", person.password, { exact: true });
    await field("New password once more", person.password);
    await page.getByRole("button", { name: "Change the password" }).click();
    await see("Your password is changed.");
  },
  "log out for good": ({ logOut }) => logOut(),
};

/** Goes through all steps; the exit code. Pictures go to the folder in SCREENSHOTS, if there is one. */
export async function check(address, server) {
  const started = performance.now();
  try {
    console.log("Fusio, by the page:");
    const page = await checkPage(address, server);
    console.log("FusionAuth, by the package in Node:");
    const steps = await journey(server);
    for (const [name, step] of steps) await take(name, step);
    console.log(`${page} and ${steps.length} steps passed in ${seconds(started).trim()}`);
    return 0;
  } catch (error) {
    console.error(error);
    return 1;
  }
}

async function checkPage(address, server) {
  const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
  const browser = await chromium.launch({ executablePath, args: FLAGS, timeout: 60_000 });
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(PATIENCE);
    const complaints = listen(page);
    const tools = { page, address, server, ...hands(page) };
    for (const [index, [name, step]] of Object.entries(STEPS).entries()) {
      await take(name, async () => {
        try {
          await step(tools);
          if (complaints.length > 0) throw new Error(`the browser complains: ${complaints.join("; ")}`);
        } finally {
          if (process.env.SCREENSHOTS) await page.screenshot({ path: `${process.env.SCREENSHOTS}/${index}.png`, fullPage: true });
        }
      });
    }
    return Object.keys(STEPS).length;
  } finally {
    await browser.close();
  }
}

/** Takes a step and prints how it went, with what it tells. */
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

/** What the console, scripts and the Content-Security-Policy complain about. */
function listen(page) {
  const complaints = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    // The browser itself notes each answer of 4xx; those are part of the journey.
    const expected = /^Failed to load resource: the server responded with a status of 4\d\d/.test(message.text());
    if (message.type() === "error" && !expected) complaints.push(message.text());
  });
  return complaints;
}

/** What a person does again and again. */
function hands(page) {
  const see = (text) => page.getByText(text).filter({ visible: true }).first().waitFor();
  // Sections that are not shown have fields of the same name.
  const field = (label, value, { exact = true } = {}) => page.getByLabel(label, { exact }).filter({ visible: true }).fill(value);
  return {
    see,
    field,
    async login(name, password) {
      await field("User name or e-mail address", name);
      await field("Password", password);
      await page.getByRole("button", { name: "Log in", exact: true }).click();
      await see("You are logged in.");
    },
    async logOut() {
      await page.getByRole("button", { name: "Log out" }).click();
      await see("You are logged out.");
      const left = await page.evaluate(() => sessionStorage.getItem("tokens"));
      if (left !== null) throw new Error("the tokens are still there");
    },
  };
}
