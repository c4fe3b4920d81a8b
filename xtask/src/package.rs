//! `cargo xtask package`: builds the npm packages and checks their sizes.

mod shared;
mod test_server;

use std::fs;
use std::iter;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use self::shared::{DECLARE, copy, name, node, optimise, pack, without_paths};
use crate::setup::tools;
use crate::task::{minutes, say};
use crate::workspace::Workspace;

/// The builds: the package, and parts of it. The parts are not published; they show how large each
/// part is. The limits are for wasm and glue together, in bytes of brotli 11.
const BUILDS: [(&str, &str, u64); 6] = [
    ("npm package", "fusio,fusionauth,session", 55 * 1024),
    ("clients alone", "fusio,fusionauth", 36 * 1024),
    ("with fusio alone", "fusio,session", 48 * 1024),
    ("with fusionauth alone", "fusionauth,session", 49 * 1024),
    ("client of fusio alone", "fusio", 30 * 1024),
    ("client of fusionauth alone", "fusionauth", 31 * 1024),
];
/// The limit for the engine in JavaScript, in bytes of brotli 11.
const JAVASCRIPT: u64 = 74_000;
/// The flags that build a small standard library.
const SMALL_LIBRARY: [&str; 2] =
    ["-Zbuild-std=std,panic_abort", "-Zbuild-std-features=optimize_for_size"];
/// The flags that leave out the messages of panics. Nobody reads these messages in a browser.
const SMALL_PANICS: &str = "-Zunstable-options -Cpanic=immediate-abort";
/// How much larger a package with the usual standard library may be, in bytes of brotli.
const USUAL_LIBRARY: u64 = 4 * 1024;

const WASM: &str = "matricula_bg.wasm";
/// The file with the names of the imports and exports of [`WASM`] before and after wasm-opt, for
/// the glue.
const NAMES: &str = "names.json";
/// The sources of the package, and the Node programs that make it.
const SOURCES: &str = "npm/matricula";
const COMPILE_TO_JS: &str = "npm/matricula/build/compile-to-js.mjs";
const BUNDLE: &str = "npm/matricula/build/bundle.mjs";
const GENERATE: &str = "npm/matricula/build/generate.mjs";
const SIZES: &str = "npm/matricula/build/sizes.mjs";
/// The sources that are generated from the declarations of wasm-bindgen.
const GENERATED: [&str; 1] = ["npm/matricula/src/generated/wire.d.ts"];
/// The file with the types of `matricula`, `matricula/web` and `matricula/bundle`, which export the clients. `API` is
/// the snapshot of this file.
const DECLARATIONS: &str = "index.d.ts";
const API: &str = "js-tests/api.d.ts";
/// The entry modules. The build writes a file of types for each of them.
const ENTRIES: [&str; 5] = ["index.ts", "react.ts", "server.ts", "testing.ts", "vue.ts"];
/// The copies of types for `require`: the ending `.d.cts` tells TypeScript that a module is a `CommonJS` module.
const REQUIRED: [(&str, &str); 6] = [
    (DECLARATIONS, "index.d.cts"),
    ("engine.d.ts", "engine.d.cts"),
    ("react.d.ts", "react.d.cts"),
    ("server.d.ts", "server.d.cts"),
    ("testing.d.ts", "testing.d.cts"),
    ("vue.d.ts", "vue.d.cts"),
];
/// The files of the repository that the package contains unchanged.
const COPIED: [&str; 8] = [
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "npm/matricula/README.md",
    "npm/matricula/bundle.d.ts",
    "npm/matricula/engine.cjs",
    "npm/matricula/engine-js.d.ts",
    "npm/matricula/engine.d.ts",
    "npm/matricula/web.d.ts",
];

/// Build the packages, their tarballs and the parts of `matricula`; fail when one is larger than its budget.
pub(crate) fn run(workspace: &Workspace) -> Result<()> {
    weighed(workspace, &BUILDS, Sources::AsTheyAre)?;
    server(workspace)
}

/// Build only the packages and their tarballs.
pub(crate) fn both(workspace: &Workspace) -> Result<()> {
    make(workspace)?;
    server(workspace)
}

