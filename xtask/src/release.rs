//! `cargo xtask release`: checks a release before it is published, and runs its steps. The workflow
//! `release.yml` runs these steps, and RELEASING.md explains them.

mod changelog;
mod check;
mod manifests;
mod packed;
mod program;
mod publish;
mod sbom;
mod shared;

use std::fs;

use anyhow::{Context, Result, bail};

use self::shared::{file, written};
use crate::workspace::Workspace;
use crate::{js, package};

/// Run one step of a release.
pub(crate) fn run(workspace: &Workspace, step: &[&str]) -> Result<()> {
    match step {
        ["--check"] => check::run(workspace, None),
        ["--check", tag] => check::run(workspace, Some(tag)),
        ["--notes"] => notes(workspace),
        ["--sbom"] => sbom::run(workspace),
        ["--program"] => program::run(workspace),
        ["--site"] => site(workspace),
        ["--publish-crates"] => publish::crates(workspace),
        ["--publish-npm"] => publish::npm(workspace),
        _ => bail!("`cargo xtask help` lists the steps of a release; RELEASING.md explains them"),
    }
}

/// Write the changelog's section of this version, as the text of the release.
fn notes(workspace: &Workspace) -> Result<()> {
    let changelog = fs::read_to_string(workspace.root.join(changelog::FILE))?;
    let section = changelog::section(&changelog, &workspace.version)
        .with_context(|| format!("{} has no section for {}", changelog::FILE, workspace.version))?;
    written(&file(workspace, "notes.md")?, section.text)
}

/// Build the site of the guide. The paths of the site begin with the name of the repository. The playground of the site
/// uses the packages, so the packages are built first.
fn site(workspace: &Workspace) -> Result<()> {
    package::both(workspace)?;
    let name = workspace.repository.rsplit('/').next().unwrap_or_default();
    js::site(workspace, &format!("/{name}/"))
}
