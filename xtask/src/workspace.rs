//! The repository on this machine: its folders, and the versions in its manifests.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::Value;

use crate::task::{Task, minutes};

/// The flag of cargo that gives dependencies the same features as in tests. Without this flag, cargo builds dozens of
/// dependencies twice. Our packages have no example targets, so this flag adds no example to the build.
pub(crate) const AS_FOR_TESTS: &str = "--examples";

/// This repository on this machine.
pub(crate) struct Workspace {
    pub(crate) root: PathBuf,
    pub(crate) target: PathBuf,
    /// The version of all published crates and npm packages.
    pub(crate) version: String,
    /// The oldest Rust that the crate promises to work with.
    pub(crate) rust: String,
    /// The address of the repository on the web.
    pub(crate) repository: String,
}

impl Workspace {
    pub(crate) fn find() -> Result<Self> {
        let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name("Cargo.toml");
        let metadata = Task::new("cargo")
            .args(["metadata", "--no-deps", "--format-version", "1", "--manifest-path"])
            .arg(manifest)
            .read()?;
        let metadata: Value = serde_json::from_str(&metadata)?;
        let text = |value: Option<&Value>| value.and_then(Value::as_str).map(str::to_owned);
        let package = metadata.get("packages").and_then(Value::as_array).and_then(|packages| {
            packages
                .iter()
                .find(|package| package.get("name").is_some_and(|name| name == "matricula"))
        });
        Ok(Self {
            root: text(metadata.get("workspace_root"))
                .context("cargo metadata names no workspace")?
                .into(),
            target: text(metadata.get("target_directory"))
                .context("cargo metadata names no target folder")?
                .into(),
            version: text(package.and_then(|package| package.get("version")))
                .context("cargo metadata names no version of matricula")?,
            rust: text(package.and_then(|package| package.get("rust_version")))
                .context("the Cargo.toml of matricula has no rust-version")?,
            repository: text(package.and_then(|package| package.get("repository")))
                .context("the Cargo.toml of matricula has no repository")?,
        })
    }

    /// A cargo command with the toolchain of the user, in the repository.
    pub(crate) fn cargo(&self, args: &[&str]) -> Task {
        Task::new("cargo").args(args).dir(&self.root)
    }

    /// Run all tests, or those that the arguments of `cargo test` select.
    pub(crate) fn test(&self, args: &[&str]) -> Result<()> {
        self.cargo(&["test", "--workspace"]).args(args).limit(minutes(25)).run()
    }

    /// Builds all test targets of this workspace with the name `name`. Returns the test program of the package in the
    /// folder `package`.
    pub(crate) fn tests_of(&self, package: &str, name: &str) -> Result<PathBuf> {
        let told = self
            .cargo(&["test", "--workspace", "--test", name, "--no-run", "--message-format", "json"])
            .limit(minutes(25))
            .read()?;
        let manifest = self.root.join(package).join("Cargo.toml");
        told.lines()
            .filter_map(|line| serde_json::from_str::<Value>(line).ok())
            .filter(|built| built.pointer("/target/name").is_some_and(|found| found == name))
            .filter(|built| {
                built
                    .get("manifest_path")
                    .is_some_and(|found| manifest.as_os_str() == found.as_str().unwrap_or_default())
            })
            .find_map(|built| Some(built.get("executable")?.as_str()?.into()))
            .with_context(|| format!("cargo built no tests called `{name}` in {package}"))
    }

    /// Builds the test server in `profile`, and returns its path.
    pub(crate) fn server(&self, profile: &str) -> Result<PathBuf> {
        self.program("matricula-test-server", profile)
    }

    /// Builds a program of this workspace in `profile`, and returns its path.
    pub(crate) fn program(&self, name: &str, profile: &str) -> Result<PathBuf> {
        let features = (profile == "dev").then_some(AS_FOR_TESTS);
        self.cargo(&["build", "--workspace", "--bin", name, "--profile", profile])
            .args(features)
            .limit(minutes(25))
            .run()?;
        let folder = if profile == "dev" { "debug" } else { profile };
        Ok(self.target.join(folder).join(format!("{name}{}", env::consts::EXE_SUFFIX)))
    }

    /// The path of a packed npm package.
    pub(crate) fn tarball(&self, package: &str) -> PathBuf {
        self.target.join("npm").join(format!("{package}-{}.tgz", self.version))
    }

    /// The version of a crate in Cargo.lock.
    pub(crate) fn locked(&self, name: &str) -> Result<String> {
        let path = self.root.join("Cargo.lock");
        let lock =
            fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let entry = format!("name = \"{name}\"\nversion = \"");
        lock.split_once(&entry)
            .and_then(|(_, rest)| rest.split_once('"'))
            .map(|(version, _)| version.to_owned())
            .with_context(|| format!("Cargo.lock names no {name}"))
    }

    /// The path of the log file for the output of one program.
    pub(crate) fn log(&self, name: &str) -> PathBuf {
        self.target.join("xtask").join(format!("{name}.log"))
    }
}

/// The path of a program, in the given folders or on PATH.
pub(crate) fn which(program: &str, first: &[PathBuf]) -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let names = [format!("{program}{}", env::consts::EXE_SUFFIX), format!("{program}.cmd")];
    let names = if cfg!(windows) { names.as_slice() } else { &names[..1] };
    first
        .iter()
        .cloned()
        .chain(env::split_paths(&path))
        .flat_map(|folder| names.iter().map(move |name| folder.join(name)).collect::<Vec<_>>())
        .find(|file| file.is_file())
}
