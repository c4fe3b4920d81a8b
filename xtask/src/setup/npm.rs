//! Node and the npm packages of the repository.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::task::{Task, minutes};
use crate::workspace::{Workspace, which};

const OLDEST_NODE: (u32, u32) = (20, 19);

/// Check that Node and npm are installed, and that Node is new enough.
pub(super) fn check_node() -> Result<()> {
    let version = Task::new("node").arg("--version").read().unwrap_or_default();
    let mut numbers =
        version.trim_start_matches('v').split('.').map_while(|n| n.parse::<u32>().ok());
    let found = match numbers.next().zip(numbers.next()) {
        Some(found) if found < OLDEST_NODE => format!("this machine has {version}"),
        Some(_) if which("npm", &[]).is_none() => {
            "npm, which comes with it, is not on PATH".to_owned()
        }
        Some(_) => return Ok(()),
        None => "it is not on PATH".to_owned(),
    };
    let (major, minor) = OLDEST_NODE;
    bail!(
        "missing: Node.js {major}.{minor} or newer ({found}).\nInstall it from https://nodejs.org or \
         with the version manager or the packages of your system."
    )
}

/// The folder of the npm tools' programs.
pub(super) fn tools_folder(workspace: &Workspace) -> PathBuf {
    workspace.root.join("npm/node_modules/.bin")
}

/// Install the tools that build and check the npm packages.
pub(super) fn install(workspace: &Workspace) -> Result<()> {
    ci(workspace, &workspace.root.join("npm"))
}

/// Run `npm ci` in a folder, unless the packages of the folder's lock file are already installed.
pub(crate) fn ci(workspace: &Workspace, folder: &Path) -> Result<()> {
    let name = folder.strip_prefix(&workspace.root).unwrap_or(folder).display().to_string();
    let lock = fs::read(folder.join("package-lock.json"))
        .with_context(|| format!("{name} is missing, or has no package-lock.json"))?;
    let stamp = folder.join("node_modules/.installed-from-lock.json");
    if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    let npm = which("npm", &[]).context("npm is not on PATH")?;
    Task::new(npm)
        .args(["ci", "--no-audit", "--no-fund"])
        .env("NPM_CONFIG_UPDATE_NOTIFIER", "false")
        .dir(folder)
        .limit(minutes(10))
        .run_logged(
            &format!("npm packages of {name}"),
            &workspace.log(&format!("npm-{}", name.replace(['/', '\\'], "-"))),
        )?;
    fs::write(&stamp, &lock)?;
    Ok(())
}