/// Build only the package `matricula` and its tarball. This needs no C compiler for wasm.
pub(crate) fn make(workspace: &Workspace) -> Result<()> {
    weighed(workspace, &BUILDS[..1], Sources::AsTheyAre)
}

/// Do the same as [`make`], and also write the generated sources.
pub(crate) fn bless(workspace: &Workspace) -> Result<()> {
    weighed(workspace, &BUILDS[..1], Sources::Generated)
}

/// Build only the package of the test server and its tarball.
pub(crate) fn server(workspace: &Workspace) -> Result<()> {
    test_server::make(workspace)
}

/// The folder of the package of the test server, as it is packed.
pub(crate) fn server_folder(workspace: &Workspace) -> PathBuf {
    test_server::folder(workspace)
}

/// Compare the sizes of the published packages in the last build with their limits.
pub(crate) fn check_sizes(workspace: &Workspace) -> Result<()> {
    let (title, features, budget) = BUILDS[0];
    let size = weigh(workspace, title, &engine(workspace, features))?;
    if let Some(over) = over(title, size, budget) {
        bail!("{over}");
    }
    test_server::weigh(workspace, &test_server::folder(workspace))
}

/// The folder of the package, as it is packed.
pub(crate) fn folder(workspace: &Workspace) -> PathBuf {
    workspace.target.join("npm/matricula")
}

/// The generated files of the repository, each with its new version in the last build.
pub(crate) fn snapshots(workspace: &Workspace) -> Vec<(&'static str, PathBuf)> {
    let built = engine(workspace, BUILDS[0].1);
    let generated = GENERATED.map(|path| (path, built.join("generated").join(name(path))));
    [(API, folder(workspace).join(DECLARATIONS))].into_iter().chain(generated).collect()
}

/// Whether a build first writes the generated sources.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sources {
    AsTheyAre,
    Generated,
}

fn weighed(workspace: &Workspace, builds: &[(&str, &str, u64)], sources: Sources) -> Result<()> {
    let mut too_large = Vec::new();
    let more = if tools(workspace)?.has_library { 0 } else { USUAL_LIBRARY };
    if more > 0 {
        say(
            "rust-src is missing (`rustup component add rust-src`): the package has the usual standard",
        );
        say("library, and is larger than the published package");
    }
    for (index, &(title, features, budget)) in builds.iter().enumerate() {
        let budget = budget + more;
        let built = build(workspace, features)?;
        if index == 0 {
            node(workspace, GENERATE, &[&built.join("matricula.d.ts"), &built.join("generated")])?;
            if sources == Sources::Generated {
                for path in GENERATED {
                    copy(&built.join("generated").join(name(path)), &workspace.root.join(path))?;
                }
            }
        }
        if index == 0 {
            node(workspace, COMPILE_TO_JS, &[&built])?;
        }
        node(workspace, BUNDLE, &[&built, Path::new(features)])?;
        if index == 0 {
            assemble(workspace, &built)?;
        }
        too_large.extend(over(title, weigh(workspace, title, &built)?, budget));
    }
    if !too_large.is_empty() {
        bail!(
            "{}; possible causes: a new dependency, or Rust code that converts the body of a request or an answer \
             instead of passing it through (CONTRIBUTING.md, rule 5)",
            too_large.join("; ")
        );
    }
    Ok(())
}

fn over(title: &str, size: u64, budget: u64) -> Option<String> {
    (size > budget)
        .then(|| format!("{title}: {size} bytes of brotli are more than the budget of {budget}"))
}

/// The folder of the engine with these features.
fn engine(workspace: &Workspace, features: &str) -> PathBuf {
    workspace.target.join("npm").join(features.replace(',', "-"))
}

