//! The programs that cargo installs into the target folder: wasm-pack, wasm-bindgen, geckodriver, cargo-cyclonedx.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use crate::task::{Task, minutes};
use crate::workspace::{Workspace, which};

struct Tool {
    program: &'static str,
    package: &'static str,
    version: String,
    /// Whether only tests use the program. The tests accept any version.
    driver: bool,
    /// Whether the lock file of the package can be used.
    locked: bool,
    /// The packages that do the work of the program. They are optimised, because the checks start the program often.
    hot: &'static [&'static str],
}

fn wanted(workspace: &Workspace) -> Result<[Tool; 3]> {
    Ok([
        Tool {
            program: "wasm-pack",
            package: "wasm-pack",
            version: "0.15.1".to_owned(),
            driver: false,
            locked: true,
            hot: &[],
        },
        Tool {
            program: "wasm-bindgen",
            package: "wasm-bindgen-cli",
            version: workspace.locked("wasm-bindgen")?,
            driver: false,
            // Its lock file names a prerelease that no longer exists.
            locked: false,
            hot: &["wasm-bindgen-cli-support", "walrus", "wasmparser", "wasm-encoder"],
        },
        Tool {
            program: "geckodriver",
            package: "geckodriver",
            version: "0.37.1".to_owned(),
            driver: true,
            locked: true,
            hot: &[],
        },
    ])
}

/// The folder of these programs.
pub(super) fn folder(workspace: &Workspace) -> PathBuf {
    workspace.target.join("tools").join("bin")
}

/// Install the programs that are missing or have another version. The programs that only tests use are installed only
/// if `with_drivers` is true and they are missing.
pub(super) fn install(workspace: &Workspace, with_drivers: bool) -> Result<()> {
    for tool in wanted(workspace)? {
        let unused = tool.driver && !with_drivers;
        if !unused && !tool.is_there(workspace) {
            tool.install(workspace)?;
        }
    }
    Ok(())
}

/// Install the program that writes software bills of materials, if it is missing or has another version. Returns its
/// path.
pub(crate) fn cyclonedx(workspace: &Workspace) -> Result<PathBuf> {
    let tool = Tool {
        program: "cargo-cyclonedx",
        package: "cargo-cyclonedx",
        version: "0.5.9".to_owned(),
        driver: false,
        locked: true,
        hot: &[],
    };
    if !tool.is_there(workspace) {
        tool.install(workspace)?;
    }
    which(tool.program, &[folder(workspace)]).context("cargo-cyclonedx was not installed")
}

impl Tool {
    fn is_there(&self, workspace: &Workspace) -> bool {
        let Some(program) = which(self.program, &[folder(workspace)]) else { return false };
        // Cargo calls `cargo-cyclonedx` with the first argument `cyclonedx`, so this call must do the same.
        let command = self.program.strip_prefix("cargo-");
        let Ok(version) = Task::new(program).args(command).arg("--version").read() else {
            return false;
        };
        self.driver || version.split_whitespace().any(|word| word == self.version)
    }

    fn install(&self, workspace: &Workspace) -> Result<()> {
        let root = workspace.target.join("tools");
        let optimised = self.hot.iter().flat_map(|package| {
            ["--config".to_owned(), format!("profile.release.package.{package}.opt-level=2")]
        });
        Task::new("cargo")
            .args(["install", self.package, "--version", &format!("={}", self.version), "--force"])
            .args(self.locked.then_some("--locked"))
            .args(optimised)
            .arg("--root")
            .arg(&root)
            // The tools share dependencies, so they are built in one folder. A short build matters more than fast
            // programs.
            .env("CARGO_TARGET_DIR", root.join("build"))
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0")
            .env("CARGO_PROFILE_RELEASE_LTO", "off")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
            .env("CARGO_PROFILE_RELEASE_DEBUG", "0")
            .dir(&workspace.root)
            .limit(minutes(20))
            .run_logged(
                &format!("building {} {}", self.package, self.version),
                &workspace.log(&format!("install-{}", self.package)),
            )?;
        if !self.is_there(workspace) {
            bail!("{} was installed into {}, but does not run", self.program, root.display());
        }
        Ok(())
    }
}
