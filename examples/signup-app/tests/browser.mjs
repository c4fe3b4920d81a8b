// A headless browser, its errors, and the actions of a person in it.

import { mkdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname } from "node:path";

import { chromium, firefox } from "playwright-core";

const FLAGS = [
  "--headless=new",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-dev-shm-usage",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  "--disable-quic",
];
const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** The maximum wait in milliseconds; enough for a slow machine on which other tests run, too. */
export const PATIENCE = 60_000;
export const PHONE = { width: 360, height: 740 };

/** Starts an installed browser. Playwright stays at 1.64, because 1.65 cannot use Firefox ESR. */
export function launch(browser = "Chromium") {
  const timeout = 60_000;
  return browser === "Firefox"
    ? firefox.launch({ channel: "moz-firefox", executablePath: process.env.FIREFOX ?? "/usr/bin/firefox", timeout })
    : chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: FLAGS, timeout });
}

/** Creates a browser profile, with its own settings and its own storage. */
export async function profile(browser, language = "en") {
  const locale = { en: "en-GB", de: "de-DE" }[language];
  const context = await browser.newContext({ locale, reducedMotion: "reduce" });
  context.setDefaultTimeout(PATIENCE);
  return context;
}

/** Opens a page in a profile; `close` closes all tabs of the profile. */
export async function open(context, { viewport = { width: 1100, height: 900 }, theme = "light" } = {}) {
  const page = await context.newPage();
  await page.setViewportSize(viewport);
  // Playwright cannot set the colour scheme in Firefox.
  if (isChromium(context)) await page.emulateMedia({ colorScheme: theme });
  const { complaints, stop } = listen(context);
  async function close() {
    stop();
    for (const page of context.pages()) await page.close();
  }
  return { context, page, complaints, close, ...hands(page) };
}

const isChromium = (context) => context.browser().browserType().name() === "chromium";

/** The errors of scripts and of the Content-Security-Policy, and the console's errors and warnings, in all tabs. */
function listen(context) {
  const complaints = [];
  const onError = (error) => complaints.push(error.error().message);
  const onMessage = (message) => {
    // The browser logs each error status and each request without an answer. These messages are expected.
    const expected = /^Failed to load resource: (the server responded with a status of \d\d\d|net::)/.test(
      message.text(),
    );
    if (["error", "warning"].includes(message.type()) && !expected) complaints.push(message.text());
  };
  context.on("weberror", onError).on("console", onMessage);
  return { complaints, stop: () => context.off("weberror", onError).off("console", onMessage) };
}

/** The usual actions of a person. */
export function hands(page) {
  const field = (label) => page.getByLabel(label, { exact: true });
  return {
    /** Waits for a visible text. */
    see: (text) => page.getByText(text).filter({ visible: true }).first().waitFor(),
    /** Waits for the heading of a page. */
    heading: (name) => page.getByRole("heading", { level: 1, name, exact: true }).waitFor(),
    field,
    fill: (label, value) => type(field(label), value),
    tick: (label) => field(label).check(),
    press: (name) => page.getByRole("button", { name, exact: true }).click(),
    follow: (name) => page.getByRole("link", { name, exact: true }).click(),
    /**
     * Waits until a field has an error. Returns the error that a screen reader reads with the field `label`, or null if
     * only other fields have errors.
     */
    async complaint(label) {
      await page.locator('[aria-invalid="true"]').first().waitFor();
      if ((await field(label).getAttribute("aria-invalid")) !== "true") return null;
      const ids = ((await field(label).getAttribute("aria-describedby")) ?? "").split(" ");
      return page.locator(`[id="${ids[0]}"]`).textContent();
    },
    /** The element with the focus: its tag, and its label or text. */
    focused: () =>
      page.evaluate(() => {
        const { tagName, textContent, labels } = document.activeElement;
        return `${tagName.toLowerCase()} ${(labels?.[0] ?? { textContent }).textContent}`.trim();
      }),
  };
}

/** Fills a field. In Firefox it types each key, because there React does not notice a value that Playwright sets. */
export async function type(input, value) {
  if (isChromium(input.page().context())) return input.fill(value);
  await input.press("ControlOrMeta+A");
  return input.pressSequentially(value);
}

/** Presses the Tab key until the element `what` has the focus, but not more than 30 times. */
export async function tabTo({ page, focused }, what) {
  const passed = [];
  for (let steps = 0; steps < 30; steps += 1) {
    await page.keyboard.press("Tab");
    passed.push(await focused());
    if (passed.at(-1) === what) return;
  }
  throw new Error(`the Tab key does not reach ${what}, only ${passed.join(", ")}`);
}

/** The violations of WCAG A and AA and of best practices that axe finds, as texts: for all rules, or for one rule. */
export async function violations(page, rule) {
  await page.evaluate(`globalThis.axe === undefined && (() => { ${AXE} })()`);
  const { violations } = await page.evaluate(
    // axe does not need to load media: no page has audio or video.
    (rule) => globalThis.axe.run({ resultTypes: ["violations"], preload: false, ...(rule && { runOnly: [rule] }) }),
    rule,
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} at ${target}: ${failureSummary}`),
  );
}

/** Whether the page fits the window without horizontal scrolling. */
export const fits = (page) =>
  page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth);

/** Takes a picture, if the environment variable `SCREENSHOTS` names a folder. */
export async function picture(page, name) {
  const folder = process.env.SCREENSHOTS;
  if (!folder) return;
  const path = `${folder}/${name}.png`;
  await mkdir(dirname(path), { recursive: true });
  await page.screenshot({ path, fullPage: true });
}
