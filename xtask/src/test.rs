//! `cargo xtask test`: runs the checks that every change must pass. The first checks are fast.

mod steps;

use std::env;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow};

use self::steps::{
    LINTED, browsers, build, clippy, clippy_wasm, clippy_wasm_server, demo_check, doc, fmt, lint,
    quick_native, setup, wasm_pack,
};
use crate::task::{Task, human, minutes, together};
use crate::workspace::Workspace;
use crate::{bless, js, msrv, openapi, package, tidy, workflows};

type Run = fn(&Workspace) -> Result<()>;

struct Step {
    name: &'static str,
    about: &'static str,
    run: Run,
    /// The part of this step that `--quick` runs: the checks that fail most often after a change. The part takes
    /// less than a minute. `None` if `--quick` leaves the step out.
    quick: Option<Run>,
    /// The name of a later step, or empty. If there is a name and all steps run, this step runs at the same time as the
    /// steps after it, up to and including the later step: one step alone does not keep all processors busy. The output
    /// of this step then goes to a log. Neighbouring steps that name the same later step run one after the other, and
    /// at the same time as the steps after them.
    beside: &'static str,
}

/// The defaults of the steps: a step runs alone and has no quick part.
const ALONE: Step = Step { name: "", about: "", run: |_| Ok(()), quick: None, beside: "" };

const STEPS: &[Step] = &[
    Step {
        name: "tidy",
        about: "the project's rules",
        run: tidy::run,
        quick: Some(tidy::run),
        ..ALONE
    },
    Step { name: "fmt", about: "cargo fmt --check", run: fmt, quick: Some(fmt), ..ALONE },
    Step { name: "setup", about: "the tools, browsers and npm packages", run: setup, ..ALONE },
    Step {
        name: "lint",
        about: "JavaScript and TypeScript: biome, and the types of the packages",
        run: lint,
        quick: Some(lint),
        ..ALONE
    },
    Step {
        name: "workflows",
        about: "the files of .github: check-jsonschema and zizmor",
        run: workflows::run,
        ..ALONE
    },
    Step { name: "clippy", about: "clippy, natively", run: clippy, quick: Some(clippy), ..ALONE },
    Step {
        name: "doc",
        about: "the documentation, without warnings",
        run: doc,
        quick: Some(doc),
        ..ALONE
    },
    // A long part of this build uses only one processor. It comes first, so other steps run at the same time. Cargo
    // builds in one folder wait for each other: `clippy-wasm` waits for the build of `native`, and `browsers` for
    // `clippy-wasm`. So `package`, which builds in another folder, is between them.
    Step {
        name: "server-package",
        about: "the npm package of the test server and its size",
        run: package::server,
        quick: Some(package::server),
        beside: "wasm-pack",
    },
    Step {
        name: "clippy-wasm",
        about: "clippy for wasm32: both transports, the engine of the npm package, the example in Yew, and the test server",
        run: |w| clippy_wasm(w, &LINTED).and_then(|()| clippy_wasm_server(w)),
        quick: Some(|w| clippy_wasm(w, &LINTED[..2])),
        beside: "wasm-pack",
    },
    Step {
        name: "msrv",
        about: "the crate, compiled with the oldest supported Rust, in several combinations of features; and the versions of Rust that the dependencies need",
        run: msrv::run,
        quick: Some(msrv::dependencies),
        beside: "wasm-pack",
    },
    Step {
        name: "openapi",
        about: "the test server's OpenAPI document: it is valid, and all answers match it",
        run: openapi::run,
        beside: "wasm-pack",
        ..ALONE
    },
    // If this step came after `native`, it would replace the library that `native` builds with other features, and
    // `conformance` would build the library again.
    Step {
        name: "build",
        about: "cargo build in the root, as people type it",
        run: build,
        ..ALONE
    },
    Step {
        name: "native",
        about: "unit, integration and documentation tests",
        run: |w| w.test(&[]),
        quick: Some(quick_native),
        ..ALONE
    },
    Step {
        name: "package",
        about: "the npm package of the clients and its size",
        run: package::make,
        quick: Some(package::make),
        ..ALONE
    },
    Step {
        name: "browsers",
        about: "both wasm transports, and the example in Yew, in Chromium and Firefox",
        run: browsers,
        ..ALONE
    },
    Step {
        name: "wasm-pack",
        about: "the wasm-pack commands of CONTRIBUTING.md: the build, and the tests in both browsers without a separate server",
        run: wasm_pack,
        ..ALONE
    },
    Step {
        name: "snapshots",
        about: "the files that `cargo xtask bless` writes",
        run: bless::check,
        quick: Some(bless::check),
        ..ALONE
    },
    Step {
        name: "demo",
        about: "the sign-up app and FusionAuth's API, step by step",
        run: demo_check,
        beside: "docs",
        ..ALONE
    },
    Step {
        name: "conformance",
        about: "the tests of the native test server, run against the test server of the npm package",
        run: js::conformance,
        beside: "docs",
        ..ALONE
    },
    Step {
        name: "app",
        about: "the sign-up app and the small React app: their types, and every page in browsers",
        run: js::app,
        beside: "docs",
        ..ALONE
    },
    Step {
        name: "js",
        about: "the packed packages: Node, browsers, types",
        run: js::package,
        quick: Some(js::quick),
        ..ALONE
    },
    Step {
        name: "installs",
        about: "the packed package in bundlers, runtimes and test runners",
        run: js::installs,
        ..ALONE
    },
    Step {
        name: "docs",
        about: "the guide: its site, links and code blocks, and the steps of its pages",
        run: js::docs,
        ..ALONE
    },
];

