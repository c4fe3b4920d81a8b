//! The commands of this repository: `cargo xtask help` lists them.

mod task;
mod workspace;

mod api;
mod bench;
mod bless;
mod demo;
mod fuzz;
mod generate;
mod js;
mod msrv;
mod openapi;
mod package;
mod release;
mod server;
mod setup;
mod test;
mod tidy;
mod workflows;

use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::{Context, Result, bail};

use crate::workspace::Workspace;

const HELP: &str = "\
cargo xtask demo [--check]                 open the sign-up app in your browser, with a test server
cargo xtask test [--list|--quick] [STEP…]  run all checks, or the quick ones, or the named steps; --list prints their names
cargo xtask setup                          install the tools; the other commands do this by themselves
cargo xtask package                        build the npm packages in target/npm/
cargo xtask bench                          measure the test server's start time, memory and load; compare client libraries
cargo xtask soak                           test a session in several tabs of each browser, for minutes
cargo xtask kills                          kill the test server 120 times under load; count the lost writes
cargo xtask fuzz [NAME…]                   fuzz the decoders and the test server; keep the inputs that reach more code
cargo xtask generate                       write the files that are made from the declared operations: lists, tables, JavaScript classes
cargo xtask bless                          write the snapshots again
cargo xtask release --check [TAG]          check a release before it is published
cargo xtask release STEP                   --notes, --sbom, --program, --site, --publish-crates or --publish-npm
";

/// Set by Ctrl-C.
static INTERRUPTED: AtomicBool = AtomicBool::new(false);

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        // The user has stopped the command, so the error says nothing new.
        Err(_) if INTERRUPTED.load(Ordering::Relaxed) => ExitCode::from(130),
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    // The children are in process groups that Ctrl-C does not reach, so the handler stops them.
    ctrlc::set_handler(|| {
        INTERRUPTED.store(true, Ordering::Relaxed);
        task::stop_all();
        std::process::exit(130);
    })
    .context("cannot watch for Ctrl-C")?;

    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match args.as_slice() {
        ["setup"] => setup::test_tools(&Workspace::find()?).map(drop),
        ["demo"] => demo::run(&Workspace::find()?, demo::Mode::Open),
        ["demo", "--check"] => demo::run(&Workspace::find()?, demo::Mode::Check),
        ["test", "--list"] => {
            test::list();
            Ok(())
        }
        ["test", steps @ ..] => test::run(&Workspace::find()?, steps),
        ["package"] => package::run(&Workspace::find()?),
        ["bench"] => bench::run(&Workspace::find()?),
        ["soak"] => js::soak(&Workspace::find()?),
        ["kills"] => test::kills(&Workspace::find()?),
        ["fuzz", names @ ..] => fuzz::run(&Workspace::find()?, names),
        ["generate"] => generate::run(&Workspace::find()?),
        ["release", step @ ..] => release::run(&Workspace::find()?, step),
        ["bless"] => bless::run(&Workspace::find()?),
        [] | ["help" | "-h" | "--help"] => {
            print!("{HELP}");
            Ok(())
        }
        other => bail!("there is no command `{}`; the commands are:\n\n{HELP}", other.join(" ")),
    }
}
