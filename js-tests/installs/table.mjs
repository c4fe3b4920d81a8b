// The text of docs/installs.md: the table of the set-ups that have run with the package.

import { readFileSync } from "node:fs";
import { join } from "node:path";

import { OLDEST } from "../oldest.mjs";
import { POLICY } from "./set-ups.mjs";

const BROWSERS = `Safari ${OLDEST.safari}, Chrome and Edge ${OLDEST.chrome}, Firefox ${OLDEST.firefox}`;

/** The text of the page. A row's `ran` has the package entries that passed; `folderOf` returns a tool's folder. */
export function table(rows, folderOf) {
  const lines = rows.map(({ what, tool, lacks, web, server, ran, skipped }) => {
    const main = ran.matricula ? (lacks ?? "yes") : skipped ? `not run: ${skipped}` : "no";
    const small = web && !skipped ? (ran["matricula/web"] ? web : "no") : "";
    const testing = server && !skipped ? (ran["matricula-test-server"] ? "yes" : "no") : "";
    return `| ${what} | ${tool && !skipped ? version(folderOf(tool)) : ""} | ${main} | ${small} | ${testing} |`;
  });
  return `# Where the package works

Written by \`cargo xtask bless\`, checked by \`cargo xtask test installs\`: each set-up installs the packed package, imports
or bundles it with only the special settings that this page names, and makes one call. \`yes\` means that a test server
received this call. Pages run in Chromium with
\`Content-Security-Policy: ${POLICY}\`.

The set-ups with an entry in the last column also start two servers of \`matricula-test-server\`: one without a port, and
one with a port. On each server, a user registers, confirms the account and logs in.

| set-up | version | \`matricula\` | \`matricula/web\` | \`matricula-test-server\` |
|---|---|---|---|---|
${lines.join("\n")}

\`matricula/web\` is for pages: it loads the WebAssembly from a separate file. Outside browsers it is the same script as
\`matricula\`, so the code of a page can also be rendered and tested on a server.

- The oldest supported browsers are ${BROWSERS}. The scripts use no newer features.
- With the policy above, \`matricula/web\` and workers need a \`browserslist\` (here \`"defaults"\`) in Parcel. Without it
  Parcel writes an inline import map, which the policy blocks.
- A service worker cannot use \`import()\`, so it imports \`matricula/engine\` at its start. \`matricula/web\` does not need
  this, because it fetches the WebAssembly.
- Rollup needs \`inlineDynamicImports\` to build an \`iife\` or \`umd\`, because the package uses \`import()\`.
- TypeScript's \`moduleResolution: node\`, which does not read \`exports\`, finds the types of every entry.
- For workerd the test does the same as Wrangler: it bundles with the condition \`workerd\`, and adds
  \`matricula_bg.wasm\` as a module.
- \`attw\` and \`publint\` find no problem in the package.
`;
}

const version = (folder) => JSON.parse(readFileSync(join(folder, "package.json"), "utf8")).version;
