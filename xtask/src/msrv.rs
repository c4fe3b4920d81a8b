//! The oldest Rust that the packages promise to work with: `rust-version` in their Cargo.toml.

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use crate::task::{Task, minutes, say};
use crate::workspace::Workspace;

/// The parts of `cargo metadata` that are read here.
#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
    workspace_members: Vec<String>,
    resolve: Resolve,
}

#[derive(Deserialize)]
struct Package {
    id: String,
    name: String,
    version: String,
    rust_version: Option<String>,
}

#[derive(Deserialize)]
struct Resolve {
    nodes: Vec<Node>,
}

#[derive(Deserialize)]
struct Node {
    id: String,
    deps: Vec<Dependency>,
}

#[derive(Deserialize)]
struct Dependency {
    pkg: String,
    dep_kinds: Vec<Kind>,
}

#[derive(Deserialize)]
struct Kind {
    kind: Option<String>,
}

/// Combinations of features for native programs. The documentation of the crate names these features. [`run`] also
/// compiles the crate with all features.
const NATIVE: [&str; 5] = [
    "reqwest,fusio",
    "reqwest,fusionauth",
    "reqwest,fusio,fusionauth",
    "reqwest,fusio,own-http",
    "reqwest,fusio,tracing",
];
/// Combinations of features for wasm. The feature `reqwest` has no effect there.
const WASM: [&str; 7] = [
    "fusio",
    "fusionauth",
    "js,fusio",
    "js,fusionauth",
    "reqwest,fusio,fusionauth,js-values,tracing",
    "reqwest-wasm,fusio,fusionauth",
    // `classes` includes `js`.
    "classes,fusio,fusionauth,session",
];

/// Check the dependencies, and compile the crate with the oldest Rust.
pub(crate) fn run(workspace: &Workspace) -> Result<()> {
    dependencies(workspace)?;
    let Some(check) = cargo(workspace, "check", &["--all-features"])? else {
        return missing(&format!(
            "NOT COMPILED with Rust {}: only the dependencies were checked",
            workspace.rust
        ));
    };
    let promised = || format!("the crate promises to work with Rust {}", workspace.rust);
    check.run().with_context(promised)?;
    let combined = |features, target: &[&str]| {
        let args = [&["--no-default-features", "--features", features], target].concat();
        cargo(workspace, "check", &args)?.context("rustup has no toolchain")?.run()
    };
    for features in NATIVE {
        combined(features, &[]).with_context(promised)?;
    }
    let wasm = "wasm32-unknown-unknown";
    let log = workspace.log("rustup-msrv-wasm");
    let installed = Task::new("rustup")
        .args(["target", "add", wasm, "--toolchain", &workspace.rust])
        .limit(minutes(3))
        .run_logged(&format!("adding {wasm} to Rust {}", workspace.rust), &log);
    if installed.is_err() {
        return missing(&format!(
            "NOT COMPILED for {wasm}: rustup could not install it; see {}",
            log.display()
        ));
    }
    for features in WASM {
        combined(features, &["--target", wasm]).with_context(promised)?;
    }
    Ok(())
}

/// Says what was not checked. In CI this is an error: otherwise nobody would read it.
fn missing(what: &str) -> Result<()> {
    if env::var_os("CI").is_some() {
        bail!("{what}");
    }
    say(what);
    Ok(())
}

/// Check that no dependency needs a newer Rust than the crate of the workspace that uses it.
pub(crate) fn dependencies(workspace: &Workspace) -> Result<()> {
    Metadata::read(workspace)?.check()
}

/// A command of cargo for the crate, with the oldest Rust; `None` if rustup cannot install that Rust.
pub(crate) fn cargo(workspace: &Workspace, command: &str, args: &[&str]) -> Result<Option<Task>> {
    let (rust, log) = (workspace.rust.as_str(), workspace.log("rustup-msrv"));
    if Task::new("rustup").args(["run", rust, "cargo", "--version"]).read().is_err() {
        let installed = Task::new("rustup")
            .args(["toolchain", "install", rust, "--profile", "minimal", "--no-self-update"])
            .limit(minutes(3))
            .run_logged(&format!("installing Rust {rust} with rustup"), &log);
        if installed.is_err() {
            say(&format!("rustup could not install Rust {rust}; see {}", log.display()));
            return Ok(None);
        }
    }
    let task = Task::new("rustup")
        .args(["run", rust, "cargo", command, "--package", "matricula"])
        .args(args)
        .args(["--locked", "--target-dir"])
        .arg(folder(workspace))
        .env("RUSTFLAGS", "-D warnings")
        // This variable lets rustdoc write JSON. `cargo check` gets the variable, too: otherwise
        // cargo would compile the dependencies twice. The variable allows unstable features only in the
        // crate `matricula`. The step `clippy` runs without the variable, so it refuses unstable features.
        .env("RUSTC_BOOTSTRAP", "matricula")
        .dir(&workspace.root)
        .limit(minutes(15));
    Ok(Some(task))
}

