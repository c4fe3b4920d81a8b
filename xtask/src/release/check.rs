//! `cargo xtask release --check`: checks what must be true before a release. The command publishes
//! nothing. After most faults it goes on, and at the end it names all the faults.

use std::env;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use super::changelog;
use super::manifests::{self, Package};
use super::packed::{self, ARCHIVES, Archive};
use super::shared::PUBLISHED;
use crate::package;
use crate::task::{Task, minutes, say};
use crate::workspace::Workspace;

const SECURITY: &str = "SECURITY.md";

/// Check everything; `given` is the tag of the release.
pub(super) fn run(workspace: &Workspace, given: Option<&str>) -> Result<()> {
    let version = &workspace.version;
    let read = |path: &str| {
        fs::read_to_string(workspace.root.join(path)).with_context(|| format!("cannot read {path}"))
    };
    let mut broken = Vec::new();
    broken.extend(given.and_then(|given| manifests::tag(given, version)));
    broken.extend(manifests::owner(&workspace.repository, here().as_deref()));
    broken.extend(manifests::crates(&manifests::read(workspace)?, version));
    broken.extend(changelog::check(&read(changelog::FILE)?, version));
    broken.extend(security(&read(SECURITY)?));

    pack(workspace)?;
    let list = read(packed::LIST)?;
    for archive in &ARCHIVES {
        broken.extend(archive.check(workspace, &list)?);
        if !archive.is_crate() {
            let manifest = packed::read(&archive.path(workspace), "package.json")?;
            let manifest: Package = serde_json::from_str(&manifest)
                .with_context(|| format!("package.json in {}", archive.name))?;
            broken.extend(manifest.check(version, &workspace.repository));
        }
    }
    broken.extend(package::check_sizes(workspace).err().map(|error| format!("{error:#}")));
    broken.extend(compile(workspace).err().map(|error| format!("{error:#}")));

    if broken.is_empty() {
        say(&format!("{version} can be released"));
        return Ok(());
    }
    bail!("{version} cannot be released yet:\n- {}", broken.join("\n- "))
}

/// The address of the repository, if this command runs in a workflow of GitHub.
fn here() -> Option<String> {
    let (server, name) = (env::var("GITHUB_SERVER_URL").ok()?, env::var("GITHUB_REPOSITORY").ok()?);
    Some(format!("{server}/{name}"))
}

/// A complaint if the page has no e-mail address for security reports.
fn security(page: &str) -> Option<String> {
    let is_mail = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        word.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
    };
    (!page.split_whitespace().any(is_mail))
        .then(|| format!("{SECURITY}: replace ADDRESS with an e-mail address for reports"))
}

/// Pack both crates.
fn pack(workspace: &Workspace) -> Result<()> {
    workspace
        .cargo(&["package", "--quiet", "--no-verify", "--allow-dirty"])
        .args(PUBLISHED.iter().flat_map(|name| ["--package", name]))
        .run()
}

/// Compile the packed crates and their tests, as the users of the crates get them.
fn compile(workspace: &Workspace) -> Result<()> {
    let folder = workspace.target.join("release-check");
    fs::remove_dir_all(&folder).ok();
    fs::create_dir_all(&folder)?;
    let unpacked = |archive: &Archive| -> PathBuf {
        folder.join(format!("{}-{}", archive.package, workspace.version))
    };
    let crates: Vec<&Archive> = ARCHIVES.iter().filter(|archive| archive.is_crate()).collect();
    let mut patches = Vec::new();
    for archive in &crates {
        Task::new("tar").arg("-xzmf").arg(archive.path(workspace)).arg("-C").arg(&folder).read()?;
        let path = serde_json::to_string(&unpacked(archive))?;
        patches.push(format!("patch.crates-io.{}.path={path}", archive.package));
    }
    for archive in crates {
        let other =
            patches.iter().filter(|patch| !patch.contains(&format!(".{}.", archive.package)));
        workspace
            .cargo(&["check", "--all-targets", "--manifest-path"])
            .arg(unpacked(archive).join("Cargo.toml"))
            .args(other.flat_map(|patch| ["--config", patch]))
            .env("CARGO_TARGET_DIR", &workspace.target)
            .limit(minutes(20))
            .run_logged(
                &format!("compiling {} as it is packed", archive.package),
                &workspace.log(&format!("release-{}", archive.package)),
            )?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_security_page_without_an_e_mail_address_is_reported() {
        assert_eq!(security("Write to <security@example.org>."), None);
        assert_eq!(security("Write to [us](mailto:security@example.org)."), None);
        for page in ["Write to ADDRESS.", "Write to @ada.", "Write to security@here"] {
            assert!(security(page).unwrap().contains("ADDRESS"), "{page}");
        }
    }
}
