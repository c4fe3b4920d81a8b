//! Functions for the builds of both npm packages.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::setup::tools;
use crate::task::say;
use crate::workspace::Workspace;

/// The Node program that writes declarations of types. Its arguments are the folder for the declarations, and the
/// modules to describe.
pub(super) const DECLARE: &str = "npm/matricula/build/declarations.mjs";
/// The manifest of a package.
const MANIFEST: &str = "package.json";

/// Flags that keep the paths of this machine out of the messages of panics.
pub(super) fn without_paths(workspace: &Workspace) -> Result<Vec<String>> {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| env::home_dir().map(|home| home.join(".cargo")));
    let sources = home.context("there is no home folder")?.join("registry/src");
    let system = tools(workspace)?.wasm_task("rustc")?.args(["--print", "sysroot"]).read()?;
    let library = PathBuf::from(system.trim()).join("lib/rustlib/src/rust");
    let mut flags = vec![format!("--remap-path-prefix={}=rust", library.display())];
    // There is one folder for each registry.
    for registry in fs::read_dir(&sources).into_iter().flatten() {
        flags.push(format!("--remap-path-prefix={}=crates", registry?.path().display()));
    }
    Ok(flags)
}

/// Optimise a module in place with wasm-opt; returns what wasm-opt prints. The result is kept, because the module is
/// often the same in the next build.
pub(super) fn optimise(workspace: &Workspace, wasm: &Path, args: &[&str]) -> Result<String> {
    let wasm_opt = || -> Result<_> { tools(workspace)?.task("wasm-opt") };
    let how = format!("{}\n{}", args.join(" "), wasm_opt()?.arg("--version").read()?);
    let built = wasm.parent().and_then(Path::file_name).context("the module is in no folder")?;
    let kept = workspace.target.join("npm/optimised").join(built);
    let [old_how, before, after, printed] =
        ["how", "before.wasm", "after.wasm", "printed"].map(|name| kept.join(name));
    let module = fs::read(wasm)?;
    if fs::read_to_string(&old_how).is_ok_and(|old| old == how)
        && fs::read(&before).is_ok_and(|old| old == module)
    {
        say("this module is unchanged: using the earlier result of wasm-opt");
        copy(&after, wasm)?;
        return Ok(fs::read_to_string(printed)?);
    }
    say("optimising with wasm-opt …");
    let text = wasm_opt()?.args(args).arg("-o").args([wasm, wasm]).read()?;
    // The other files are valid only if the file `how` exists: `how` is removed first and written last.
    fs::remove_file(&old_how).ok();
    fs::create_dir_all(&kept)?;
    fs::write(before, module)?;
    copy(wasm, &after)?;
    fs::write(printed, &text)?;
    fs::write(old_how, how)?;
    Ok(text)
}

/// Run a Node program of the repository that makes a part of a package.
pub(super) fn node(workspace: &Workspace, program: &str, args: &[&Path]) -> Result<()> {
    tools(workspace)?
        .task("node")?
        .arg(workspace.root.join(program))
        .args(args)
        .run_logged(&format!("node {program}"), &workspace.log(&program.replace('/', "-")))
}

/// Copy the manifest from `sources`, with the version and the repository, and pack the folder of the package.
pub(super) fn pack(
    workspace: &Workspace,
    sources: &str,
    package: &Path,
    tarball: &Path,
) -> Result<()> {
    let manifest = fs::read_to_string(workspace.root.join(sources).join(MANIFEST))?;
    let manifest = manifest
        .replace("{{version}}", &workspace.version)
        .replace("{{repository}}", &workspace.repository);
    fs::write(package.join(MANIFEST), manifest)?;
    tools(workspace)?
        .task("npm")?
        .args(["pack", "--silent", "--pack-destination"])
        .arg(workspace.target.join("npm"))
        .dir(package)
        .read()?;
    if !tarball.is_file() {
        bail!("npm pack did not write {}", tarball.display());
    }
    say(&format!("packed {}", tarball.display()));
    Ok(())
}

/// The last part of a path.
pub(super) fn name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// Copy a file, and make the folder for the copy.
pub(super) fn copy(from: &Path, to: &Path) -> Result<()> {
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::copy(from, to).map(drop).with_context(|| format!("cannot copy {}", from.display()))
}
