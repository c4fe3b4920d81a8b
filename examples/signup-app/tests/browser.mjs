// A headless browser, what it complains about, and what a person does in it.

import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";

import axe from "axe-core";
import { chromium, firefox } from "playwright-core";

const FLAGS = [
  "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking",
  "--disable-component-update", "--disable-sync", "--no-first-run", "--disable-quic",
];
/** No wait is longer, on however slow a machine. */
const PATIENCE = 20_000;
export const PHONE = { width: 360, height: 740 };

/** Starts an installed browser. Playwright 1.65 asks Firefox for what its long-lived release does not know. */
export function launch(browser = "Chromium") {
  const timeout = 60_000;
  return browser === "Firefox"
    ? firefox.launch({ channel: "moz-firefox", executablePath: process.env.FIREFOX ?? "/usr/bin/firefox", timeout })
    : chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: FLAGS, timeout });
}

/** A page of its own, without anything that other pages have stored. */
export async function open(browser, { viewport = { width: 1100, height: 900 }, language = "en", theme = "light" } = {}) {
  const locale = { en: "en-GB", de: "de-DE" }[language];
  const context = await browser.newContext({ viewport, locale, colorScheme: theme, reducedMotion: "reduce" });
  context.setDefaultTimeout(PATIENCE);
  const page = await context.newPage();
  return { context, page, complaints: listen(context), ...hands(page) };
}

/** What the console, scripts and the Content-Security-Policy complain about, in all tabs. */
function listen(context) {
  const complaints = [];
  context.on("weberror", (error) => complaints.push(error.error().message));
  context.on("console", (message) => {
    // The browser itself notes each refusal, and each request without an answer; those are part of the tests.
    const expected = /^Failed to load resource: (the server responded with a status of \d\d\d|net::)/.test(message.text());
    if (["error", "warning"].includes(message.type()) && !expected) complaints.push(message.text());
  });
  return complaints;
}

/** What a person does again and again. */
export function hands(page) {
  const field = (label) => page.getByLabel(label, { exact: true });
  return {
    /** Waits for a text that can be seen. */
    see: (text) => page.getByText(text).filter({ visible: true }).first().waitFor(),
    /** Waits for the heading of a page. */
    heading: (name) => page.getByRole("heading", { level: 1, name, exact: true }).waitFor(),
    field,
    fill: (label, value) => type(field(label), value),
    tick: (label) => field(label).check(),
    press: (name) => page.getByRole("button", { name, exact: true }).click(),
    follow: (name) => page.getByRole("link", { name, exact: true }).click(),
    /** The complaint that is read out with a field. */
    async complaint(label) {
      await page.locator('[aria-invalid="true"]').first().waitFor();
      if ((await field(label).getAttribute("aria-invalid")) !== "true") return null;
      const ids = ((await field(label).getAttribute("aria-describedby")) ?? "").split(" ");
      return page.locator(`[id="${ids[0]}"]`).textContent();
    },
    /** The element that has the focus: its role or name, and its text or label. */
    focused: () => page.evaluate(() => {
      const { tagName, textContent, labels } = document.activeElement;
      return `${tagName.toLowerCase()} ${(labels?.[0] ?? { textContent }).textContent}`.trim();
    }),
  };
}

/** Fills a field. In Firefox key by key: its protocol puts in a value in a way that React does not notice. */
export async function type(input, value) {
  if (input.page().context().browser().browserType().name() === "chromium") return input.fill(value);
  await input.press("ControlOrMeta+A");
  return input.pressSequentially(value);
}

/** Goes on with the Tab key until something has the focus, as people do. */
export async function tabTo({ page, focused }, what) {
  const passed = [];
  for (let steps = 0; steps < 30; steps += 1) {
    await page.keyboard.press("Tab");
    passed.push(await focused());
    if (passed.at(-1) === what) return;
  }
  throw new Error(`${what} is not among ${passed.join(", ")}`);
}

/** What axe finds against WCAG A and AA and good practice, in words; all rules, or the one named. */
export async function violations(page, rule) {
  await page.evaluate(`globalThis.axe === undefined && (() => { ${axe.source} })()`);
  const { violations } = await page.evaluate(
    (rule) => globalThis.axe.run({ resultTypes: ["violations"], ...(rule && { runOnly: [rule] }) }),
    rule,
  );
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id} at ${target}: ${failureSummary}`));
}

/** Whether nothing stands out of the window. */
export const fits = (page) => page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth);

/** Leaves a picture, if there is a folder for them. */
export async function picture(page, name) {
  const folder = process.env.SCREENSHOTS;
  if (!folder) return;
  const path = `${folder}/${name}.png`;
  await mkdir(dirname(path), { recursive: true });
  await page.screenshot({ path, fullPage: true });
}
