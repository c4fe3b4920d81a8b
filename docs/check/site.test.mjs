// Tests the built site: the pages of the guide are in the sidebar, no link within the site is broken, axe finds no
// fault in light or dark colours, the search finds pages, and a page has its icon and its links.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, posix, relative, sep } from "node:path";
import { after, before, test } from "node:test";

import { parse } from "parse5";
import { parse as parseToml } from "smol-toml";

import { launch } from "./browser.mjs";
import { documents, ROOT } from "./markdown.mjs";
import { BASE, SITE, serveFolder } from "./static.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const names = documents()
  .map(({ file }) => file)
  .filter((file) => file.startsWith("docs/"))
  .map((file) => file.slice(5).replace(/md$/, "html"));

/** Pages of the reference, one of each kind. */
const REFERENCE = [
  "matricula",
  "matricula/Session",
  "matricula/FusioClient",
  "matricula/LoginRequest",
  "matricula/ErrorKind",
];

let site;
let browser;
before(async () => {
  site = await serveFolder(SITE, BASE);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  site?.close();
});

test("every page of the guide, except the home page, is in the sidebar", async () => {
  const [page] = htmlFiles(["start/overview.html"]);
  for (const name of names)
    assert.ok(page.links.includes(BASE + name) || name === "index.html", `${name} is not in the sidebar`);
});

test("no link within the site is broken", () => {
  const pages = new Map(
    htmlFiles(readdirSync(SITE, { recursive: true }).filter((name) => name.endsWith(".html"))).map((page) => [
      page.path,
      page,
    ]),
  );
  const files = new Set(readdirSync(SITE, { recursive: true }).map((name) => BASE + name.split(sep).join("/")));
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
    const page = { path: BASE + relative(SITE, join(SITE, name)).split(sep).join("/"), links: [], ids: new Set() };
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

test("axe finds no fault on the pages of the guide and on some pages of the reference, in a wide light window and in a narrow dark window", async () => {
  const tab = await browser.newPage();
  const faults = [];
  tab.on("pageerror", (error) => faults.push(`${tab.url()}: ${error}`));
  tab.on(
    "console",
    (message) =>
      message.type() === "error" && !message.text().includes("404") && faults.push(`${tab.url()}: ${message.text()}`),
  );
  for (const name of [...names, ...REFERENCE.map((name) => `api/${name}.html`)]) {
    await tab.goto(`${site.url}/${name}`);
    await tab.evaluate(AXE);
    for (const [colorScheme, width] of [
      ["light", 1280],
      ["dark", 390],
    ]) {
      await tab.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await tab.setViewportSize({ width, height: 900 });
      await tab.waitForFunction(
        (dark) => document.documentElement.classList.contains("dark") === dark,
        colorScheme === "dark",
      );
      const { violations } = await tab.evaluate(() => globalThis.axe.run({ resultTypes: ["violations"] }));
      for (const { id, nodes } of violations)
        faults.push(`${name}, ${colorScheme}: ${id}: ${nodes[0].html.slice(0, 200)}`);
      const over = await tab.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      const wide = await tab.evaluate(
        () =>
          [...document.querySelectorAll(".vp-doc pre")].filter((code) => code.scrollWidth > code.clientWidth).length,
      );
      if (wide > 0) faults.push(`${name}: ${wide} code blocks are wider than their column, at ${width}`);
      if (over > 0) faults.push(`${name} is ${over} pixels wider than ${width}`);
      await picture(tab, `${name}-${colorScheme}`);
    }
  }
  await tab.close();
  assert.deepEqual(faults, []);
});

test("one search finds pages of the guide and names in the reference", async () => {
  const tab = await browser.newPage();
  tab.setDefaultTimeout(15_000);
  await tab.goto(`${site.url}/start/overview.html`);
  await tab.getByRole("button", { name: "Search" }).click();
  const found = async (word) => {
    await tab.getByRole("searchbox").fill(word);
    const results = tab.getByRole("option");
    await results
      .filter({ hasText: new RegExp(word, "i") })
      .first()
      .waitFor();
    return results.locator("a").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
  };
  const guide = await found("Electron");
  assert.ok(
    guide.some((link) => link.startsWith(`${BASE}platforms/electron`)),
    guide.join(),
  );
  const reference = await found("retrieveJsonWebKeySet");
  assert.ok(
    reference.some((link) => link.startsWith(`${BASE}api/matricula/FusionAuthClient`)),
    reference.join(),
  );
  await tab.close();
});

test("a page has the icon, the picture for social networks and the version; only a page of the guide has a link to edit it", async () => {
  const { version, repository } = parseToml(readFileSync(join(ROOT, "Cargo.toml"), "utf8")).workspace.package;
  const tab = await browser.newPage();
  await tab.goto(`${site.url}/start/node.html`);
  const edit = await tab.getByRole("link", { name: "Edit this page" }).getAttribute("href");
  assert.equal(edit, `${repository}/edit/main/docs/start/node.md`);
  assert.ok(await tab.getByRole("link", { name: `v${version}` }).isVisible());
  const icon = await tab.locator("link[rel=icon]").getAttribute("href");
  const picture = await tab.locator("meta[property='og:image']").getAttribute("content");
  for (const path of [icon, BASE + picture.split("/").at(-1)])
    assert.equal((await fetch(new URL(path, site.url))).status, 200, path);
  await tab.goto(`${site.url}/api/matricula/Session.html`);
  assert.equal(await tab.getByRole("link", { name: "Edit this page" }).count(), 0, "a link to edit");
  await tab.close();
});

/** Takes a picture of the page if MATRICULA_SCREENSHOTS names a folder. */
async function picture(tab, name) {
  const folder = process.env.MATRICULA_SCREENSHOTS;
  if (folder) await tab.screenshot({ path: join(folder, `${name.replaceAll("/", "-")}.png`) });
}
