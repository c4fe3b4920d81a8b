// docs/installs.md: the table of the set-ups that the package was used in.

import { readFileSync } from "node:fs";
import { join } from "node:path";

import { OLDEST } from "../oldest.mjs";
import { POLICY } from "./set-ups.mjs";

const BROWSERS = `Safari ${OLDEST.safari}, Chrome and Edge ${OLDEST.chrome}, Firefox ${OLDEST.firefox}`;

/** The page, from rows with `ran`; `folderOf` gives the folder of a tool. */
export function table(rows, folderOf) {
  const lines = rows.map(({ what, tool, lacks, web, ran, skipped }) => {
    const main = ran.matricula ? (lacks ?? "yes") : skipped ? `not run: ${skipped}` : "no";
    const small = web && !skipped ? (ran["matricula/web"] ? web : "no") : "";
    return `| ${what} | ${tool && !skipped ? version(folderOf(tool)) : ""} | ${main} | ${small} |`;
  });
  return `# Where the package works

Written by \`cargo xtask bless\`, checked by \`cargo xtask test installs\`: the packed package is installed, imported or
bundled without any setting for it, and makes one call that the test server has to receive. Pages run in Chromium under
\`Content-Security-Policy: ${POLICY}\`.

| set-up | version | \`matricula\` | \`matricula/web\` |
|---|---|---|---|
${lines.join("\n")}

\`matricula/web\` is for pages: there the WebAssembly is a file of its own. Elsewhere it is the same script as
\`matricula\`, so what a page imports may be rendered and tested on a server, too.

- The oldest browsers are ${BROWSERS}: nothing that the scripts use is newer.
- Parcel needs a \`browserslist\` (\`"defaults"\` here) for \`matricula/web\` and for workers under this policy: without one
  it writes an inline import map, which the policy stops.
- A service worker can import nothing later, so it imports \`matricula/engine\` first. \`matricula/web\` needs no such
  import: it fetches its file.
- Rollup makes no \`iife\` or \`umd\` of a script that imports another later, unless it is told \`inlineDynamicImports\`.
- TypeScript's \`moduleResolution: node\`, which does not read \`exports\`, finds the types of every entry.
- workerd is given what Wrangler gives it: the bundle, made with the condition \`workerd\`, and \`matricula_bg.wasm\` as a
  module beside it.
- \`attw\` and \`publint\` find no problem in the package.
`;
}

const version = (folder) => JSON.parse(readFileSync(join(folder, "package.json"), "utf8")).version;
