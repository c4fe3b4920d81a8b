//! `cargo xtask demo`: opens the sign-up app of the examples, and starts a server for it.

use std::env;
use std::io::{BufRead, BufReader};

use anyhow::{Result, bail};

use crate::package;
use crate::setup::{npm_ci, test_tools, tools};
use crate::task::{Task, minutes, say};
use crate::workspace::{Workspace, which};

/// The ways to run the app.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Show the app to the user, until Ctrl-C.
    Open,
    /// Use the app once in a browser without a window.
    Check,
}

/// Build the package, then show the app or check it.
pub(crate) fn run(workspace: &Workspace, mode: Mode) -> Result<()> {
    package::make(workspace)?;
    check_or_open(workspace, mode)
}

/// Do the same as [`run`], but with the package that was built last.
pub(crate) fn check_or_open(workspace: &Workspace, mode: Mode) -> Result<()> {
    let folder = workspace.root.join("examples/signup-app");
    let script = folder.join("demo.mjs");
    if !script.is_file() {
        bail!("{} is missing", script.display());
    }
    let server = workspace.server("dev")?;
    npm_ci(workspace, &folder)?;
    let tools = match mode {
        Mode::Check => test_tools(workspace)?,
        Mode::Open => tools(workspace)?,
    };
    let task = tools
        .task("node")?
        .arg(&script)
        .env("MATRICULA_TEST_SERVER_BIN", server)
        .env("SCREENSHOTS", workspace.target.join("screenshots"))
        .dir(&folder);
    match mode {
        Mode::Check => task.arg("--check").limit(minutes(15)).run(),
        Mode::Open => show(task),
    }
}

/// Print the output of the script, and open the first address in it.
fn show(task: Task) -> Result<()> {
    let mut process = task.start()?;
    let mut opened = false;
    for line in BufReader::new(process.stdout()?).lines() {
        let line = line?;
        say(&line);
        if let Some(address) = address(&line).filter(|_| !opened) {
            open(address);
            say("Ctrl-C ends the demo.");
            opened = true;
        }
    }
    process.wait()
}

fn address(line: &str) -> Option<&str> {
    let start = line.find("http://")?;
    line.get(start..)?.split(|c: char| c.is_whitespace() || c == '"').next()
}

fn open(address: &str) {
    let display = ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| env::var_os(name).is_some());
    let command: &[&str] = match env::consts::OS {
        "macos" => &["open"],
        "windows" => &["cmd", "/C", "start"],
        _ if display => &["xdg-open"],
        _ => return,
    };
    let [program, args @ ..] = command else { return };
    if which(program, &[]).is_none() {
        return;
    }
    if let Err(error) = Task::new(program).args(args).arg(address).limit(minutes(1)).run() {
        say(&format!("cannot open a browser, so open the address yourself: {error:#}"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_is_found_in_a_line() {
        assert_eq!(
            address("page: http://127.0.0.1:4000/ (Ctrl-C)"),
            Some("http://127.0.0.1:4000/")
        );
        assert_eq!(address("building"), None);
    }
}
