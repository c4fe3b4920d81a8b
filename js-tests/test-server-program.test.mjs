// `npx matricula-test-server`: the program of the package.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";

import { KICKSTART, program, project, resolve, within } from "./support.mjs";

const folder = dirname(resolve("matricula-test-server"));

test("the program prints its address, and stops on a signal or at the end of its input", async () => {
  const config = join(project, "config.json");
  writeFileSync(config, JSON.stringify({ fusio: { user_approval: false } }));
  const { child, line, end } = program(["--kickstart", KICKSTART, "--config", config], { MATRICULA_PORT: "" });
  const { url, control, version } = JSON.parse(await within(line, "the address"));
  assert.equal(control, `${url}/_test`);
  assert.equal(version, JSON.parse(readFileSync(join(folder, "package.json"), "utf8")).version);
  const { fusio } = await (await fetch(`${control}/settings`)).json();
  assert.equal(fusio.user_approval, false);
  child.kill();
  assert.equal(await within(end, "the end"), 0);
  const until = program(["--until-stdin-ends"]);
  await within(until.line, "the address");
  until.child.stdin.end();
  assert.equal(await within(until.end, "the end"), 0);
});

test("the program says what is wrong with its flags", async () => {
  const broken = join(project, "broken.json");
  writeFileSync(broken, "{");
  for (const [args, code, message] of [
    [["--port", "65536"], 2, "--port must be a number from 0 to 65535"],
    [["--nope"], 2, "Unknown option '--nope'"],
    [["--database=x"], 2, "--database is not available: the data is in memory; the native program has `--database`"],
    [
      ["--host", "0.0.0.0"],
      2,
      "--host 0.0.0.0 needs --url: the links in mails must have an address that the readers can open",
    ],
    [["--kickstart", "missing.json"], 1, "kickstart: the file missing.json cannot be read: it does not exist"],
    [["--config", broken], 2, `the config file ${broken} is not a JSON object`],
    [
      ["--password-hash", "x"],
      1,
      "the configuration is invalid at server.password_hash: must be `argon2id` or `cheap`",
    ],
  ]) {
    const { errors, end } = program(args);
    assert.deepEqual([await within(end, "the end"), (await errors).trim()], [code, `error: ${message}`]);
  }
  // The variable sets `--database`, which only the native program has. If this program ignored the variable, the
  // data would be in memory only, and be lost at the end of the program.
  const { errors, end } = program([], { MATRICULA_DATABASE: "users.db" });
  assert.equal(await within(end, "the end"), 2);
  assert.match(await errors, /^error: MATRICULA_DATABASE is not available: the data is in memory/);
});
