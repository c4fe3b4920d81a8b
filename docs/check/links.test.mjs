// Every link of every Markdown file leads to an existing file or heading, or has the form of a web address.
// `site.test.mjs` checks the links to the reference.

import assert from "node:assert/strict";
import { existsSync, statSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { test } from "node:test";

import { documents, ROOT } from "./markdown.mjs";

const pages = new Map(documents().map((page) => [page.file, page]));
/** The form that a web address must have: `https`, without a query and without an anchor. */
const WEB = /^https:\/\/[\w-]+(\.[\w-]+)+(\/[\w./~@%-]*)?$/;

function trouble(from, address) {
  if (/^[a-z]+:/.test(address)) return WEB.test(address) ? "" : "does not have the form of a web address";
  // TypeDoc writes these pages into the site; `site.test.mjs` checks the links to them.
  if (address.startsWith("./api/")) return "";
  if (address.startsWith("/")) return "starts with a slash; write a relative path";
  const [path, anchor] = address.split("#");
  const target = path === "" ? from : posix.normalize(posix.join(dirname(from), decodeURI(path)));
  if (!existsSync(join(ROOT, target))) return "leads to no file";
  if (from.startsWith("docs/") && !target.startsWith("docs/")) return "leaves the folder of the site";
  if (anchor === undefined) return "";
  if (statSync(join(ROOT, target)).isDirectory() || !pages.has(target)) return "has an anchor, but leads to no page";
  return anchors(target).has(anchor) ? "" : "leads to no heading";
}

/** The anchors of the headings of a page, and of the files that it includes. */
function anchors(file) {
  const { text, anchors: own } = pages.get(file);
  const included = [...text.matchAll(/<!--@include: (\S+)-->/g)].map(([, path]) =>
    posix.normalize(posix.join(dirname(file), path)),
  );
  for (const path of included) assert.ok(pages.has(path), `${file} includes ${path}, which is missing`);
  return new Set([...own, ...included.flatMap((path) => [...anchors(path)])]);
}

for (const { file, links } of pages.values()) {
  test(`none of the ${links.length} links of ${file} is broken`, () => {
    const broken = links
      .map(({ address, line }) => [`${file}:${line}: ${address}`, trouble(file, address)])
      .filter(([, why]) => why);
    assert.deepEqual(broken, []);
  });
}
