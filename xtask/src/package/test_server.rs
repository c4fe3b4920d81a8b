//! Builds the npm package `matricula-test-server`, and checks its size.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::shared::{DECLARE, copy, name, node, optimise, pack, without_paths};
use crate::setup::{clang, tools};
use crate::task::{minutes, say};
use crate::workspace::Workspace;

const NAME: &str = "matricula-test-server";
const SOURCES: &str = "npm/test-server";
const BUNDLE: &str = "npm/test-server/build/bundle.mjs";
const SIZE: &str = "npm/test-server/build/size.mjs";
/// The name of wasm-bindgen's output.
const ENGINE: &str = "matricula_test_server";
const WASM: &str = "matricula_test_server_bg.wasm";
/// The limit for the scripts and the WebAssembly together, in bytes after brotli 11.
const BUDGET: u64 = 2 * 1024 * 1024;
/// The files of the repository that the package contains unchanged.
const COPIED: [&str; 3] = ["LICENSE-APACHE", "LICENSE-MIT", "npm/test-server/README.md"];

/// Builds the package and its tarball.
pub(super) fn make(workspace: &Workspace) -> Result<()> {
    let built = workspace.target.join("npm/test-server-engine");
    build(workspace, &built)?;
    let package = folder(workspace);
    fs::remove_dir_all(&package).ok();
    fs::create_dir_all(&package)?;
    node(workspace, BUNDLE, &[&built, &package])?;
    let index = workspace.root.join(SOURCES).join("src/index.ts");
    node(workspace, DECLARE, &[&package, &index])?;
    copy(&package.join("index.d.ts"), &package.join("index.d.cts"))?;
    copy(&built.join(WASM), &package.join(WASM))?;
    for path in COPIED {
        copy(&workspace.root.join(path), &package.join(name(path)))?;
    }
    pack(workspace, SOURCES, &package, &workspace.tarball(NAME))?;
    weigh(workspace, &package)
}

/// The folder of the package, as it is packed.
pub(super) fn folder(workspace: &Workspace) -> PathBuf {
    workspace.target.join("npm").join(NAME)
}

/// Builds the engine, which is the test server as WebAssembly. wasm-opt only removes names: `-Oz` would take most of a
/// minute, and would not make the compressed module smaller.
fn build(workspace: &Workspace, out: &Path) -> Result<()> {
    clang::install(workspace)?;
    fs::remove_dir_all(out).ok();
    let tools = tools(workspace)?;
    tools
        .wasm_task("wasm-pack")?
        .args(["build", "--target", "web", "--profile", "npm", "--no-pack", "--no-opt"])
        .args(["--out-name", ENGINE, "--out-dir"])
        .arg(out)
        .env("RUSTFLAGS", without_paths(workspace)?.join(" "))
        .dir(workspace.root.join(SOURCES).join("engine"))
        .limit(minutes(15))
        .run_logged("compiling the test server to wasm", &workspace.log("wasm-test-server"))?;
    optimise(workspace, &out.join(WASM), &["--strip-debug", "--strip-producers"])?;
    Ok(())
}

/// Prints the size of the package, and compares it with the limit.
pub(super) fn weigh(workspace: &Workspace, package: &Path) -> Result<()> {
    let size =
        tools(workspace)?.task("node")?.arg(workspace.root.join(SIZE)).arg(package).read()?;
    let size: u64 = size.trim().parse().context("the size is missing")?;
    say(&format!("{NAME}: {size} bytes of brotli 11"));
    if size > BUDGET {
        bail!("{NAME}: {size} bytes of brotli are more than the budget of {BUDGET}");
    }
    Ok(())
}
