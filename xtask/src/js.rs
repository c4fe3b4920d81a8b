//! The tests in JavaScript: of the packed npm packages, of the example apps, and of the guide.

use std::env;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use crate::setup::{npm_ci, test_tools};
use crate::task::{Task, minutes, together};
use crate::workspace::{Workspace, which};

/// The files from which npm installs the tools of the package's users, such as bundlers. The tools
/// take a gigabyte, so they are installed in the target folder.
const MANIFESTS: [&str; 3] = ["package.json", "package-lock.json", ".npmrc"];

/// The tests of the guide.
const DOCS: [&str; 15] = [
    "adapters",
    "blocks",
    "facts",
    "follow",
    "frameworks/hono",
    "frameworks/next",
    "frameworks/nuxt",
    "frameworks/sveltekit",
    "fusio",
    "fusionauth",
    "links",
    "pages",
    "playground",
    "scripts",
    "site",
];

/// The path of the site in the tests. GitHub Pages also serves the site below a path: the name of the repository.
const BASE: &str = "/matricula/";

/// The tests of the packed package with the tools and frameworks of its users.
const TOOLED: [&str; 3] = ["installs", "sizes", "adapters"];

/// The slow tests that [`quick`] leaves out.
const LONG: [&str; 5] =
    ["chromium.test.mjs", FIREFOX, "memory.test.mjs", "service-worker.test.mjs", "types.test.mjs"];

/// The tests of the package in Firefox.
const FIREFOX: &str = "firefox.test.mjs";

/// The tests whose results are the same with both engines of the package: they test the test server, often with the
/// vendors' own clients, or the package without its engine. They run only once.
const RUN_ONCE: [&str; 15] = [
    "official-fusionauth.test.mjs",
    "official-groups.test.mjs",
    "official-identities.test.mjs",
    "official-passwordless.test.mjs",
    "official-sdk.test.mjs",
    "official-targets.test.mjs",
    "official-two-factor.test.mjs",
    "official-users.test.mjs",
    "oldest.test.mjs",
    "service-worker.test.mjs",
    "test-server-kickstart.test.mjs",
    "test-server-program.test.mjs",
    "test-server-webhooks.test.mjs",
    "test-server.test.mjs",
    "types.test.mjs",
];

/// Tests the contents and the types of the package, and its use in Node and in browsers.
pub(crate) fn package(workspace: &Workspace) -> Result<()> {
    wasm_pack_build(workspace)?;
    let wasm = npm_test(workspace, &[])?;
    let mut files = test_files(workspace, &RUN_ONCE)?;
    // Outside CI, the engine in JavaScript is tested in only one browser.
    files.retain(|name| name != FIREFOX || env::var_os("CI").is_some());
    let javascript = npm_test(workspace, &[])?.args(files).env("MATRICULA_ENGINE", "js");
    let log = workspace.log("js-engine-in-javascript");
    // Many tests wait for a browser or a time limit. So the second run, at the same time, takes little more time.
    let title = "the tests with the engine in JavaScript";
    together(|| wasm.run(), || javascript.run_beside(title, &log)).map(drop)
}

/// Runs `wasm-pack build` as in the guide for contributors. This makes the folder `pkg`, with classes
/// that have a method for each operation.
pub(crate) fn wasm_pack_build(workspace: &Workspace) -> Result<()> {
    test_tools(workspace)?
        .wasm_task("wasm-pack")?
        .args(["build", "--target", "web", ".", "--features", "classes"])
        .dir(&workspace.root)
        .limit(minutes(10))
        .run()
}

/// The quick tests of [`package`], which need no browser.
pub(crate) fn quick(workspace: &Workspace) -> Result<()> {
    let files = test_files(workspace, &LONG)?;
    wasm_pack_build(workspace)?;
    npm_test(workspace, &[])?.args(files).run()
}

/// The test files of the package, without the files in `except`.
fn test_files(workspace: &Workspace, except: &[&str]) -> Result<Vec<String>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(workspace.root.join("js-tests"))? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if name.ends_with(".test.mjs") && !except.contains(&name.as_str()) {
            files.push(name);
        }
    }
    files.sort();
    Ok(files)
}

/// Runs the tests of the native test server against the test server of the npm package.
pub(crate) fn conformance(workspace: &Workspace) -> Result<()> {
    let file = "conformance/conformance.test.mjs";
    let tests = workspace.tests_of("test-server", "it")?;
    npm_test(workspace, &["--test-timeout=900000", file])?
        .env("MATRICULA_SERVER_TESTS", tests)
        .limit(minutes(16))
        .run()
}

/// Signs in two users in turn, in several tabs of each browser, with tokens that expire in seconds.
pub(crate) fn soak(workspace: &Workspace) -> Result<()> {
    let rust_page = rust_page(workspace)?;
    npm_test(workspace, &["--test-timeout=1800000", "soak/soak.test.mjs"])?
        .env("MATRICULA_RUST_PAGE", rust_page)
        .limit(minutes(30))
        .run()
}

/// Builds the script and the WebAssembly of a page that uses the crate; returns their folder.
fn rust_page(workspace: &Workspace) -> Result<PathBuf> {
    let out = workspace.target.join("rust-page");
    test_tools(workspace)?
        .wasm_task("wasm-pack")?
        .args(["build", "--dev", "--target", "web", "--no-pack", "--no-typescript", "--out-dir"])
        .arg(&out)
        .dir(workspace.root.join("js-tests/rust-page"))
        .limit(minutes(10))
        .run()?;
    Ok(out)
}

