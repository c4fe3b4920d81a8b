//! `cargo xtask bench`: checks the test server's time and memory; compares client libraries.

mod clients;
mod server;

use anyhow::{Context, Result, bail};

use crate::task::minutes;
use crate::workspace::Workspace;

/// Measure, print and write the figures, and fail when a limit is exceeded.
pub(crate) fn run(workspace: &Workspace) -> Result<()> {
    let program = workspace.server("release")?;
    let outcomes = [server::run(&program), load(workspace), clients::run(workspace, &program)];
    let failed: Vec<String> =
        outcomes.into_iter().filter_map(|outcome| Some(format!("{:#}", outcome.err()?))).collect();
    if failed.is_empty() { Ok(()) } else { bail!("{}", failed.join("; ")) }
}

/// Measure how much load the server takes, and write the page about it.
fn load(workspace: &Workspace) -> Result<()> {
    workspace
        .cargo(&["bench", "--package", "matricula-test-server", "--bench", "load", "--", "--write"])
        .arg(workspace.root.join("docs/bench-server.md"))
        .limit(minutes(20))
        .run()
        .context("the test server's load")
}
