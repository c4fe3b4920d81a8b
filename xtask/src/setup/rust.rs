//! rustfmt, clippy, and a Rust toolchain that compiles to wasm32.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};

use super::debian;
use crate::task::{Task, minutes};
use crate::workspace::{Workspace, which};

const TARGET: &str = "wasm32-unknown-unknown";
/// The name of Debian's toolchain in rustup.
const DEBIAN: &str = "debian";
const DEBIAN_RUSTC: &str = "/usr/bin/rustc";
const DEBIAN_LIBRARY: &str = "/usr/lib/rustlib/src/rust/library";
/// Debian's current Rust, its sources and its clippy. The linker is installed after these packages, because their link
/// `/usr/bin/rust-lld` names the linker's package.
const DEBIAN_PACKAGES: [&str; 5] =
    ["rustc-web", "cargo-web", "rust-web-src", "rust-web-llvm", "rust-web-clippy"];

/// Check that the active toolchain has rustfmt and clippy. If one is missing, add it with rustup.
pub(super) fn components(workspace: &Workspace) -> Result<()> {
    for (component, program) in [("rustfmt", "cargo-fmt"), ("clippy", "cargo-clippy")] {
        let works =
            || workspace.cargo(&[component.trim_start_matches("rust"), "--version"]).read().is_ok();
        if works() {
            continue;
        }
        let added = Task::new("rustup").args(["component", "add", component]).run_logged(
            &format!("adding {component} with rustup"),
            &workspace.log(&format!("rustup-{component}")),
        );
        if let Err(error) =
            added.and_then(|()| if works() { Ok(()) } else { Err(anyhow!("it does not run")) })
        {
            bail!(
                "missing: {program}. Install it with `rustup component add {component}`, or from the \
                 packages of your system.\n{error:#}"
            );
        }
    }
    Ok(())
}

/// A toolchain that compiles to wasm32. `None` means the active toolchain.
pub(super) fn wasm_target(workspace: &Workspace) -> Result<Option<&'static str>> {
    let active = match compiles("rustc", workspace) {
        Ok(()) => return Ok(None),
        Err(error) => error,
    };
    if debian_is_ready(workspace) {
        return Ok(Some(DEBIAN));
    }
    let added = Task::new("rustup")
        .args(["target", "add", TARGET])
        .limit(minutes(5))
        .run_logged(&format!("adding {TARGET} with rustup"), &workspace.log("rustup-target"));
    if added.is_ok() && compiles("rustc", workspace).is_ok() {
        return Ok(None);
    }
    if debian::is_ours() {
        build_debian(workspace).with_context(|| {
            format!("rustup could not add {TARGET}, and the build from Debian's packages failed")
        })?;
        // Without rustup, Debian's Rust is the active toolchain.
        return Ok(if compiles("rustc", workspace).is_ok() { None } else { Some(DEBIAN) });
    }
    bail!(
        "missing: Rust for {TARGET}.\nInstall it with `rustup target add {TARGET}` (https://rustup.rs), \
         or run this command as root on Debian, where the target is built from the packages {}.\n{active:#}",
        DEBIAN_PACKAGES.join(" ")
    )
}

/// Whether the toolchain for wasm has the source of the standard library. The build of the npm package compiles a small
/// standard library from this source. If the toolchain is the active one and lacks the source, first try to add it.
pub(super) fn has_library(workspace: &Workspace, toolchain: Option<&str>) -> bool {
    if toolchain.is_none() && !library(workspace, None).is_ok_and(|path| path.exists()) {
        // If rustup cannot add the source, the npm package is larger, and the build of the package says so.
        let _ = Task::new("rustup")
            .args(["component", "add", "rust-src"])
            .limit(minutes(5))
            .run_logged("adding rust-src with rustup", &workspace.log("rustup-rust-src"));
    }
    library(workspace, toolchain).is_ok_and(|path| path.exists())
}

fn library(workspace: &Workspace, toolchain: Option<&str>) -> Result<PathBuf> {
    let rustc = Task::new("rustc").args(["--print", "sysroot"]).dir(&workspace.root);
    let rustc = match toolchain {
        Some(toolchain) => rustc.env("RUSTUP_TOOLCHAIN", toolchain),
        None => rustc,
    };
    Ok(Path::new(rustc.read()?.trim()).join("lib/rustlib/src/rust/library/Cargo.lock"))
}

