//! Packages of Debian, if this machine runs Debian and we may install them.

use std::fs;
use std::sync::OnceLock;

use anyhow::{Context, Result};

use crate::task::{Task, minutes};
use crate::workspace::{Workspace, which};

/// Set when the package lists have been updated.
static UPDATED: OnceLock<()> = OnceLock::new();

/// Whether this machine runs Debian and this user may install packages.
pub(super) fn is_ours() -> bool {
    let release = fs::read_to_string("/etc/os-release").unwrap_or_default();
    release.lines().any(|line| line == "ID=debian")
        && which("apt-get", &[]).is_some()
        && Task::new("id").arg("-u").read().is_ok_and(|id| id == "0")
}

/// Install the packages that are missing.
pub(super) fn install(workspace: &Workspace, packages: &[&str]) -> Result<()> {
    let missing: Vec<&str> =
        packages.iter().copied().filter(|package| !is_installed(package)).collect();
    let Some(first) = missing.first() else { return Ok(()) };
    let lock = "DPkg::Lock::Timeout=300";
    if UPDATED.get().is_none() {
        Task::new("apt-get")
            .args(["-q", "-o", lock, "update"])
            .env("DEBIAN_FRONTEND", "noninteractive")
            .run_logged("looking up Debian packages", &workspace.log("apt-update"))?;
        UPDATED.set(()).ok();
    }
    Task::new("apt-get")
        .args(["-q", "-y", "-o", lock, "install", "--no-install-recommends"])
        .args(&missing)
        .env("DEBIAN_FRONTEND", "noninteractive")
        .limit(minutes(20))
        .run_logged(
            &format!("installing from Debian: {}", missing.join(" ")),
            &workspace.log(&format!("apt-{first}")),
        )
        .with_context(|| format!("apt-get could not install {}", missing.join(" ")))
}

fn is_installed(package: &str) -> bool {
    Task::new("dpkg-query")
        .args(["--show", "--showformat", "${db:Status-Status}", package])
        .read()
        .is_ok_and(|status| status == "installed")
}
