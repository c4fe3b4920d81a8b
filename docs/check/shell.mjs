// Checks those commands of the documentation that no test runs: each command must have a known form, and name only
// things that exist.

import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { ROOT } from "./markdown.mjs";
import { output, REGISTRATIONS, SERVER } from "./program.mjs";

const read = (path) => readFileSync(join(ROOT, path), "utf8");
const manifest = (folder) => JSON.parse(read(join(folder, "package.json")));

const xtask = {
  help: await output(process.env.MATRICULA_XTASK, ["help"]),
  steps: await output(process.env.MATRICULA_XTASK, ["test", "--list"]),
};
const serverHelp = await output(SERVER, ["--help"]);

/** The folder of a crate of the workspace. */
function crate(name) {
  const folders = [
    ".",
    "test-server",
    "xtask",
    ...readdirSync(join(ROOT, "examples")).map((folder) => `examples/${folder}`),
  ];
  const manifests = folders.filter((folder) => existsSync(join(ROOT, folder, "Cargo.toml")));
  const found = manifests.find((folder) => read(join(folder, "Cargo.toml")).includes(`\nname = "${name}"\n`));
  return found ?? assert.fail(`there is no crate ${name}`);
}

/** Checks that `help`, the help of `program`, names every flag in `args`. */
function knows(help, args, program) {
  const flags = new Set(help.match(/--[a-z-]+/g));
  for (const flag of args.match(/(?<= )--[a-z-]+/g) ?? []) assert.ok(flags.has(flag), `${program} has no flag ${flag}`);
}

const registrations = async (args) => {
  const [, command = ""] = args.match(/^ ([a-z-]+)/) ?? [];
  knows(await output(REGISTRATIONS, [...(command ? [command] : []), "--help"]), args, `registrations ${command}`);
};

function serverFlags(args) {
  knows(serverHelp, args, "matricula-test-server");
  const file = args.match(/--kickstart (\S+)/)?.[1];
  if (file) assert.ok(existsSync(join(ROOT, file)), `${file} is missing`);
}

function xtaskCommand(name, rest) {
  const line = xtask.help.split("\n").find((line) => line.startsWith(`cargo xtask ${name} `));
  assert.ok(line, `there is no cargo xtask ${name}`);
  const usage = line.split(/ {2,}/)[0];
  for (const word of rest.split(" ").filter(Boolean)) {
    if (word.startsWith("--")) assert.ok(usage.includes(word), `cargo xtask ${name} has no flag ${word}`);
    else assert.ok(name === "test" && new RegExp(`^${word}\\b`, "m").test(xtask.steps), `there is no step ${word}`);
  }
}

/** Our npm packages, each with its folder. */
const PACKAGES = { matricula: "npm/matricula", "matricula-test-server": "npm/test-server" };

/** The forms of commands, each with a check. The check gets the page and the matched groups. */
const RULES = [
  [/^cargo xtask (\S+)((?: \S+)*)$/, (_, name, rest) => xtaskCommand(name, rest)],
  [
    /^cargo run (?:-p|--package) (\S+)(?: --((?: \S+)+))?$/,
    async (_, name, args) => {
      crate(name);
      if (name === "matricula-test-server") serverFlags(args);
      if (name === "matricula-registrations") await registrations(args);
    },
  ],
  [/^registrations((?: (?:'[^']*'|\S+))+)$/, (_, args) => registrations(args)],
  [
    /^(MATRICULA_TEST_SERVER)=http:\S+ wasm-pack test --headless --(?:chrome|firefox) (\S+) --test (\S+)$/,
    (_, variable, folder, name) => {
      // The test reads the variable at compile time, so the source of the test must name the variable.
      assert.ok(read(join(folder, `tests/${name}.rs`)).includes(`env!("${variable}")`));
    },
  ],
  [/^trunk serve$/, (page) => ["index.html", "Cargo.toml"].map((name) => read(join(page.folder, name)))],
  [/^export(?: [A-Z_]+=\S+)+$/, () => {}],
  [/^cargo install (\S+) --locked$/, (_, name) => crate(name)],
  [/^npm install(?: --save-dev)? (matricula[\w-]*)$/, (_, name) => assert.equal(manifest(PACKAGES[name]).name, name)],
  [/^npm ci$/, (page) => page.folder && manifest(page.folder)],
  [
    /^npm (?:run )?([a-z:-]+)$/,
    (page, script) => {
      const scripts = page.folder ? Object.keys(manifest(page.folder).scripts) : ["test"];
      assert.ok(scripts.includes(script), `${page.folder || "an app"} has no script ${script}`);
    },
  ],
  [
    /^cd (\S+)$/,
    (page, folder) => {
      page.folder = folder;
      assert.ok(existsSync(join(ROOT, folder)), `${folder} is missing`);
    },
  ],
  [/^test -x \S+ \|\| (.+)$/, (page, command) => checkCommand(command, page)],
];

/** Checks the commands of a line; rejects when one is wrong. */
export async function checkCommand(line, page) {
  for (const command of line
    .replace(/\s+#.*$/, "")
    .split(" && ")
    .map((part) => part.trim())) {
    if (command === "") continue;
    const [form, holds] =
      RULES.find(([form]) => form.test(command)) ?? assert.fail(`nothing checks this command: ${command}`);
    await holds(
      page,
      ...command
        .match(form)
        .slice(1)
        .map((part) => part ?? ""),
    );
  }
}
