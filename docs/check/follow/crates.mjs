// Unpacks our packed crates, and makes Cargo use them instead of the crates of a registry.

import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { parse, stringify } from "smol-toml";

import { run } from "../../../js-tests/processes.mjs";
import { ROOT } from "../markdown.mjs";

/**
 * Unpacks the crates of the folder `packages` into `crates` below `root`. Writes `root/.cargo/config.toml`, with which
 * all projects below `root` use these crates. An unchanged crate is not unpacked again, so Cargo does not rebuild it.
 */
export async function unpackCrates(packages, root) {
  const folders = {};
  for (const file of readdirSync(packages).filter((name) => name.endsWith(".crate"))) {
    const [, crate, name] = file.match(/^((.+)-\d.*)\.crate$/);
    const folder = join(root, "crates", crate);
    const hash = createHash("sha256")
      .update(readFileSync(join(packages, file)))
      .digest("hex");
    const stamp = join(root, "crates", `${crate}.sha256`);
    if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== hash) {
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(join(root, "crates"), { recursive: true });
      // `-m` gives the files the current time. In a packed crate, all files have an old time, and Cargo rebuilds an
      // unpacked crate only if one of its files is newer than the last build.
      await run("tar", ["-xzmf", join(packages, file), "-C", join(root, "crates")]);
      withoutCrateType(join(folder, "Cargo.toml"));
      writeFileSync(stamp, hash);
    }
    folders[name] = folder;
  }
  const patch = { "crates-io": Object.fromEntries(Object.entries(folders).map(([name, path]) => [name, { path }])) };
  // With the repository's `dev` profile, Cargo reuses the crates that it has built for the repository.
  const { dev } = parse(readFileSync(join(ROOT, "Cargo.toml"), "utf8")).profile;
  mkdirSync(join(root, ".cargo"), { recursive: true });
  writeFileSync(join(root, ".cargo/config.toml"), stringify({ patch, profile: { dev } }));
}

/**
 * Removes the crate type `cdylib`. With this type, Cargo gives the built file of a local crate the same name for every
 * folder and every set of features. So the build of an unpacked crate would replace the repository's own build of the
 * crate. Crates from a registry do not have this problem.
 */
function withoutCrateType(file) {
  const manifest = parse(readFileSync(file, "utf8"));
  delete manifest.lib?.["crate-type"];
  writeFileSync(file, stringify(manifest));
}

/**
 * Makes a project below `root` that depends on the crate `name`. Returns a command that builds the program of this
 * crate in the project, and copies the program into the folder `bin`. The projects of the guide's pages also depend on
 * our crates, so they can reuse most of the build.
 */
export function installCommand(name, root, bin) {
  const project = join(root, "install", name);
  mkdirSync(join(project, "src"), { recursive: true });
  writeFileSync(join(project, "src/lib.rs"), "");
  writeFileSync(
    join(project, "Cargo.toml"),
    stringify({ package: { name: "install", edition: "2024" }, dependencies: { [name]: "*" } }),
  );
  copyFileSync(join(ROOT, "Cargo.lock"), join(project, "Cargo.lock"));
  const build = `cargo build --manifest-path ${join(project, "Cargo.toml")} --package ${name} --bin ${name}`;
  return `${build} && mkdir -p ${bin} && cp -f "$CARGO_TARGET_DIR/debug/${name}" ${bin}`;
}
