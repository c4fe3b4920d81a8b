//! `cargo xtask package`: the npm package, built, optimised, assembled, packed and weighed.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use crate::task::{minutes, say};
use crate::workspace::Workspace;
use anyhow::{Context, Result, bail};

/// What is built, and what wasm and glue may weigh together, in bytes of brotli 11: the package,
/// and parts of it, which nobody gets but which show what each costs.
const BUILDS: [(&str, &str, u64); 6] = [
    ("npm package", "fusio,fusionauth,session", 58 * 1024),
    ("with fusio alone", "fusio,session", 50 * 1024),
    ("with fusionauth alone", "fusionauth,session", 50 * 1024),
    ("clients alone", "fusio,fusionauth", 46 * 1024),
    ("client of fusio alone", "fusio", 40 * 1024),
    ("client of fusionauth alone", "fusionauth", 39 * 1024),
];
/// A standard library of our own build: made for size, and without the texts of panics, which nobody
/// would read in a browser.
const SMALL_LIBRARY: [&str; 2] =
    ["-Zbuild-std=std,panic_abort", "-Zbuild-std-features=optimize_for_size"];
const SMALL_PANICS: &str = "-Zunstable-options -Cpanic=immediate-abort";
/// What a package with the usual library may weigh more, in bytes of brotli.
const USUAL_LIBRARY: u64 = 4 * 1024;
/// What the entries have for a feature.
const PARTS: [(&str, &str); 5] = [
    (r#"FusioClient: lazy("FusioClient", engine.FusioClient, load, fetch),"#, "fusio"),
    (
        r#"FusionAuthClient: lazy("FusionAuthClient", engine.FusionAuthClient, load, fetch),"#,
        "fusionauth",
    ),
    ("this.#login = new Login(`${this.#options.storageKey}:login`);", "fusio"),
    (r#"export { Session } from "./session.js";"#, "session"),
    ("Session, ", "session"),
];

const WASM: &str = "matricula_bg.wasm";
/// The scripts of the package: its name, its entry in `xtask/npm/entry`, and how it is bundled with
/// wasm-bindgen's glue.
const SCRIPTS: [(&str, &str, &[&str]); 6] = [
    ("index.js", "index.js", &["--minify", "--format=esm", "--loader:.wasm=base64"]),
    // For `node` the names of the exports are written so that an `import` finds them, too.
    (
        "index.cjs",
        "index.js",
        &["--minify", "--format=cjs", "--platform=node", "--loader:.wasm=base64"],
    ),
    ("web.js", "web.js", &["--minify", "--format=esm"]),
    ("workerd.js", "workerd.js", &["--minify", "--format=esm", "--external:*.wasm"]),
    // Nobody counts the bytes of these, and an error that nobody catches is printed with its line.
    ("testing.js", "testing.js", &["--format=esm", "--platform=node"]),
    ("testing.cjs", "testing.js", &["--format=cjs", "--platform=node"]),
];
/// The types of every script that has clients.
pub(crate) const DECLARATIONS: &str = "index.d.ts";
/// Types that `require` gets, too: TypeScript tells the two kinds of module by the name.
const REQUIRED: [(&str, &str); 2] =
    [(DECLARATIONS, "index.d.cts"), ("testing.d.ts", "testing.d.cts")];
/// Where the part of wasm-bindgen's declarations begins that is its loader's; ours replaces it.
const END_OF_API: &str = "export type InitInput";
/// Projects that compile for ES2022 have no such symbol; where there is one, `using` works all the same.
const DISPOSE: &str = "    [Symbol.dispose](): void;\n";
/// wasm-bindgen knows no type parameters, which the methods of this class use.
const CLASS: &str = "export class FusionAuthClient {";
const GENERIC_CLASS: &str = "export class FusionAuthClient<UserData extends object = Record<string, unknown>, \
     RegistrationData extends object = Record<string, unknown>> {";

/// Build `pkg/` and the tarball, and what shows what its parts cost; fail when one is over its budget.
pub(crate) fn run(workspace: &Workspace) -> Result<()> {
    weighed(workspace, &BUILDS)
}

/// Build `pkg/` and the tarball, for who wants to use it now.
pub(crate) fn make(workspace: &Workspace) -> Result<()> {
    weighed(workspace, &BUILDS[..1])
}

fn weighed(workspace: &Workspace, builds: &[(&str, &str, u64)]) -> Result<()> {
    let mut over = Vec::new();
    let more = if workspace.tools()?.has_library { 0 } else { USUAL_LIBRARY };
    if more > 0 {
        say(
            "rust-src is missing (`rustup component add rust-src`): this is not the package that is",
        );
        say("published, but one with the usual standard library, which is larger");
    }
    for (index, &(title, features, budget)) in builds.iter().enumerate() {
        let budget = budget + more;
        let built = build(workspace, features)?;
        if index == 0 {
            assemble(workspace, &built)?;
            pack(workspace)?;
        }
        let size = weigh(workspace, title, &built)?;
        if size > budget {
            over.push(format!("{title}: {size} bytes of brotli, and {budget} are the budget"));
        }
    }
    if !over.is_empty() {
        bail!(
            "{}; look for a new dependency or a typed body in wasm (CONTRIBUTING.md, rule 5)",
            over.join("; ")
        );
    }
    Ok(())
}

/// What wasm-pack makes of the crate, after wasm-opt.
fn build(workspace: &Workspace, features: &str) -> Result<PathBuf> {
    let out = workspace.target.join("npm").join(features.replace(',', "-"));
    // The names of snippets change, and old ones would be packed too.
    fs::remove_dir_all(&out).ok();
    let tools = workspace.tools()?;
    let mut flags = without_paths()?;
    let mut task = tools
        .wasm_task("wasm-pack")?
        .args(["build", "--target", "web", "--profile", "npm", "--no-pack", "--no-opt"])
        .args(["--out-name", "matricula", "--out-dir"])
        .arg(&out)
        .args([".", "--features", features]);
    if tools.has_library {
        flags.push(SMALL_PANICS.to_owned());
        // The flags are unstable; so a stable compiler takes them.
        task = task.args(SMALL_LIBRARY).env("RUSTC_BOOTSTRAP", "1");
    }
    task.env("RUSTFLAGS", flags.join(" "))
        .dir(workspace.root.join("xtask/npm/engine"))
        .limit(minutes(15))
        .run_logged(
            &format!("compiling to wasm: {features}"),
            &workspace.log(&format!("wasm-{}", features.replace(',', "-"))),
        )?;
    let wasm = out.join(WASM);
    tools
        .task("wasm-opt")?
        .args(["-Oz", "--strip-debug", "--strip-producers", "--strip-target-features", "-o"])
        .args([&wasm, &wasm])
        .run_logged("optimising with wasm-opt", &workspace.log("wasm-opt"))?;
    bundle(workspace, &out, features)?;
    Ok(out)
}

/// Flags by which the places of panics do not tell where on this machine the crates lie.
fn without_paths() -> Result<Vec<String>> {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| env::home_dir().map(|home| home.join(".cargo")));
    let sources = home.context("there is no home folder")?.join("registry/src");
    let mut flags = Vec::new();
    // A folder for each registry, named after it.
    for registry in fs::read_dir(&sources).into_iter().flatten() {
        flags.push(format!("--remap-path-prefix={}=crates", registry?.path().display()));
    }
    Ok(flags)
}

/// Bundle each entry with the glue; the wasm becomes part of the one that imports it.
fn bundle(workspace: &Workspace, built: &Path, features: &str) -> Result<()> {
    let snippets = [snippet(built, "client_error.js")?, snippet(built, "fetch.js")?];
    let own = fs::read_dir(workspace.root.join("xtask/npm/entry"))?;
    // What the package does with tokens in JavaScript stands beside what the crate does with them.
    for file in own.chain(fs::read_dir(workspace.root.join("src/token"))?) {
        let path = file?.path();
        if path.extension().is_none_or(|extension| extension != "js") {
            continue;
        }
        let mut text = fs::read_to_string(&path)?;
        for (line, feature) in PARTS {
            if !features.split(',').any(|one| one == feature) {
                text = text.replace(line, "");
            }
        }
        for snippet in &snippets {
            let name = snippet.rsplit('/').next().unwrap_or_default();
            text = text.replace(&format!("./{name}"), snippet);
        }
        let name = path.file_name().context("an entry without a name")?;
        fs::write(built.join(name), text)?;
    }
    for (script, entry, how) in SCRIPTS {
        workspace
            .tools()?
            .task("esbuild")?
            .args([entry, "--bundle", "--target=es2022", "--sourcemap"])
            // `placed.js` breaks its line by them.
            .args(["--inject:platform.js", "--legal-comments=inline"])
            .args(how)
            .args(["--log-level=warning", &format!("--outfile=bundle/{script}")])
            .dir(built)
            .run_logged(&format!("bundling {script}"), &workspace.log("esbuild"))?;
    }
    Ok(())
}

/// Make `pkg/` of what was built and the templates.
fn assemble(workspace: &Workspace, built: &Path) -> Result<()> {
    let package = workspace.root.join("pkg");
    fs::remove_dir_all(&package).ok();
    for (script, ..) in SCRIPTS {
        for name in [script.to_owned(), format!("{script}.map")] {
            copy(&built.join("bundle").join(&name), &package.join(&name))?;
        }
    }
    copy(&built.join(WASM), &package.join(WASM))?;
    let declarations = fs::read_to_string(built.join("matricula.d.ts"))?;
    let api = declarations.split(END_OF_API).next().unwrap_or_default().trim_end();
    if !api.contains(CLASS) {
        bail!("wasm-bindgen does not declare `{CLASS}`, which needs type parameters");
    }
    let api = api.replace(DISPOSE, "").replace(CLASS, GENERIC_CLASS);
    fs::write(package.join(DECLARATIONS), format!("{api}\n"))?;
    for name in ["LICENSE-MIT", "LICENSE-APACHE"] {
        copy(&workspace.root.join(name), &package.join(name))?;
    }
    for entry in fs::read_dir(workspace.root.join("xtask/npm/package"))? {
        let path = entry?.path();
        let text =
            fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let name = path.file_name().context("a template without a name")?;
        fs::write(package.join(name), text.replace("{{version}}", &workspace.version))?;
    }
    for (declarations, required) in REQUIRED {
        copy(&package.join(declarations), &package.join(required))?;
    }
    Ok(())
}

fn pack(workspace: &Workspace) -> Result<()> {
    let folder = workspace.target.join("npm");
    workspace
        .tools()?
        .task("npm")?
        .args(["pack", "--silent", "--pack-destination"])
        .arg(&folder)
        .dir(workspace.root.join("pkg"))
        .read()?;
    let tarball = workspace.tarball();
    if !tarball.is_file() {
        bail!("npm pack did not write {}", tarball.display());
    }
    say(&format!("packed {}", tarball.display()));
    Ok(())
}

/// Print the sizes of wasm and glue, and give what both weigh in brotli.
fn weigh(workspace: &Workspace, title: &str, built: &Path) -> Result<u64> {
    let rows = workspace
        .tools()?
        .task("node")?
        .arg(workspace.root.join("xtask/npm/sizes.mjs"))
        .args([built.join(WASM), built.join("bundle/web.js"), built.join("bundle/index.js")])
        .read()?;
    let rows: Vec<(String, u64, u64, u64)> = serde_json::from_str(&rows)?;
    say(&format!("{title:<26} {:>10} {:>10} {:>10}", "raw", "gzip -9", "brotli 11"));
    for (name, raw, gzip, brotli) in &rows {
        say(&format!("  {name:<24} {raw:>10} {gzip:>10} {brotli:>10}"));
    }
    let total = rows.iter().find(|(name, ..)| name == "wasm and glue");
    total.map(|(_, _, _, brotli)| *brotli).context("the sizes are missing")
}

/// The path in the build of a JavaScript file of the crate, which the glue imports, too.
fn snippet(built: &Path, name: &str) -> Result<String> {
    let mut folders = vec![built.join("snippets")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.file_name().is_some_and(|file| file == name) {
                let path = path.strip_prefix(built)?.to_string_lossy().replace('\\', "/");
                return Ok(format!("./{path}"));
            }
        }
    }
    bail!("wasm-bindgen's output has no {name}")
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::copy(from, to).map(drop).with_context(|| format!("cannot copy {}", from.display()))
}
