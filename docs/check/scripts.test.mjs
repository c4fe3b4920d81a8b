// Compiles the scripts of the pages. Runs a script against the test server if it has no file name and no comment
// `check: types`.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { FRAMEWORKS } from "./frameworks/pages.mjs";
import { documents } from "./markdown.mjs";
import { failureOf, pagesServer } from "./program.mjs";
import { compile, complaints, isScript, layOut } from "./project.mjs";

// Leaves out the pages about frameworks: their own tests build and run the apps of these pages.
const blocks = documents()
  .filter(({ file }) => !(file in FRAMEWORKS))
  .flatMap((page) => page.blocks);
let server;
let pages;
before(async () => {
  server = await pagesServer();
  pages = layOut(blocks, server.url);
});
after(() => server?.stop());

test("every script has correct types", () => {
  assert.deepEqual(complaints(blocks, pages), []);
});

for (const block of blocks.filter(isScript)) {
  const where = `${block.file}:${block.line}`;
  if (block.check?.startsWith("types")) {
    test(`${where} says why it is compiled and not run`, () => assert.match(block.check, /^types; .+/));
    // Another test runs a script with a file name: with a command of its page, or in a browser.
  } else if (!block.name) {
    test(`${where} runs`, async () => {
      await server.fresh();
      assert.equal(
        await failureOf(process.execPath, [compile(block, pages, server.url)], pages.folder(block.file)),
        "",
      );
    });
  }
}
