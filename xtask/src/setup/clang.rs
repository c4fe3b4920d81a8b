//! The C compiler for wasm: SQLite in the npm package of the test server is written in C.

use std::env;

use anyhow::{Result, bail};

use super::debian;
use crate::task::Task;
use crate::workspace::{Workspace, which};

/// The environment variable in which a developer can name a compiler other than `clang`.
const VARIABLE: &str = "CC_wasm32_unknown_unknown";

/// Check that there is a compiler. If there is none, and this user may install packages of Debian, install one. Fail if
/// there is still none.
pub(crate) fn install(workspace: &Workspace) -> Result<()> {
    if !is_there() && debian::is_ours() {
        debian::install(workspace, &["clang", "llvm"])?;
    }
    if is_there() {
        return Ok(());
    }
    bail!(
        "missing: a C compiler for wasm32.\nThe npm package of the test server contains SQLite, which is \
         written in C. Install clang and llvm with the packages of your system, for example on Debian:\n  \
         sudo apt-get install clang llvm\nor name a compiler in the variable {VARIABLE}"
    )
}

fn is_there() -> bool {
    if env::var_os(VARIABLE).is_some() {
        return true;
    }
    let Some(clang) = which("clang", &[]) else { return false };
    // The clang of Xcode cannot compile to wasm.
    let targets = Task::new(clang).arg("--print-targets").read();
    targets.is_ok_and(|targets| targets.contains("wasm32")) && which("llvm-ar", &[]).is_some()
}
