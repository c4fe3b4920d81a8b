// Builds the site as published: all pages are in the sidebar, no link is broken, axe finds no fault in light or dark.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, posix, relative, sep } from "node:path";
import { after, before, test } from "node:test";

import { parse } from "parse5";
import { build } from "vitepress";

import { launch } from "./browser.mjs";
import { documents, ROOT } from "./markdown.mjs";
import { SITE, writeReference } from "./reference.mjs";
import { serveFolder } from "./static.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const names = documents()
  .map(({ file }) => file)
  .filter((file) => file.startsWith("docs/"))
  .map((file) => file.slice(5).replace(/md$/, "html"));

let site;
let browser;
let warnings;
before(async () => {
  warnings = await writeReference();
  await build(join(ROOT, "docs"));
  site = await serveFolder(SITE);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  site?.close();
});

test("the reference is written from the declarations without a warning", () => {
  assert.deepEqual(warnings, []);
});

test("every page is in the sidebar", async () => {
  const [home] = htmlFiles(["index.html"]);
  for (const name of names)
    assert.ok(home.links.includes(`/${name}`) || name === "index.html", `${name} is not in the sidebar`);
});

test("no link of the site is broken", () => {
  const pages = new Map(
    htmlFiles(readdirSync(SITE, { recursive: true }).filter((name) => name.endsWith(".html"))).map((page) => [
      page.path,
      page,
    ]),
  );
  const files = new Set(readdirSync(SITE, { recursive: true }).map((name) => `/${name.split(sep).join("/")}`));
  const broken = [];
  for (const { path, links } of pages.values()) {
    for (const link of links.filter((link) => !/^[a-z]+:/.test(link))) {
      const [address, anchor] = link.split("#");
      let target = address === "" ? path : posix.resolve(dirname(path), decodeURI(address.split("?")[0]));
      if (address.endsWith("/")) target = posix.join(target, "index.html");
      if (!files.has(target)) broken.push(`${path}: ${link}`);
      else if (anchor && pages.has(target) && !pages.get(target).ids.has(decodeURIComponent(anchor)))
        broken.push(`${path}: ${link}`);
    }
  }
  assert.ok(pages.size > names.length);
  assert.deepEqual(broken, []);
});

/** The links and ids of pages of the site. */
function htmlFiles(names) {
  return names.map((name) => {
    const page = { path: `/${relative(SITE, join(SITE, name)).split(sep).join("/")}`, links: [], ids: new Set() };
    const walk = (node) => {
      for (const { name, value } of node.attrs ?? []) {
        if ((name === "href" || name === "src") && node.tagName !== "base") page.links.push(value);
        if (name === "id") page.ids.add(value);
      }
      node.childNodes?.forEach(walk);
    };
    walk(parse(readFileSync(join(SITE, name), "utf8")));
    return page;
  });
}

test("axe finds no fault on any page: light and wide, dark and narrow", async () => {
  const tab = await browser.newPage();
  const faults = [];
  tab.on("pageerror", (error) => faults.push(`${tab.url()}: ${error}`));
  tab.on(
    "console",
    (message) =>
      message.type() === "error" && !message.text().includes("404") && faults.push(`${tab.url()}: ${message.text()}`),
  );
  for (const name of names) {
    for (const [colorScheme, width] of [
      ["light", 1280],
      ["dark", 390],
    ]) {
      await tab.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await tab.setViewportSize({ width, height: 900 });
      await tab.goto(`${site.url}/${name}`);
      await tab.evaluate(AXE);
      const { violations } = await tab.evaluate(() => globalThis.axe.run({ resultTypes: ["violations"] }));
      for (const { id, nodes } of violations)
        faults.push(`${name}, ${colorScheme}: ${id}: ${nodes[0].html.slice(0, 200)}`);
      const over = await tab.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      if (over > 0) faults.push(`${name} is ${over} pixels wider than ${width}`);
      await picture(tab, `${name}-${colorScheme}`);
    }
  }
  await tab.close();
  assert.deepEqual(faults, []);
});

/** Takes a picture of the page if MATRICULA_SCREENSHOTS names a folder. */
async function picture(tab, name) {
  const folder = process.env.MATRICULA_SCREENSHOTS;
  if (folder) await tab.screenshot({ path: join(folder, `${name.replaceAll("/", "-")}.png`) });
}
