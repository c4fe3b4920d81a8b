// The Markdown files of the repository as data: code blocks and links with their lines, and the anchors of headings.

import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";

import GithubSlugger from "github-slugger";
import MarkdownIt from "markdown-it";

export const ROOT = join(import.meta.dirname, "../..");
/** Names of folders that are left out: with installed, built or recorded files, or with the files of a tool. */
const SKIPPED = new Set(["target", "node_modules", "pkg", "dist", "fixtures", ".git", ".vitepress"]);

/** The pages that `docs/build/reference.mjs` writes. They are left out, too. */
const REFERENCE = join(ROOT, "docs/api");

const parser = new MarkdownIt({ html: true });

/** @typedef {{ info: string, lang: string, text: string, file: string, line: number, heading: string, anchor: string, name?: string, check?: string, given: string }} Block */

function* markdownFiles(folder) {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((one, other) => one.name.localeCompare(other.name));
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!SKIPPED.has(entry.name) && path !== REFERENCE) yield* markdownFiles(path);
    } else if (entry.name.endsWith(".md")) yield path;
  }
}

/** All Markdown files that are not left out, sorted by path. */
export function documents() {
  return [...markdownFiles(ROOT)].map((path) =>
    parsePage(relative(ROOT, path).split(sep).join("/"), readFileSync(path, "utf8")),
  );
}

export function parsePage(file, text) {
  // The front matter of a page is not Markdown. Its lines become empty, so all other lines keep their numbers.
  const tokens = parser.parse(
    text.replace(/^---\n.*?\n---\n/s, (settings) => settings.replace(/[^\n]/g, "")),
    {},
  );
  const slugger = new GithubSlugger();
  const page = { file, text, /** @type {Block[]} */ blocks: [], anchors: new Set(), links: [] };
  tokens.forEach((token, index) => {
    const line = (token.map?.[0] ?? 0) + 1;
    if (token.type === "fence") page.blocks.push(block(page, line, token, tokens.slice(0, index)));
    if (token.type === "code_block") throw new Error(`${file}:${line}: a code block needs a fence with its kind`);
    if (token.type === "heading_open") page.anchors.add(slugger.slug(plain(tokens[index + 1])));
    for (const child of token.children ?? []) {
      const address = child.attrGet("href") ?? child.attrGet("src");
      if (address !== null) page.links.push({ address, line });
    }
  });
  return page;
}

/**
 * A block and the instructions before it. An HTML comment `check: …` says how to check the block; `given …` has lines
 * to put before the block. A paragraph that ends with a file name in backticks and a colon names the file of the block.
 */
function block({ file, anchors }, line, token, before) {
  const heading = before.findLastIndex(({ type }) => type === "heading_open");
  const found = {
    file,
    line,
    info: token.info.trim(),
    lang: token.info.trim().split(/[\s,]/)[0],
    text: token.content,
    heading: heading < 0 ? "" : plain(before[heading + 1]),
    anchor: [...anchors].at(-1) ?? "",
    given: "",
  };
  let last = before.length - 1;
  for (; before[last]?.type === "html_block"; last -= 1) {
    const comment = before[last].content.match(/^<!--\s*(check|given)\b:?\s*([\s\S]*?)\s*-->\s*$/);
    if (comment) found[comment[1]] = comment[2];
  }
  const inline = before[last]?.type === "paragraph_close" ? before[last - 1] : undefined;
  const [code, colon] = inline?.children?.slice(-2) ?? [];
  if (code?.type === "code_inline" && colon?.content === ":" && /^[\w./+-]+\.\w+$/.test(code.content))
    found.name = code.content;
  return found;
}

function plain(inline) {
  return inline.children
    .filter(({ type }) => type === "text" || type === "code_inline")
    .map(({ content }) => content)
    .join("");
}
