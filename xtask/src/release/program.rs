//! Builds the test server as a program for this kind of machine, and packs it for the release.

use std::env::consts::{ARCH, EXE_SUFFIX, OS};
use std::fs;

use anyhow::{Result, bail};

use super::shared::file;
use crate::task::{Task, minutes, say};
use crate::workspace::Workspace;

const NAME: &str = "matricula-test-server";

/// Build the program, check the version that it prints, and pack it.
pub(super) fn run(workspace: &Workspace) -> Result<()> {
    let target = target(OS, ARCH)?;
    // An error here is ignored: without rustup, the toolchain may have the target already. If the target is missing,
    // the build reports this.
    Task::new("rustup").args(["target", "add", &target]).dir(&workspace.root).read().ok();
    let mut build = workspace
        .cargo(&["build", "--locked", "--release", "--package", NAME, "--target", &target])
        .env("CARGO_PROFILE_RELEASE_STRIP", "symbols")
        .limit(minutes(40));
    for (name, value) in settings(OS, &target) {
        build = build.env(&name, value);
    }
    build.run()?;

    let program = format!("{NAME}{EXE_SUFFIX}");
    let built = workspace.target.join(&target).join("release").join(&program);
    let version = Task::new(&built).arg("--version").read()?;
    if version.split_whitespace().last() != Some(&workspace.version) {
        bail!("{} says `{version}`, and not {}", built.display(), workspace.version);
    }
    let folder = format!("{NAME}-{}-{target}", workspace.version);
    let files = workspace.target.join("release-program");
    fs::create_dir_all(files.join(&folder))?;
    fs::copy(&built, files.join(&folder).join(&program))?;
    for path in ["LICENSE-APACHE", "LICENSE-MIT", "test-server/README.md"] {
        let name = path.rsplit('/').next().unwrap_or(path);
        fs::copy(workspace.root.join(path), files.join(&folder).join(name))?;
    }
    let archive = file(workspace, &format!("{folder}.tar.gz"))?;
    // The path is relative: GNU tar reads `C:` in a path as the name of another machine.
    Task::new("tar").args(["-czf", "program.tar.gz", &folder]).dir(&files).read()?;
    fs::rename(files.join("program.tar.gz"), &archive)?;
    say(&format!("packed {}", archive.display()));
    Ok(())
}

/// The compiler's target for this system. On Linux, the target makes the program static: it runs on every distribution.
fn target(os: &str, arch: &str) -> Result<String> {
    Ok(match os {
        "linux" => format!("{arch}-unknown-linux-musl"),
        "macos" => format!("{arch}-apple-darwin"),
        "windows" => format!("{arch}-pc-windows-msvc"),
        other => bail!("there is no released program for {other}"),
    })
}

/// The variables that the build needs on this system.
fn settings(os: &str, target: &str) -> Vec<(String, &'static str)> {
    match os {
        // SQLite and AWS-LC are written in C, so the build needs a C compiler for musl: `musl-gcc` of Debian's package
        // `musl-tools`.
        "linux" => vec![(format!("CC_{}", target.replace('-', "_")), "musl-gcc")],
        // With these variables, the program needs no library of Visual C++, and its build needs no
        // assembler.
        "windows" => vec![
            ("RUSTFLAGS".to_owned(), "-Ctarget-feature=+crt-static"),
            ("AWS_LC_SYS_PREBUILT_NASM".to_owned(), "1"),
        ],
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_for_linux_is_static() {
        let target = target("linux", "aarch64").unwrap();
        assert_eq!(target, "aarch64-unknown-linux-musl");
        let compiler = settings("linux", &target);
        assert_eq!(compiler, [("CC_aarch64_unknown_linux_musl".to_owned(), "musl-gcc")]);
    }

    #[test]
    fn another_system_is_refused() {
        assert!(target("haiku", "x86_64").is_err());
    }
}
