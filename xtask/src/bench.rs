//! `cargo xtask bench`: measures the test server's time, memory and load; compares client libraries.

mod clients;
mod server;

use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::package;
use crate::server::Server;
use crate::setup::tools;
use crate::task::minutes;
use crate::workspace::Workspace;

/// Measure, print and write the figures, and fail when a figure is outside its limit.
pub(crate) fn run(workspace: &Workspace) -> Result<()> {
    let program = workspace.server("release")?;
    let outcomes =
        [server::run(&program), load(workspace, &program), clients::run(workspace, &program)];
    let failed: Vec<String> =
        outcomes.into_iter().filter_map(|outcome| Some(format!("{:#}", outcome.err()?))).collect();
    if failed.is_empty() { Ok(()) } else { bail!("{}", failed.join("; ")) }
}

/// Measure the load that the server can take, the time of its calls with many users, and the size and
/// speed of its npm package; write the page about all three.
fn load(workspace: &Workspace, program: &Path) -> Result<()> {
    let page = workspace.root.join("docs/bench-server.md");
    let run = |bench: &str, flag: &str| {
        let bench = ["bench", "--package", "matricula-test-server", "--bench", bench, "--", flag];
        workspace.cargo(&bench).arg(&page).limit(minutes(20)).run()
    };
    let load = run("load", "--write").context("the test server's load");
    let flat = run("flat", "--append").context("the test server with many users");
    package::server(workspace)?;
    let package = package::server_folder(workspace);
    let server = Server::start(program, &["--password-hash", "cheap"])?;
    tools(workspace)?
        .task("node")?
        .arg(workspace.root.join("js-tests/bench/test-server.mjs"))
        .args([package.as_path(), Path::new(&server.url), &page])
        .run()?;
    load.and(flat)
}
