//! The work of the steps that have no module of their own.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::server::Server;
use crate::setup::{clang, test_tools, tools};
use crate::task::{Overdue, Task, minutes, say, together};
use crate::workspace::{AS_FOR_TESTS, Workspace};
use crate::{demo, js};

/// Tests that `--quick` leaves out: each takes ten seconds or more.
const LONG_TESTS: [&str; 3] =
    ["interrupted::ten_thousand_lines", "marks::secrets_appear", "foreign::no_operation_reads"];
/// The features of the two wasm transports. The first choice is the default, so the example in Yew and the step
/// `wasm-pack` use the same build of the crate. The feature `js-values` is independent of the transport.
const TRANSPORTS: [&[&str]; 2] =
    [&[], &["--no-default-features", "--features", "reqwest-wasm,fusio,js-values"]];
/// The builds that are linted for wasm, in this order: the transport that calls `fetch`, with the tests of both
/// transports; the engine of the npm package; the transport that uses reqwest. `--quick` lints only the first two
/// builds. The step `msrv` compiles more combinations of features, without warnings.
pub(super) const LINTED: [&[&str]; 3] = [
    // The example in Yew is linted with these tests, because it has the same dependencies.
    &["--tests", "--package", "matricula-yew-signup"],
    &[AS_FOR_TESTS, "--no-default-features", "--features", "js,fusio,fusionauth,session"],
    &[AS_FOR_TESTS, "--no-default-features", "--features", "reqwest-wasm,fusio,js-values"],
];
const WASM: &str = "wasm32-unknown-unknown";
/// The tests of a browser are started at most this many times. Sometimes the server of wasm-bindgen's
/// runner does not read from one of the browser's connections: then the page does not load, and no
/// test runs.
const TRIES: usize = 3;
/// The environment variable with the address of the test server. The browser tests read the variable at compile time.
const SERVER: &str = "MATRICULA_TEST_SERVER";

pub(super) fn setup(workspace: &Workspace) -> Result<()> {
    // Both installations run at the same time: the tools mostly use the processor, and the packages the network.
    together(|| test_tools(workspace), || js::packages(workspace)).map(drop)
}

/// The folders with the files of the operations. A macro declares these files as modules, so `cargo fmt` does not find
/// the files by itself.
const OPERATIONS: [&str; 2] =
    ["test-server/src/fusio/operations", "test-server/src/fusionauth/operations"];

pub(super) fn fmt(workspace: &Workspace) -> Result<()> {
    let mut files = Vec::new();
    for folder in OPERATIONS {
        for entry in fs::read_dir(workspace.root.join(folder))? {
            files.push(entry?.path());
        }
    }
    workspace
        .cargo(&["fmt", "--all", "--check", "--"])
        .args(files)
        .run()
        .context("`cargo fmt --all -- test-server/src/*/operations/*.rs` repairs this")
}

pub(super) fn lint(workspace: &Workspace) -> Result<()> {
    let tools = tools(workspace)?;
    tools
        .task("biome")?
        .args(["ci", "--error-on-warnings"])
        .dir(&workspace.root)
        .run()
        .context("`npx --prefix npm biome check --write` repairs what it can")?;
    for package in ["npm/matricula", "npm/test-server"] {
        tools.task("tsc")?.args(["--project", package]).dir(&workspace.root).run()?;
    }
    Ok(())
}

pub(super) fn clippy(workspace: &Workspace) -> Result<()> {
    workspace
        .cargo(&["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"])
        .limit(minutes(20))
        .run()?;
    // The benchmark with FusionAuth's Rust client is outside the workspace, and only `cargo xtask bench` builds it.
    // This step only checks the lock file of the benchmark.
    let manifest = "benches/fusionauth/Cargo.toml";
    workspace
        .cargo(&["metadata", "--locked", "--format-version", "1", "--manifest-path", manifest])
        .limit(minutes(5))
        .read()
        .with_context(|| {
            format!("`cargo metadata --manifest-path {manifest}` updates an old lock file")
        })
        .map(drop)
}

pub(super) fn clippy_wasm(workspace: &Workspace, choices: &[&[&str]]) -> Result<()> {
    // The tests for browsers contain the test server, which can run in the page. Clang compiles the server's SQLite.
    clang::install(workspace)?;
    for choice in choices {
        tools(workspace)?
            .wasm_task("cargo")?
            .args(["clippy", "--package", "matricula", "--lib", "--target", WASM])
            .args(*choice)
            .args(["--", "-D", "warnings"])
            .env(SERVER, "http://127.0.0.1")
            .dir(&workspace.root)
            .limit(minutes(15))
            .run()?;
    }
    Ok(())
}