/// Runs the tests in [`TOOLED`]; the results of `installs.test.mjs` must be those in `docs/installs.md`.
pub(crate) fn installs(workspace: &Workspace) -> Result<()> {
    in_tools(workspace)?.run()
}

/// Does the same as [`installs`], but writes the results into `docs/installs.md`.
pub(crate) fn bless(workspace: &Workspace) -> Result<()> {
    in_tools(workspace)?.env("MATRICULA_BLESS", "1").run()
}

/// Checks the types of the example apps, and runs their tests in browsers.
pub(crate) fn app(workspace: &Workspace) -> Result<()> {
    packed(workspace, "matricula")?;
    let server = workspace.server("dev")?;
    // The tests of `react-app` use a script of `signup-app`, so `signup-app` is first.
    for app in ["signup-app", "react-app"] {
        let folder = workspace.root.join("examples").join(app);
        npm_ci(workspace, &folder)?;
        for script in ["check", "test"] {
            test_tools(workspace)?
                .task("npm")?
                .args(["run", "--silent", script])
                .env("MATRICULA_TEST_SERVER_BIN", &server)
                .dir(&folder)
                .limit(minutes(20))
                .run()?;
        }
    }
    Ok(())
}

/// Checks the guide: its site, its links, and every code block of every Markdown file.
pub(crate) fn docs(workspace: &Workspace) -> Result<()> {
    site(workspace, BASE)?;
    // A test follows the steps of a page in an empty folder. The project there uses the packed
    // crates.
    workspace
        .cargo(&["package", "--quiet", "--no-verify", "--allow-dirty"])
        .args(["--package", "matricula", "--package", "matricula-test-server"])
        .run()?;
    let registrations = workspace.program("registrations", "dev")?;
    let frameworks = tools_of_users(workspace)?;
    let tests = DOCS.map(|name| format!("../docs/check/{name}.test.mjs"));
    let wasm = serde_json::to_string(&test_tools(workspace)?.wasm_env())?;
    // These tests are slow: one test visits all pages of the site, and a test that follows the steps
    // of a page builds projects.
    npm_test(workspace, &["--test-timeout=1500000"])?
        .args(tests)
        .env("MATRICULA_SITE_BASE", BASE)
        .env("MATRICULA_TARGET", &workspace.target)
        .env("MATRICULA_WASM_ENV", wasm)
        .env("MATRICULA_REGISTRATIONS", registrations)
        .env("MATRICULA_FRAMEWORKS", frameworks)
        .env("MATRICULA_XTASK", env::current_exe()?)
        .limit(minutes(26))
        .run()
}

/// Builds the site of the guide; `base` is the path of the site on its server.
pub(crate) fn site(workspace: &Workspace, base: &str) -> Result<()> {
    let folder = workspace.root.join("docs");
    npm_ci(workspace, &folder)?;
    let npm = which("npm", &[]).context("npm is not on PATH")?;
    Task::new(npm)
        .args(["run", "build"])
        .env("MATRICULA_SITE_BASE", base)
        .env("MATRICULA_TARGET", &workspace.target)
        .dir(&folder)
        .limit(minutes(10))
        .run()
}

/// Installs the npm packages of the tests, and the tools of the users.
pub(crate) fn packages(workspace: &Workspace) -> Result<()> {
    for folder in ["js-tests", "docs"] {
        npm_ci(workspace, &workspace.root.join(folder))?;
    }
    tools_of_users(workspace).map(drop)
}

/// Installs the tools of the users; returns their folder.
fn tools_of_users(workspace: &Workspace) -> Result<PathBuf> {
    let folder = workspace.target.join("installs");
    fs::create_dir_all(&folder)?;
    for name in MANIFESTS {
        let from = workspace.root.join("js-tests/installs").join(name);
        fs::copy(&from, folder.join(name))
            .with_context(|| format!("cannot copy {}", from.display()))?;
    }
    npm_ci(workspace, &folder)?;
    Ok(folder)
}

fn in_tools(workspace: &Workspace) -> Result<Task> {
    let folder = tools_of_users(workspace)?;
    // The first file is one test with many tools; the slowest tool needs a minute.
    let files = TOOLED.map(|name| format!("installs/{name}.test.mjs"));
    let task = npm_test(workspace, &["--test-timeout=600000"])?.args(files);
    Ok(task.env("MATRICULA_TOOLS", folder))
}

/// `npm test` on the packages of the last build.
fn npm_test(workspace: &Workspace, args: &[&str]) -> Result<Task> {
    let tarballs = [packed(workspace, "matricula")?, packed(workspace, "matricula-test-server")?];
    let folder = workspace.root.join("js-tests");
    let server = workspace.server("dev")?;
    npm_ci(workspace, &folder)?;
    let task = test_tools(workspace)?.task("npm")?.args(["test", "--"]).args(args);
    Ok(task
        .env("MATRICULA_TEST_SERVER_BIN", server)
        .env("MATRICULA_PACKAGES", env::join_paths(tarballs)?)
        .dir(&folder)
        .limit(minutes(20)))
}

/// The tarball of a package, from the last build.
fn packed(workspace: &Workspace, package: &str) -> Result<PathBuf> {
    let tarball = workspace.tarball(package);
    if !tarball.is_file() {
        bail!("{} is missing; `cargo xtask package` makes it", tarball.display());
    }
    Ok(tarball)
}
