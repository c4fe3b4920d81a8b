//! `cargo xtask bench`: checks the test server's time and memory; compares client libraries.

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