/// Lints the test server in a separate command. In one command with `matricula`, cargo would compile the shared
/// dependencies with the features of both packages. The builds of the npm packages are separate, and each has only the
/// features of its own package.
pub(super) fn clippy_wasm_server(workspace: &Workspace) -> Result<()> {
    tools(workspace)?
        .wasm_task("cargo")?
        .args(["clippy", "--package", "matricula-test-server-npm", "--target", WASM])
        .args(["--", "-D", "warnings"])
        .dir(&workspace.root)
        .limit(minutes(15))
        .run()
}

pub(super) fn doc(workspace: &Workspace) -> Result<()> {
    workspace
        .cargo(&["doc", "--workspace", "--no-deps"])
        .env("RUSTDOCFLAGS", "-D warnings")
        .limit(minutes(15))
        .run()
}

/// All tests except the long tests and the tests in documentation. Shares the compiled dependencies
/// with the step `native`.
pub(super) fn quick_native(workspace: &Workspace) -> Result<()> {
    let skipped = LONG_TESTS.iter().flat_map(|test| ["--skip", test]);
    workspace.test(&["--tests", "--"].into_iter().chain(skipped).collect::<Vec<_>>())
}

pub(super) fn browsers(workspace: &Workspace) -> Result<()> {
    must_exist(&workspace.root.join("tests/browser.rs"))?;
    let server = Server::start(&workspace.server("dev")?, &[])?;
    for features in TRANSPORTS {
        let args = [&["--test", "browser"], features].concat();
        in_browsers(workspace, ".", &args, Some(&server.url))?;
    }
    in_browsers(workspace, "examples/yew-signup", &["--test", "browser"], Some(&server.url))
}

pub(super) fn build(workspace: &Workspace) -> Result<()> {
    workspace.cargo(&["build"]).limit(minutes(15)).run()
}

/// Runs the commands of wasm-pack as people type them.
pub(super) fn wasm_pack(workspace: &Workspace) -> Result<()> {
    js::wasm_pack_build(workspace)?;
    in_browsers(workspace, ".", &[], None)
}

/// Runs `wasm-pack test` in both browsers, for the crate in the folder `crate_folder`. Cargo gets the arguments `args`.
fn in_browsers(
    workspace: &Workspace,
    crate_folder: &str,
    args: &[&str],
    server: Option<&str>,
) -> Result<()> {
    clang::install(workspace)?;
    let tools = test_tools(workspace)?;
    let task = |program: &str| -> Result<Task> {
        let mut task = tools.wasm_task(program)?.dir(workspace.root.join(crate_folder));
        if let Some(url) = server {
            task = task.env(SERVER, url);
        }
        // Two limits in seconds, long enough for a busy machine: for the start of the browser's driver, and for all
        // tests. The limit of the whole command (below) is shorter than the limit for all tests, and ends tests that
        // hang.
        Ok(task
            .env("WASM_BINDGEN_TEST_DRIVER_TIMEOUT", "60")
            .env("WASM_BINDGEN_TEST_TIMEOUT", "600"))
    };
    // The build runs first, so the time limit of the tests does not include it.
    task("cargo")?.args(["test", "--no-run", "--target", WASM]).args(args).run()?;
    for browser in ["--chrome", "--firefox"] {
        again_if_overdue(|| {
            let test = task("wasm-pack")?.args(["test", "--headless", browser]);
            // The dot names the folder of the crate. People who pass no arguments to cargo leave out the dot.
            let test = if args.is_empty() { test } else { test.arg(".").args(args) };
            test.limit(minutes(3)).run()
        })?;
    }
    Ok(())
}

/// Runs tests in a browser. If they do not end in time, runs them again: [`TRIES`] says why.
fn again_if_overdue(run: impl Fn() -> Result<()>) -> Result<()> {
    let mut left = TRIES;
    while let Err(error) = run() {
        left -= 1;
        if left == 0 || !error.is::<Overdue>() {
            return Err(error);
        }
        say("the tests took too long: perhaps their page did not load; trying again …");
    }
    Ok(())
}

pub(super) fn demo_check(workspace: &Workspace) -> Result<()> {
    must_exist(&workspace.tarball("matricula")).context("run `cargo xtask package` first")?;
    demo::check_or_open(workspace, demo::Mode::Check)
}

fn must_exist(path: &Path) -> Result<()> {
    if !path.exists() {
        bail!("{} is missing", path.display());
    }
    Ok(())
}
