//! `cargo xtask bench`: compares the test server with its limits, and the client with others.

mod clients;
mod server;

use anyhow::{Result, bail};

use crate::workspace::Workspace;

/// Measure, print and write the figures, and fail when a limit is exceeded.
pub(crate) fn run(workspace: &Workspace) -> Result<()> {
    let program = workspace.server("release")?;
    match (server::run(&program), clients::run(workspace, &program)) {
        (Ok(()), outcome) | (outcome, Ok(())) => outcome,
        (Err(one), Err(other)) => bail!("{one:#}; {other:#}"),
    }
}
