//! `cargo xtask setup`: what the other commands need on this machine, installed if it is missing.

mod browsers;
mod debian;
mod npm;
mod rust;
mod tools;

use std::env;
use std::path::PathBuf;
use std::thread;
use std::time::Instant;

use anyhow::{Context, Result, anyhow};

pub(crate) use self::npm::ci as npm_ci;
use crate::task::{self, Task, human, say};
use crate::workspace::Workspace;

/// What the set-up found or installed.
pub(crate) struct Tools {
    /// The rustup toolchain with the wasm32 target, if it is not the active one.
    toolchain: Option<&'static str>,
    folders: Vec<PathBuf>,
    wasm_target: PathBuf,
    pub(crate) chromium: PathBuf,
    pub(crate) firefox: PathBuf,
}

impl Tools {
    /// A program of the set-up or of the system, with the tools of the set-up before it on PATH.
    pub(crate) fn task(&self, program: &str) -> Result<Task> {
        let program = crate::workspace::which(program, &self.folders)
            .with_context(|| format!("{program} is not on PATH; install it and try again"))?;
        let path = env::var_os("PATH").unwrap_or_default();
        let path = env::join_paths(self.folders.iter().cloned().chain(env::split_paths(&path)))?;
        Ok(Task::new(program)
            .env("PATH", path)
            .env("CHROMIUM", &self.chromium)
            .env("FIREFOX", &self.firefox)
            .env("NPM_CONFIG_UPDATE_NOTIFIER", "false"))
    }

    /// As [`Tools::task`], for programs that compile to wasm: in a target folder of their own.
    pub(crate) fn wasm_task(&self, program: &str) -> Result<Task> {
        let task = self.task(program)?.env("CARGO_TARGET_DIR", &self.wasm_target);
        Ok(match self.toolchain {
            Some(toolchain) => task.env("RUSTUP_TOOLCHAIN", toolchain),
            None => task,
        })
    }
}

/// Find everything, install what is missing, and say what happened.
pub(crate) fn run(workspace: &Workspace) -> Result<Tools> {
    let started = Instant::now();
    npm::check_node()?;
    // First what only the user can mend, then what takes minutes.
    browsers::find_or_explain()?;
    rust::components(workspace)?;

    // apt and npm wait for the network, cargo for the processor.
    let (installed, found) = thread::scope(|scope| {
        let tools = scope.spawn(|| stop_others_on_error(tools::install(workspace)));
        let rest = stop_others_on_error(install_rest(workspace));
        (
            tools.join().unwrap_or_else(|_| Err(anyhow!("the installation of the tools panicked"))),
            rest,
        )
    });
    let ((toolchain, (chromium, firefox), npm_changed), tools_changed) = match (found, installed) {
        (Ok(found), Ok(changed)) => (found, changed),
        (Err(error), Ok(_)) | (Ok(_), Err(error)) => return Err(error),
        (Err(one), Err(other)) => return Err(anyhow!("{one:#}\n\nand: {other:#}")),
    };
    let changed = if npm_changed || tools_changed { "now installed" } else { "nothing to do" };
    say(&format!("set-up: everything is there, {changed} ({})", human(started.elapsed())));
    Ok(Tools {
        toolchain,
        folders: vec![tools::folder(workspace), npm::tools_folder(workspace)],
        wasm_target: workspace.target.join("wasm"),
        chromium,
        firefox,
    })
}

type Rest = (Option<&'static str>, (PathBuf, PathBuf), bool);

fn install_rest(workspace: &Workspace) -> Result<Rest> {
    let toolchain = rust::wasm_target(workspace)?;
    let browsers = browsers::install(workspace)?;
    let changed = npm::install(workspace)?;
    Ok((toolchain, browsers, changed))
}

/// One failure ends the set-up, so nobody waits minutes for the other half to end.
fn stop_others_on_error<T>(result: Result<T>) -> Result<T> {
    result.inspect_err(|_| task::stop_all())
}
