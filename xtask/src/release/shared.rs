//! The parts that the steps of a release share.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::task::say;
use crate::workspace::Workspace;

/// The crates that are published, in this order: the second one needs the first. The npm packages have the same
/// names and the same order.
pub(super) const PUBLISHED: [&str; 2] = ["matricula-test-server", "matricula"];

/// The path of a file that is attached to the release. Makes the folder of the file.
pub(super) fn file(workspace: &Workspace, name: &str) -> Result<PathBuf> {
    let folder = workspace.target.join("release-files");
    fs::create_dir_all(&folder)?;
    Ok(folder.join(name))
}

/// Write the text to the file.
pub(super) fn written(path: &Path, text: &str) -> Result<()> {
    fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))?;
    say(&format!("wrote {}", path.display()));
    Ok(())
}
