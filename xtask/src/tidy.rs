//! Checks those rules of CONTRIBUTING.md that a program can check; each failure says what to do.

mod circles;
mod layers;
mod paths;
mod references;
mod source;

use anyhow::{Context, Result, bail};

use self::source::Source;
use crate::workspace::Workspace;

const LONGEST_FILE: usize = 400;
/// The mark in the first line of a generated file.
const GENERATED: &str = "Written by `cargo xtask generate`.";
/// The snapshot of the package's declarations. `cargo xtask bless` writes it, with another mark.
const DECLARATIONS: &str = "js-tests/api.d.ts";
/// The folders where every Rust file starts with a sentence that says what the file is.
const DOCUMENTED: [&str; 3] = ["src/", "test-server/src/", "xtask/src/"];
/// The ways to start such a file: with the sentence, or with the README of the crate.
const OPENINGS: [&str; 2] = ["//! ", "#![doc = include_str!"];
/// The files and folders that may have a `cfg` for only one target. In `src/session/`, only `mod.rs` may have one: the
/// module of the store for browsers exists only in wasm.
const TARGETS: [&str; 6] = [
    "src/maybe_send.rs",
    "src/transport/",
    "src/token/",
    "src/wasm/",
    "src/lib.rs",
    "src/session/mod.rs",
];
/// Marks of unfinished work and of tests that do not run. No file may contain such a mark. Here, each mark is written
/// in two parts, so that this file does not contain it.
const RUST_WORDS: [&str; 3] = [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("#[ign", "ore")];
const SCRIPT_WORDS: [&str; 5] = [
    concat!("TO", "DO"),
    concat!("FIX", "ME"),
    concat!("test.sk", "ip("),
    concat!("it.sk", "ip("),
    concat!("describe.sk", "ip("),
];

/// Check every rule, and report all failures together.
pub(crate) fn run(workspace: &Workspace) -> Result<()> {
    let sources = source::all(&workspace.root)?;
    let root = sources
        .iter()
        .find(|source| source.path == "src/lib.rs")
        .context("src/lib.rs is missing")?;
    let exports = layers::exports(&root.text)?;
    let mut broken = Vec::new();
    for source in &sources {
        broken.extend(opening(source));
        broken.extend(length(source));
        broken.extend(words(source));
        broken.extend(targets(source));
        broken.extend(references::check(source));
        broken.extend(layers::check(&source.path, &source.text, &exports));
    }
    broken.extend(circles::check(&sources));
    if broken.is_empty() {
        println!("  {} files are tidy", sources.len());
        return Ok(());
    }
    bail!("{} places break the rules of CONTRIBUTING.md:\n{}", broken.len(), broken.join("\n"))
}

fn opening(source: &Source) -> Option<String> {
    let asked = DOCUMENTED.iter().any(|folder| source.path.starts_with(folder)) && source.is_rust();
    let starts = OPENINGS.iter().any(|opening| source.text.starts_with(opening));
    (asked && !starts).then(|| {
        format!("{}:1: start with one `//!` sentence that says what the file is", source.path)
    })
}

fn length(source: &Source) -> Option<String> {
    let lines = source.text.lines().count();
    let page = source.path.ends_with(".md");
    let generated = source.path == DECLARATIONS
        || source.text.lines().next().is_some_and(|line| line.contains(GENERATED));
    (lines > LONGEST_FILE && !generated && !page).then(|| {
        format!(
            "{}: {lines} lines are more than {LONGEST_FILE}; a file holds one concept: split it",
            source.path
        )
    })
}

fn words(source: &Source) -> Vec<String> {
    let words: &[&str] = if source.is_rust() { &RUST_WORDS } else { &SCRIPT_WORDS };
    source
        .lines()
        .filter_map(|(number, line)| {
            let word = words.iter().find(|word| line.contains(**word))?;
            Some(format!(
                "{}:{number}: `{word}`: finish the work now, or open an issue and remove this mark",
                source.path
            ))
        })
        .collect()
}

fn targets(source: &Source) -> Vec<String> {
    if !source.path.starts_with("src/")
        || TARGETS.iter().any(|allowed| source.path.starts_with(allowed))
    {
        return Vec::new();
    }
    let before = std::iter::once("").chain(source.text.lines());
    source.lines()
        .zip(before)
        // The line after `#[cfg(test)]` may name a target, in a second attribute. The two attributes cannot
        // be one: clippy recognises a test module only by the exact line `#[cfg(test)]`.
        .filter_map(|(line, before)| (before.trim() != "#[cfg(test)]").then_some(line))
        .filter(|(_, line)| line.contains("cfg") && !line.trim_start().starts_with("//"))
        .filter(|(_, line)| {
            let names = || line.split(|c: char| !c.is_alphanumeric() && c != '_');
            // Two exceptions: a `cfg_attr` may add an attribute for JavaScript, and a test may be for one target.
            !names().any(|name| name == "cfg_attr" || name == "test")
                && names().any(|name| {
                    matches!(name, "js" | "fetch" | "wasm32") || name.starts_with("target_")
                })
        })
        .map(|(number, _)| {
            format!(
                "{}:{number}: code for only one target belongs in transport/, token/ or wasm/; move this \
                 there, behind a function that both targets have",
                source.path
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(path: &str, text: &str) -> Source {
        Source { path: path.to_owned(), text: text.to_owned() }
    }

    #[test]
    fn a_file_must_say_what_it_is() {
        assert!(opening(&source("src/a.rs", "use x;")).is_some());
        assert!(opening(&source("src/a.rs", "//! A thing.\n")).is_none());
        assert!(opening(&source("tests/it/main.rs", "use x;")).is_none());
    }

    #[test]
    fn a_long_file_is_found() {
        assert!(length(&source("src/a.rs", &"\n".repeat(400))).is_none());
        assert!(length(&source("src/a.rs", &"\n".repeat(401))).is_some());
    }

    #[test]
    fn marks_of_unfinished_work_are_found() {
        let found = words(&source("src/a.rs", &format!("fn a() {{}}\n// {}: b\n", RUST_WORDS[0])));
        assert!(found[0].starts_with("src/a.rs:2: "), "{found:?}");
        assert!(words(&source("js-tests/a.mjs", "list.skip(2)")).is_empty());
        assert_eq!(words(&source("js-tests/a.mjs", &format!("{}'a')", SCRIPT_WORDS[2]))).len(), 1);
    }

    #[test]
    fn only_some_files_may_have_code_for_one_target() {
        for line in [
            "#[cfg(js)]",
            "#[cfg(fetch)]",
            "#[cfg(not(target_arch = \"wasm32\"))]",
            "if cfg!(js) {",
        ] {
            assert_eq!(targets(&source("src/fusio/login.rs", line)).len(), 1, "{line}");
            assert!(targets(&source("src/transport/mod.rs", line)).is_empty(), "{line}");
        }
        for line in [
            "#[cfg_attr(js, derive(tsify::Tsify))]",
            "#[cfg(all(test, not(target_arch = \"wasm32\")))]",
            "#[cfg(test)]\n#[cfg(not(target_arch = \"wasm32\"))]",
        ] {
            assert!(targets(&source("src/wire/fusio.rs", line)).is_empty(), "{line}");
        }
    }
}
