// Draws the picture that social networks show with a link to the site: `.vitepress/social.svg` as `public/social.png`.

import { readFileSync } from "node:fs";
import { join } from "node:path";

import { launch } from "./browser.mjs";
import { ROOT } from "./markdown.mjs";

const browser = await launch();
try {
  const tab = await browser.newPage({ viewport: { width: 1200, height: 630 } });
  const drawing = readFileSync(join(ROOT, "docs/.vitepress/social.svg"), "utf8");
  await tab.setContent(`<style>body { margin: 0 } svg { display: block }</style>${drawing}`);
  await tab.screenshot({ path: join(ROOT, "docs/public/social.png") });
} finally {
  await browser.close();
}
