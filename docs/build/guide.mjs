// The samples of the playground: its own steps, and every sample of the guide that works alone in a browser page.

import { readFileSync } from "node:fs";
import { join } from "node:path";

import ts from "typescript";

import { documents, ROOT } from "../check/markdown.mjs";

const STEPS = join(ROOT, "docs/playground/steps");
/** The modules that a page of the playground can import; `frame.html` has their addresses. */
const IMPORTED = ["matricula", "matricula/web"];

/** @typedef {{ id: string, title: string, text: string, code: string, link?: string, page?: string }} Sample */

/**
 * The groups of samples, in the order of the list in the playground. `page` is the place of a sample in the guide; the
 * playground's own steps have no `page`.
 */
export function samples() {
  return [...ownSteps(), ...guide()];
}

/** The steps of the playground itself. A step may need data that the steps before it have created. */
function ownSteps() {
  const groups = JSON.parse(readFileSync(join(STEPS, "steps.json"), "utf8"));
  return groups.map(({ title, steps }) => ({
    title,
    samples: steps.map(({ file, ...step }) => ({
      id: file.replace(/\.js$/, ""),
      ...step,
      code: readFileSync(join(STEPS, file), "utf8"),
    })),
  }));
}

/** One group for each page of the guide that has samples. */
function guide() {
  return documents()
    .filter(({ file }) => file.startsWith("docs/"))
    .map(({ file, text, blocks }) => ({
      title: text.match(/^# (.+)$/m)?.[1],
      samples: numbered(blocks.filter(isForPages).map((block) => sample(file, block))),
    }))
    .filter(({ samples }) => samples.length > 0);
}

/**
 * Whether a code block works alone in a browser page. Such a block imports only the package, has no file name, and
 * does not use Node's `process`. A comment `check: …` before a block says why the checks do not run it in Node. A block
 * with this comment works in a page only if the comment ends with "needs a page" or "in a page".
 */
export function isForPages({ lang, name, check, text, given }) {
  if (!["js", "ts"].includes(lang) || name) return false;
  if (check && !/\b(in|needs) a page$/.test(check)) return false;
  const code = `${given}\n${text}`;
  const imports = [...code.matchAll(/\bfrom "([^"]+)"|\bimport(?: |\()"([^"]+)"/g)].map(
    ([, from, bare]) => from ?? bare,
  );
  return imports.length > 0 && imports.every((name) => IMPORTED.includes(name)) && !/\bprocess\./.test(code);
}

function sample(file, { lang, text, given, heading, anchor, line }) {
  const path = file.slice("docs/".length, -".md".length);
  const code = given ? `${given}\n\n${text}` : text;
  return {
    id: `${path}:${line}`,
    title: heading,
    text: "Before this sample of the guide runs, the server is reset, and the user baz is created.",
    page: `/${path}.html#${anchor}`,
    code: lang === "ts" ? withoutTypes(code) : code,
  };
}

/** If a heading has several samples, all but the first get numbers. */
function numbered(samples) {
  const seen = new Map();
  return samples.map((sample) => {
    const number = (seen.get(sample.title) ?? 0) + 1;
    seen.set(sample.title, number);
    return number === 1 ? sample : { ...sample, title: `${sample.title} (${number})` };
  });
}

/** The code without types: browsers run no TypeScript. Blank lines get a mark, because the compiler drops them. */
function withoutTypes(code) {
  const BLANK = "//BLANK";
  const compilerOptions = { target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.ESNext, verbatimModuleSyntax: true };
  const { outputText } = ts.transpileModule(code.replaceAll(/^$/gm, BLANK), { compilerOptions });
  const lines = outputText.replaceAll(new RegExp(` *${BLANK}`, "g"), "");
  return `${lines.replaceAll(/^ {4,}/gm, (indent) => " ".repeat(indent.length / 2)).trim()}\n`;
}