/// Compile and link an empty library for wasm32. This fails if a part of the toolchain is missing
/// or has another version than the compiler.
fn compiles(rustc: &str, workspace: &Workspace) -> Result<()> {
    let folder = workspace.target.join("xtask");
    fs::create_dir_all(&folder)?;
    let source = folder.join("empty.rs");
    fs::write(&source, "")?;
    Task::new(rustc)
        .args(["--target", TARGET, "--crate-type", "cdylib", "-o"])
        .args([&folder.join("empty.wasm"), &source])
        .read()
        .map(drop)
}

fn debian_is_ready(workspace: &Workspace) -> bool {
    Path::new(DEBIAN_RUSTC).exists()
        && compiles(DEBIAN_RUSTC, workspace).is_ok()
        && toolchain(&["cargo", "clippy", "--version"]).is_ok()
        && same_release().is_ok()
}

/// Build the standard library for wasm32 from Debian's sources, once for each version of Debian's compiler.
fn build_debian(workspace: &Workspace) -> Result<()> {
    debian::install(workspace, &DEBIAN_PACKAGES)?;
    let linker = fs::read_link("/usr/bin/rust-lld").context("Debian's Rust has no rust-lld")?;
    debian::install(workspace, &[&linker.to_string_lossy()])?;

    if compiles(DEBIAN_RUSTC, workspace).is_err() {
        let build = workspace.target.join("xtask").join("wasm-std");
        // Remove the files of an earlier build first.
        fs::remove_dir_all(&build).ok();
        Task::new("/usr/bin/cargo")
            .args(["build", "--release", "--features", "panic-unwind", "--target", TARGET])
            .args([
                "--manifest-path",
                &format!("{DEBIAN_LIBRARY}/sysroot/Cargo.toml"),
                "--target-dir",
            ])
            .arg(&build)
            .env("RUSTC", DEBIAN_RUSTC)
            .env("RUSTC_BOOTSTRAP", "1")
            .env("RUSTFLAGS", "-Zforce-unstable-if-unmarked -Cembed-bitcode=yes -Cdebuginfo=0")
            .env("CARGO_PROFILE_RELEASE_PANIC", "unwind")
            .dir(DEBIAN_LIBRARY)
            .run_logged(
                &format!("building the standard library for {TARGET}"),
                &workspace.log("wasm-std"),
            )?;
        install_rlibs(&build.join(TARGET).join("release/deps"))?;
        fs::remove_dir_all(&build).ok();
        compiles(DEBIAN_RUSTC, workspace)
            .context("the standard library was built, but does not work")?;
    }
    same_release()?;
    if which("rustup", &[]).is_some() && toolchain(&["rustc", "--version"]).is_err() {
        Task::new("rustup").args(["toolchain", "link", DEBIAN, "/usr"]).read()?;
    }
    Ok(())
}

fn install_rlibs(from: &Path) -> Result<()> {
    let to = PathBuf::from(format!("/usr/lib/rustlib/{TARGET}/lib"));
    fs::remove_dir_all(&to).ok();
    fs::create_dir_all(&to).with_context(|| format!("cannot create {}", to.display()))?;
    for entry in fs::read_dir(from)? {
        let path = entry?.path();
        if let (Some("rlib"), Some(name)) =
            (path.extension().and_then(|e| e.to_str()), path.file_name())
        {
            fs::copy(&path, to.join(name))?;
        }
    }
    Ok(())
}

/// Check that Debian's compiler and clippy have the same release: clippy cannot read the files that a compiler of
/// another release wrote.
fn same_release() -> Result<()> {
    let minor = |version: &str, place: usize| {
        version.split_whitespace().nth(1).and_then(|v| v.split('.').nth(place)).map(str::to_owned)
    };
    let rustc = Task::new(DEBIAN_RUSTC).arg("--version").read()?;
    let clippy = Task::new("/usr/bin/clippy-driver").arg("--version").read()?;
    // `rustc 1.96.0 …` and `clippy 0.1.96 …` have the same release.
    if minor(&rustc, 1) != minor(&clippy, 2) {
        bail!(
            "`{clippy}` does not fit `{rustc}`; update both: apt-get install rustc-web rust-web-clippy"
        );
    }
    Ok(())
}

/// Run a program of Debian's toolchain through rustup.
fn toolchain(command: &[&str]) -> Result<String> {
    Task::new("rustup").args(["run", DEBIAN]).args(command).read()
}