/// Print the steps, and which of them `--quick` runs.
pub(crate) fn list() {
    for step in STEPS {
        let quick = if step.quick.is_some() { "quick" } else { "" };
        println!("{:<14} {quick:<6} {}", step.name, step.about);
    }
}

/// Run the named steps, or all steps; stop at the first step that fails. With `--quick` before the
/// names, run only the quick part of each step.
pub(crate) fn run(workspace: &Workspace, args: &[&str]) -> Result<()> {
    let (quick, names) = match args {
        ["--quick", names @ ..] => (true, names),
        names => (false, names),
    };
    let started = Instant::now();
    let times = Times::default();
    let steps = select(names, quick)?;
    let mut outcome = Ok(());
    for (aside, main) in groups(&steps, names.is_empty() && !quick) {
        let here = |(step, run): &Selected| times.step(step, quick, || run(workspace));
        let there = |(step, _): &Selected| times.step(step, quick, || in_process(workspace, step));
        let both = together(|| main.iter().try_for_each(here), || aside.iter().try_for_each(there));
        outcome = both.map(drop);
        if outcome.is_err() {
            break;
        }
    }
    times.print(started.elapsed());
    outcome
}

type Selected = (&'static Step, Run);

/// Divides the steps into groups that run one after the other. Each group has two lists, which run at the same time.
/// The first list has the steps with a name in [`Step::beside`]. If `beside` is false, the first list is empty.
fn groups(steps: &[Selected], beside: bool) -> Vec<(&[Selected], &[Selected])> {
    let mut groups = Vec::new();
    let mut rest = steps;
    while let Some((first, _)) = rest.first() {
        let is_aside = |(step, _): &&Selected| {
            beside && !step.beside.is_empty() && step.beside == first.beside
        };
        let (aside, after) = rest.split_at(rest.iter().take_while(is_aside).count());
        let last = after.iter().position(|(step, _)| aside.is_empty() || step.name == first.beside);
        let (main, after) = after.split_at(last.map_or(after.len(), |last| last + 1));
        groups.push((aside, main));
        rest = after;
    }
    groups
}

/// Runs a step at the same time as others, in a separate process. The output of this process goes to a log.
fn in_process(workspace: &Workspace, step: &Step) -> Result<()> {
    let log = workspace.log(&format!("test-{}", step.name));
    Task::new(env::current_exe()?)
        .args(["test", step.name])
        .limit(minutes(30))
        .run_beside(step.name, &log)
}

/// The time and the outcome of each step that has ended.
#[derive(Default)]
struct Times(Mutex<Vec<(&'static str, Duration, &'static str)>>);

impl Times {
    fn step(&self, step: &Step, quick: bool, run: impl FnOnce() -> Result<()>) -> Result<()> {
        let name = step.name;
        println!("\n── {name}: {}", step.about);
        let since = Instant::now();
        let outcome = run().with_context(|| {
            let quick = if quick { "--quick " } else { "" };
            format!("the step `{name}` failed; `cargo xtask test {quick}{name}` repeats it alone")
        });
        let time = since.elapsed();
        if outcome.is_ok() {
            println!("── {name}: ok ({})", human(time));
        }
        let word = if outcome.is_ok() { "ok" } else { "FAILED" };
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push((name, time, word));
        outcome
    }

    fn print(self, total: Duration) {
        println!();
        for (name, time, outcome) in self.0.into_inner().unwrap_or_else(PoisonError::into_inner) {
            println!("  {name:<14} {:>14}  {outcome}", human(time));
        }
        println!("  {:<14} {:>14}", "total", human(total));
    }
}

/// Kills the test server under load, more often than the step `native` does.
pub(crate) fn kills(workspace: &Workspace) -> Result<()> {
    workspace
        .cargo(&["test", "--package", "matricula-test-server", "--test", "it"])
        .args(["--", "--nocapture", "kills"])
        .env("MATRICULA_KILLS", "120")
        .run()
}

fn select(names: &[&str], quick: bool) -> Result<Vec<Selected>> {
    let part = |step: &'static Step| {
        let run = if quick { step.quick } else { Some(step.run) };
        run.map(|run| (step, run))
    };
    if names.is_empty() {
        return Ok(STEPS.iter().filter_map(part).collect());
    }
    names
        .iter()
        .map(|name| {
            let step = STEPS.iter().find(|step| step.name == *name).ok_or_else(|| {
                anyhow!("there is no step `{name}`; `cargo xtask test --list` lists all steps")
            })?;
            part(step).with_context(|| format!("the step `{name}` has no quick part"))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_steps_run_once_and_some_run_beside_later_steps() {
        let all = select(&[], false).unwrap();
        let groups = groups(&all, true);
        let run: Vec<_> =
            groups.iter().flat_map(|(aside, main)| aside.iter().chain(*main)).collect();
        assert_eq!(run.len(), STEPS.len());
        for (aside, main) in groups {
            let last = main.last().map(|(step, _)| step.name);
            assert!(aside.iter().all(|(step, _)| Some(step.beside) == last), "{last:?}");
            assert!(main.iter().all(|(step, _)| step.beside.is_empty()), "{last:?}");
        }
    }

    #[test]
    fn named_steps_run_one_after_the_other() {
        let named = select(&["openapi", "browsers"], false).unwrap();
        assert!(
            groups(&named, false).iter().all(|(aside, main)| aside.is_empty() && main.len() == 1)
        );
    }
}
