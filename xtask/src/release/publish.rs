//! Publishes the crates and the npm packages. A version that is already published is no error, so each step can be
//! repeated.

use anyhow::{Context, Result, bail};

use super::shared::PUBLISHED;
use crate::task::{Task, minutes, say};
use crate::workspace::{Workspace, which};

/// Publish the crates whose version is not published yet.
pub(super) fn crates(workspace: &Workspace) -> Result<()> {
    for name in PUBLISHED {
        let wanted = format!("{name}@{}", workspace.version);
        let found =
            workspace.cargo(&["info", "--quiet", "--registry", "crates-io", &wanted]).read();
        if found.is_ok() {
            say(&format!("the crate {wanted} is already published"));
            continue;
        }
        // Cargo does not verify the crate here: `cargo xtask release --check` has compiled it, and a
        // build script that runs here could read the token for crates.io.
        workspace
            .cargo(&["publish", "--no-verify", "--locked", "--package", name])
            .limit(minutes(15))
            .run()?;
    }
    Ok(())
}

/// Stage the npm packages whose version is not published yet. npm publishes a staged package when a person approves it.
/// `cargo xtask package` must have packed the packages before. If a staged package is not approved yet, reject it
/// before this step is repeated.
pub(super) fn npm(workspace: &Workspace) -> Result<()> {
    let npm = which("npm", &[]).context("npm is not on PATH")?;
    for name in PUBLISHED {
        let tarball = workspace.tarball(name);
        if !tarball.is_file() {
            bail!("{} is missing; `cargo xtask package` makes it", tarball.display());
        }
        let wanted = format!("{name}@{}", workspace.version);
        let found = Task::new(&npm).args(["view", &wanted, "version"]).read();
        if found.is_ok_and(|version| !version.is_empty()) {
            say(&format!("the npm package {wanted} is already published"));
            continue;
        }
        Task::new(&npm)
            .args(["stage", "publish"])
            .arg(&tarball)
            .args(["--access", "public", "--tag", channel(&workspace.version)])
            .run()
            .context("npm did not stage the package; this needs npm 11.15 or newer")?;
    }
    Ok(())
}

/// The version's tag on npm: `npm install` without a version takes `latest`.
fn channel(version: &str) -> &'static str {
    if version.contains('-') { "next" } else { "latest" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prerelease_is_not_the_latest() {
        assert_eq!(channel("1.0.0"), "latest");
        assert_eq!(channel("1.0.0-rc.1"), "next");
    }
}
