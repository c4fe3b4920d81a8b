//! Python, and the Python packages that some steps need. The packages are in a virtual environment
//! in the target folder.

use std::env::consts::EXE_SUFFIX;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::debian;
use crate::task::{Task, minutes};
use crate::workspace::{Workspace, which};

/// A program in Python. It fails if the Python that runs it is too old, or cannot create a virtual environment.
const PROBE: &str = "import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 10))";

/// Install the packages if they are missing. If there is no Python and it cannot be installed, do nothing: later, only
/// the steps that need Python fail.
pub(super) fn install_where_possible(workspace: &Workspace) -> Result<()> {
    match python() {
        Some(_) => install(workspace).map(drop),
        None if debian::is_ours() => install(workspace).map(drop),
        None => Ok(()),
    }
}

/// Install the packages that `xtask/requirements.txt` lists; returns the folder of their programs.
pub(crate) fn install(workspace: &Workspace) -> Result<PathBuf> {
    let requirements = workspace.root.join("xtask/requirements.txt");
    let wanted = fs::read(&requirements)
        .with_context(|| format!("cannot read {}", requirements.display()))?;
    let folder = workspace.target.join("python");
    let programs = folder.join(if cfg!(windows) { "Scripts" } else { "bin" });
    let stamp = folder.join("installed-requirements.txt");
    if fs::read(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(programs);
    }
    let python = found(workspace)?;
    Task::new(python)
        .args(["-m", "venv", "--clear"])
        .arg(&folder)
        .run_logged("an environment for Python", &workspace.log("python-venv"))?;
    Task::new(programs.join(format!("python{EXE_SUFFIX}")))
        .args(["-m", "pip", "install", "--disable-pip-version-check", "--requirement"])
        .arg(&requirements)
        .limit(minutes(10))
        .run_logged(
            "Python packages of xtask/requirements.txt",
            &workspace.log("python-packages"),
        )?;
    fs::write(&stamp, &wanted)?;
    Ok(programs)
}

fn found(workspace: &Workspace) -> Result<PathBuf> {
    if python().is_none() && debian::is_ours() {
        debian::install(workspace, &["python3", "python3-venv"])?;
    }
    let Some(python) = python() else {
        bail!(
            "missing: Python 3.10 or newer with its modules venv and ensurepip.\nThe OpenAPI document \
             and the workflows are checked by programs in Python. Install Python from https://www.python.org or with \
             the packages of your system, for example on Debian:\n  sudo apt-get install python3 python3-venv"
        )
    };
    Ok(python)
}

fn python() -> Option<PathBuf> {
    let good = |path: &Path| Task::new(path).args(["-c", PROBE]).read().is_ok();
    ["python3", "python"].iter().filter_map(|name| which(name, &[])).find(|path| good(path))
}
