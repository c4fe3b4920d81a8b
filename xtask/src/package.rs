//! `cargo xtask package`: the npm package, built, optimised, assembled, packed and weighed.

use std::fs;
use std::path::{Path, PathBuf};

use crate::task::{minutes, say};
use crate::workspace::Workspace;
use anyhow::{Context, Result, bail};

/// The features of the package, every vendor among them.
const FEATURES: &str = "js,fusio";
/// The limit of [`BUDGET`] is for these.
const BUDGET_FEATURES: &str = "js,fusio";
/// What wasm and glue may weigh together, in bytes of brotli 11.
const BUDGET: u64 = 40 * 1024;

const WASM: &str = "matricula_bg.wasm";
const GLUE: &str = "matricula.js";
pub(crate) const DECLARATIONS: &str = "matricula.d.ts";

/// Build `pkg/` and the tarball, and fail when they are over budget.
pub(crate) fn run(workspace: &Workspace) -> Result<()> {
    let built = build(workspace, FEATURES)?;
    assemble(workspace, &built)?;
    pack(workspace)?;
    let size = weigh(workspace, "npm package", &built)?;
    let size = if FEATURES == BUDGET_FEATURES {
        size
    } else {
        weigh(workspace, "with fusio alone", &build(workspace, BUDGET_FEATURES)?)?
    };
    if size > BUDGET {
        bail!(
            "wasm and glue are {size} bytes of brotli, over the budget of {BUDGET}; look for a new \
             dependency or a typed body in wasm (CONTRIBUTING.md, rule 5)"
        );
    }
    Ok(())
}

/// What wasm-pack makes of the crate, after wasm-opt.
fn build(workspace: &Workspace, features: &str) -> Result<PathBuf> {
    let out = workspace.target.join("npm").join(features.replace(',', "-"));
    // The names of snippets change, and old ones would be packed too.
    fs::remove_dir_all(&out).ok();
    let tools = workspace.tools()?;
    tools
        .wasm_task("wasm-pack")?
        .args(["build", "--target", "web", "--profile", "npm", "--no-pack", "--no-opt"])
        .args(["--out-name", "matricula", "--out-dir"])
        .arg(&out)
        .args([".", "--no-default-features", "--features", features])
        .dir(&workspace.root)
        .limit(minutes(15))
        .run_logged(
            &format!("compiling to wasm: {features}"),
            &workspace.log(&format!("wasm-{}", features.replace(',', "-"))),
        )?;
    let wasm = out.join(WASM);
    tools
        .task("wasm-opt")?
        .args(["-Oz", "--strip-debug", "--strip-producers", "--strip-target-features", "-o"])
        .args([&wasm, &wasm])
        .run_logged("optimising with wasm-opt", &workspace.log("wasm-opt"))?;
    Ok(out)
}

/// Make `pkg/` of what was built and the templates.
fn assemble(workspace: &Workspace, built: &Path) -> Result<()> {
    let package = workspace.root.join("pkg");
    fs::remove_dir_all(&package).ok();
    for name in
        [GLUE, DECLARATIONS, WASM].into_iter().chain(snippets(built)?.iter().map(String::as_str))
    {
        copy(&built.join(name), &package.join(name))?;
    }
    for name in ["LICENSE-MIT", "LICENSE-APACHE"] {
        copy(&workspace.root.join(name), &package.join(name))?;
    }
    for entry in fs::read_dir(workspace.root.join("xtask/npm/package"))? {
        let path = entry?.path();
        let text =
            fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let name = path.file_name().context("a template without a name")?;
        fs::write(package.join(name), text.replace("{{version}}", &workspace.version))?;
    }
    Ok(())
}

fn pack(workspace: &Workspace) -> Result<()> {
    let folder = workspace.target.join("npm");
    workspace
        .tools()?
        .task("npm")?
        .args(["pack", "--silent", "--pack-destination"])
        .arg(&folder)
        .dir(workspace.root.join("pkg"))
        .read()?;
    let tarball = workspace.tarball();
    if !tarball.is_file() {
        bail!("npm pack did not write {}", tarball.display());
    }
    say(&format!("packed {}", tarball.display()));
    Ok(())
}

/// Print the sizes of wasm and glue, and give what both weigh in brotli.
fn weigh(workspace: &Workspace, title: &str, built: &Path) -> Result<u64> {
    let rows = workspace
        .tools()?
        .task("node")?
        .arg(workspace.root.join("xtask/npm/sizes.mjs"))
        .args([built.join(WASM), built.join(GLUE)])
        .args(snippets(built)?.iter().map(|name| built.join(name)))
        .read()?;
    let rows: Vec<(String, u64, u64, u64)> = serde_json::from_str(&rows)?;
    say(&format!("{title:<18} {:>10} {:>10} {:>10}", "raw", "gzip -9", "brotli 11"));
    for (name, raw, gzip, brotli) in &rows {
        say(&format!("  {name:<16} {raw:>10} {gzip:>10} {brotli:>10}"));
    }
    rows.last().map(|(_, _, _, brotli)| *brotli).context("the sizes are missing")
}

/// The JavaScript files of the crate, which the glue imports: their paths in the build.
fn snippets(built: &Path) -> Result<Vec<String>> {
    let mut found = Vec::new();
    let mut folders = vec![built.join("snippets")];
    while let Some(folder) = folders.pop() {
        // There is no such folder while the crate has no JavaScript of its own.
        for entry in fs::read_dir(&folder).into_iter().flatten() {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.push(path.strip_prefix(built)?.to_string_lossy().replace('\\', "/"));
            }
        }
    }
    found.sort();
    Ok(found)
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::copy(from, to).map(drop).with_context(|| format!("cannot copy {}", from.display()))
}
