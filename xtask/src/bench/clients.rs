//! Compares client libraries: in Rust with `benches`, in JavaScript with `js-tests/bench`.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::package;
use crate::setup::{npm_ci, test_tools};
use crate::task::{minutes, say};
use crate::workspace::Workspace;

/// The benchmarks in Rust. The second is outside the workspace, because one of its dependencies takes longer to build
/// than the whole workspace.
const NATIVE: [&[&str]; 2] = [
    &["bench", "--quiet", "--package", "matricula", "--bench", "calls"],
    &[
        "run",
        "--quiet",
        "--release",
        "--locked",
        "--manifest-path",
        "benches/fusionauth/Cargo.toml",
    ],
];

/// Measures in Rust. Then `js-tests/bench` measures in JavaScript, and writes `docs/bench.md`,
/// `docs/bench.svg` and a part of the README.
pub(super) fn run(workspace: &Workspace, server: &Path) -> Result<()> {
    if !workspace.tarball("matricula").is_file() {
        package::make(workspace)?;
    }
    let folder = workspace.root.join("js-tests/bench");
    npm_ci(workspace, &folder)?;
    install(workspace, &folder)?;

    say("calls in Rust …");
    let mut native: Vec<Value> = Vec::new();
    for command in NATIVE {
        let measured = workspace
            .cargo(command)
            .env("CARGO_TARGET_DIR", &workspace.target)
            .env("MATRICULA_TEST_SERVER_BIN", server)
            .limit(minutes(20))
            .read()?;
        native.extend(serde_json::from_str::<Vec<Value>>(&measured)?);
    }
    test_tools(workspace)?
        .task("node")?
        .arg("run.mjs")
        .env("MATRICULA_PROJECT", &folder)
        .env("MATRICULA_TEST_SERVER_BIN", server)
        .env("MATRICULA_NATIVE", Value::from(native).to_string())
        .dir(&folder)
        .limit(minutes(15))
        .run()
}

/// Installs the package of the last build beside the other clients.
fn install(workspace: &Workspace, folder: &Path) -> Result<()> {
    let installed = folder.join("node_modules/matricula");
    fs::remove_dir_all(&installed).ok();
    fs::create_dir_all(&installed)?;
    for entry in fs::read_dir(package::folder(workspace))? {
        let entry = entry?;
        fs::copy(entry.path(), installed.join(entry.file_name()))
            .with_context(|| format!("cannot copy {}", entry.path().display()))?;
    }
    Ok(())
}
