//! Writes the software bills of materials: which crates, in which versions, each published archive contains or needs.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::manifests;
use super::shared::{file, written};
use crate::setup::cyclonedx;
use crate::task::Task;
use crate::workspace::Workspace;

/// The name, without `.json`, of the file that cargo-cyclonedx writes beside each manifest of the workspace.
const WRITTEN: &str = "matricula-sbom";

/// For each target: the folders of two crates, each with the archive that contains the crate. The WebAssembly of an npm
/// package comes from a separate crate; the packages have no dependencies from npm.
const BILLS: [(&str, [(&str, &str); 2]); 2] = [
    ("all", [("", "matricula.crate"), ("test-server", "matricula-test-server.crate")]),
    (
        "wasm32-unknown-unknown",
        [("npm/engine", "matricula.tgz"), ("npm/test-server/engine", "matricula-test-server.tgz")],
    ),
];

/// Write a bill of materials for each archive.
pub(super) fn run(workspace: &Workspace) -> Result<()> {
    let program = cyclonedx(workspace)?;
    let folders: Vec<PathBuf> = manifests::read(workspace)?
        .packages
        .iter()
        .filter_map(|package| package.manifest_path.parent().map(Path::to_owned))
        .collect();
    for (target, bills) in BILLS {
        let outcome = write(workspace, &program, target, &bills);
        for folder in &folders {
            fs::remove_file(folder.join(WRITTEN).with_extension("json")).ok();
        }
        outcome?;
    }
    Ok(())
}

fn write(
    workspace: &Workspace,
    program: &Path,
    target: &str,
    bills: &[(&str, &str)],
) -> Result<()> {
    Task::new(program)
        .args(["cyclonedx", "--quiet", "--format", "json", "--spec-version", "1.5"])
        .args(["--target", target, "--override-filename", WRITTEN])
        .dir(&workspace.root)
        .read()?;
    let root = workspace.root.display().to_string();
    for (folder, archive) in bills {
        let from = workspace.root.join(folder).join(WRITTEN).with_extension("json");
        let text = fs::read_to_string(&from)
            .with_context(|| format!("cargo-cyclonedx did not write {}", from.display()))?;
        // The names of our own crates contain the path of the repository on this machine. This removes the path.
        written(&file(workspace, &format!("{archive}.cdx.json"))?, &text.replace(&root, ""))?;
    }
    Ok(())
}