/// The target folder of the commands that [`cargo`] returns.
pub(crate) fn folder(workspace: &Workspace) -> PathBuf {
    workspace.target.join("msrv")
}

impl Metadata {
    fn read(workspace: &Workspace) -> Result<Self> {
        let text = workspace
            .cargo(&["metadata", "--format-version", "1", "--all-features", "--locked"])
            .read()?;
        serde_json::from_str(&text).context("cargo metadata is not as expected")
    }

    fn check(&self) -> Result<()> {
        let packages: BTreeMap<_, _> = self.packages.iter().map(|p| (p.id.as_str(), p)).collect();
        let mut newer = Vec::new();
        for member in self.workspace_members.iter().filter_map(|id| packages.get(id.as_str())) {
            let Some(ours) = member.rust_version.as_deref() else { continue };
            for needed in self.needed_by(&member.id).iter().filter_map(|id| packages.get(id)) {
                if let Some(theirs) = needed.rust_version.as_deref()
                    && release(theirs)? > release(ours)?
                {
                    newer.push(format!(
                        "{} promises to work with Rust {ours}, but {} {} needs {theirs}",
                        member.name, needed.name, needed.version
                    ));
                }
            }
        }
        if !newer.is_empty() {
            bail!("{}", newer.join("\n"));
        }
        Ok(())
    }

    /// A package and everything that its users compile with it, on any target.
    fn needed_by<'a>(&'a self, package: &'a str) -> BTreeSet<&'a str> {
        let nodes: BTreeMap<_, _> = self.resolve.nodes.iter().map(|n| (n.id.as_str(), n)).collect();
        let mut needed = BTreeSet::new();
        let mut next = vec![package];
        while let Some(id) = next.pop() {
            if !needed.insert(id) {
                continue;
            }
            for dependency in nodes.get(id).iter().flat_map(|node| &node.deps) {
                if dependency.dep_kinds.iter().any(|kind| kind.kind.as_deref() != Some("dev")) {
                    next.push(&dependency.pkg);
                }
            }
        }
        needed
    }
}

/// The major and minor version. The patch version has no effect: rustup installs the newest patch.
fn release(version: &str) -> Result<(u64, u64)> {
    let mut parts = version.split('.').map(str::parse);
    match (parts.next(), parts.next()) {
        (Some(Ok(major)), Some(Ok(minor))) => Ok((major, minor)),
        _ => bail!("`{version}` is not a version of Rust"),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// The package `ours` promises Rust 1.89; a dependency of its dependency needs the Rust `last`.
    fn metadata(kind: Option<&str>, last: &str) -> Metadata {
        let package = |id: &str, rust: &str| json!({"id": id, "name": id, "version": "1.0.0", "rust_version": rust});
        let needs =
            |id: &str, kind: Option<&str>| json!({"pkg": id, "dep_kinds": [{"kind": kind}]});
        serde_json::from_value(json!({
            "packages": [package("ours", "1.89"), package("between", "1.70.0"), package("last", last)],
            "workspace_members": ["ours"],
            "resolve": {"nodes": [
                {"id": "ours", "deps": [needs("between", kind)]},
                {"id": "between", "deps": [needs("last", None)]},
                {"id": "last", "deps": []},
            ]},
        }))
        .unwrap()
    }

    #[test]
    fn a_dependency_that_needs_a_newer_rust_is_named() {
        let error = metadata(None, "1.90").check().unwrap_err().to_string();
        assert_eq!(error, "ours promises to work with Rust 1.89, but last 1.0.0 needs 1.90");
        assert!(metadata(Some("build"), "1.90.0").check().is_err());
    }

    #[test]
    fn an_older_rust_and_dependencies_of_tests_are_accepted() {
        assert!(metadata(None, "1.89.0").check().is_ok());
        assert!(metadata(None, "1.9").check().is_ok());
        assert!(metadata(Some("dev"), "1.90").check().is_ok());
    }
}
