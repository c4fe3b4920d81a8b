//! `cargo xtask setup`: installs the tools that most commands need, if they are missing. A step that needs more tools
//! installs them itself.

mod browsers;
pub(crate) mod clang;
mod debian;
mod npm;
pub(crate) mod python;
mod rust;
mod tools;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::env;
use std::path::PathBuf;
use std::sync::OnceLock;
use std::time::Instant;

use anyhow::{Context, Result};

use self::browsers::Browsers;
pub(crate) use self::npm::ci as npm_ci;
pub(crate) use self::tools::cyclonedx;
use crate::task::{self, Task, human, say, together};
use crate::workspace::Workspace;

static PACKAGE_TOOLS: OnceLock<Tools> = OnceLock::new();
static TEST_TOOLS: OnceLock<Tools> = OnceLock::new();

/// The purpose of the tools.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Scope {
    /// Build the npm package.
    Package,
    /// Build the npm package, and test in browsers.
    Tests,
}

/// The tools that the set-up found or installed.
pub(crate) struct Tools {
    /// The rustup toolchain with the wasm32 target, if it is not the active toolchain.
    toolchain: Option<&'static str>,
    /// Whether the toolchain has the source of the standard library.
    pub(crate) has_library: bool,
    folders: Vec<PathBuf>,
    /// The target folder of the builds for wasm. Builds with the active toolchain use the folder of the other builds,
    /// because they need the same macros and build scripts.
    wasm_target: PathBuf,
    browsers: Option<Browsers>,
}

impl Tools {
    /// A task that runs a program of the set-up or of the system. In the PATH of the program, the tools
    /// of the set-up come first.
    pub(crate) fn task(&self, program: &str) -> Result<Task> {
        let program = crate::workspace::which(program, &self.folders)
            .with_context(|| format!("{program} is not on PATH; install it and try again"))?;
        let path = env::var_os("PATH").unwrap_or_default();
        let path = env::join_paths(self.folders.iter().cloned().chain(env::split_paths(&path)))?;
        let task = Task::new(program).env("PATH", path).env("NPM_CONFIG_UPDATE_NOTIFIER", "false");
        Ok(match &self.browsers {
            Some(browsers) => {
                task.env("CHROMIUM", &browsers.chromium).env("FIREFOX", &browsers.firefox)
            }
            None => task,
        })
    }

    /// The same as [`Tools::task`], for programs that compile to wasm.
    pub(crate) fn wasm_task(&self, program: &str) -> Result<Task> {
        let task = self.task(program)?;
        Ok(self.wasm_env().iter().fold(task, |task, (name, value)| task.env(name, value.as_ref())))
    }

    /// The environment variables for programs that compile to wasm.
    pub(crate) fn wasm_env(&self) -> BTreeMap<&'static str, Cow<'_, str>> {
        let toolchain = self.toolchain.map(|name| ("RUSTUP_TOOLCHAIN", name.into()));
        let target = ("CARGO_TARGET_DIR", self.wasm_target.to_string_lossy());
        toolchain.into_iter().chain([target]).collect()
    }
}

/// The tools that build the npm package; the first call sets them up.
pub(crate) fn tools(workspace: &Workspace) -> Result<&'static Tools> {
    match TEST_TOOLS.get() {
        Some(tools) => Ok(tools),
        None => set_up(workspace, Scope::Package, &PACKAGE_TOOLS),
    }
}

/// The same as [`tools()`], with the browsers and their drivers.
pub(crate) fn test_tools(workspace: &Workspace) -> Result<&'static Tools> {
    set_up(workspace, Scope::Tests, &TEST_TOOLS)
}

fn set_up(
    workspace: &Workspace,
    scope: Scope,
    tools: &'static OnceLock<Tools>,
) -> Result<&'static Tools> {
    if tools.get().is_none() {
        tools.set(run(workspace, scope)?).ok();
    }
    tools.get().context("the set-up returned no tools")
}

/// Find the tools, install what is missing, and say what happened.
fn run(workspace: &Workspace, scope: Scope) -> Result<Tools> {
    let started = Instant::now();
    let logged = task::logged();
    // The quick checks of the user's machine come first, before the slow steps.
    npm::check_node()?;
    if scope == Scope::Tests {
        browsers::check()?;
    }
    rust::components(workspace)?;

    // Both parts run at the same time: apt and npm wait for the network, while cargo uses the processor.
    let ((toolchain, browsers), ()) = together(
        || install_rest(workspace, scope),
        || tools::install(workspace, scope == Scope::Tests),
    )?;
    let has_library = rust::has_library(workspace, toolchain);
    let changed = if task::logged() == logged {
        "nothing was missing"
    } else {
        "missing tools were installed"
    };
    say(&format!("set-up: everything is there; {changed} ({})", human(started.elapsed())));
    Ok(Tools {
        toolchain,
        has_library,
        folders: vec![tools::folder(workspace), npm::tools_folder(workspace)],
        wasm_target: match toolchain {
            None => workspace.target.clone(),
            Some(_) => workspace.target.join("wasm"),
        },
        browsers,
    })
}

fn install_rest(
    workspace: &Workspace,
    scope: Scope,
) -> Result<(Option<&'static str>, Option<Browsers>)> {
    let toolchain = rust::wasm_target(workspace)?;
    let browsers = match scope {
        Scope::Package => None,
        Scope::Tests => Some(browsers::install(workspace)?),
    };
    npm::install(workspace)?;
    if scope == Scope::Tests {
        python::install_where_possible(workspace)?;
    }
    Ok((toolchain, browsers))
}