/// Build the engine with wasm-pack and wasm-opt.
fn build(workspace: &Workspace, features: &str) -> Result<PathBuf> {
    let out = engine(workspace, features);
    // wasm-bindgen's snippets get other names in other builds, so the snippets of an earlier build
    // would stay here.
    fs::remove_dir_all(&out).ok();
    let tools = tools(workspace)?;
    let mut flags = without_paths(workspace)?;
    let mut task = tools
        .wasm_task("wasm-pack")?
        .args(["build", "--target", "web", "--profile", "npm", "--no-pack", "--no-opt"])
        .args(["--out-name", "matricula", "--out-dir"])
        .arg(&out)
        .args([".", "--features", features]);
    if tools.has_library {
        flags.push(SMALL_PANICS.to_owned());
        // `RUSTC_BOOTSTRAP` lets a stable compiler accept the unstable flags. Some build scripts
        // run again when this variable changes. So these builds have their own target folder:
        // otherwise every build would compile everything again.
        task = task
            .args(SMALL_LIBRARY)
            .env("RUSTC_BOOTSTRAP", "1")
            .env("CARGO_TARGET_DIR", workspace.target.join("small"));
    }
    task.env("RUSTFLAGS", flags.join(" "))
        .dir(workspace.root.join("npm/engine"))
        .limit(minutes(15))
        .run_logged(
            &format!("compiling to wasm: {features}"),
            &workspace.log(&format!("wasm-{}", features.replace(',', "-"))),
        )?;
    let wasm = out.join(WASM);
    // wasm-opt prints the short names of the functions that wasm and glue share.
    let names = optimise(
        workspace,
        &wasm,
        &[
            "--flatten",
            "--rereloop",
            "-Oz",
            "-Oz",
            "--strip-debug",
            "--strip-producers",
            "--strip-target-features",
            "--minify-imports-and-exports-and-modules",
        ],
    )?;
    fs::write(out.join(NAMES), names)?;
    Ok(out)
}

/// Assemble the package, and pack it.
fn assemble(workspace: &Workspace, built: &Path) -> Result<()> {
    let package = folder(workspace);
    fs::remove_dir_all(&package).ok();
    fs::create_dir_all(&package)?;
    for script in fs::read_dir(built.join("bundle"))? {
        let script = script?;
        copy(&script.path(), &package.join(script.file_name()))?;
    }
    copy(&built.join(WASM), &package.join(WASM))?;
    let entries = ENTRIES.map(|entry| workspace.root.join(SOURCES).join("src").join(entry));
    let entries = entries.iter().map(PathBuf::as_path);
    node(workspace, DECLARE, &iter::once(package.as_path()).chain(entries).collect::<Vec<_>>())?;
    for path in COPIED {
        copy(&workspace.root.join(path), &package.join(name(path)))?;
    }
    for (declarations, required) in REQUIRED {
        let text = fs::read_to_string(package.join(declarations))?;
        fs::write(package.join(required), text.replace("./index.js", "./index.cjs"))?;
    }
    pack(workspace, SOURCES, &package, &workspace.tarball("matricula"))
}

/// Print the sizes of the build, and return the size of wasm and glue together in brotli. Fail when the engine in
/// JavaScript is over its limit.
fn weigh(workspace: &Workspace, title: &str, built: &Path) -> Result<u64> {
    let rows = tools(workspace)?
        .task("node")?
        .arg(workspace.root.join(SIZES))
        .args([built.join(WASM), built.join("bundle/web.js"), built.join("bundle/bundle.js")])
        .args(Some(built.join("bundle/javascript.js")).filter(|script| script.is_file()))
        .read()?;
    let rows: Vec<(String, u64, u64, u64)> = serde_json::from_str(&rows)?;
    say(&format!("{title:<26} {:>10} {:>10} {:>10}", "raw", "gzip -9", "brotli 11"));
    for (name, raw, gzip, brotli) in &rows {
        say(&format!("  {name:<24} {raw:>10} {gzip:>10} {brotli:>10}"));
    }
    let size = |wanted| rows.iter().find(|(name, ..)| name == wanted).map(|(.., brotli)| *brotli);
    let title = "engine in JavaScript";
    if let Some(over) = size(title).and_then(|size| over(title, size, JAVASCRIPT)) {
        bail!("{over}");
    }
    size("wasm and glue").context("the sizes are missing")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_guide_names_the_limits() {
        let page = include_str!("../../docs/size.md");
        for (_, _, limit) in BUILDS {
            let limit = format!("{},{:03}", limit / 1000, limit % 1000);
            assert!(page.contains(&limit), "docs/size.md does not name the limit of {limit}");
        }
    }
}
