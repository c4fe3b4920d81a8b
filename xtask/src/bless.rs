//! `cargo xtask bless`: writes the snapshots. The tests fail when a snapshot is out of date.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use crate::task::{minutes, say};
use crate::workspace::Workspace;
use crate::{api, generate, js, package};

/// The first line of a snapshot.
const HEAD: &str = "// Written by `cargo xtask bless`.\n";

/// The snapshots of the API and of the package: the path in the repository and the new text.
fn snapshots(workspace: &Workspace) -> Result<Vec<(&'static str, String)>> {
    let read = |(path, built): (&'static str, PathBuf)| {
        let text = fs::read_to_string(&built).with_context(|| {
            format!("{} is missing; run `cargo xtask package`", built.display())
        })?;
        let head = if text.starts_with(HEAD) { "" } else { HEAD };
        Ok((path, format!("{head}{text}")))
    };
    let api = api::text(workspace)?.map(|text| Ok((api::SNAPSHOT, format!("{HEAD}{text}"))));
    api.into_iter().chain(package::snapshots(workspace).into_iter().map(read)).collect()
}

/// Write the generated files, build the package, and write all snapshots.
pub(crate) fn run(workspace: &Workspace) -> Result<()> {
    generate::run(workspace)?;
    let names = package::snapshots(workspace).into_iter().map(|(name, _)| name);
    let before: BTreeMap<_, _> =
        names.chain([api::SNAPSHOT]).map(|name| (name, read(workspace, name).ok())).collect();
    package::bless(workspace)?;
    for (name, text) in snapshots(workspace)? {
        if before.get(name).is_some_and(|before| before.as_ref() == Some(&text)) {
            say(&format!("{name} is unchanged"));
        } else {
            fs::write(workspace.root.join(name), &text)
                .with_context(|| format!("cannot write {name}"))?;
            say(&format!("{name} has changed; check the difference and commit it"));
        }
    }
    transcript(workspace)?;
    js::bless(workspace)?;
    say("docs/installs.md is written; check the difference and commit it");
    Ok(())
}

/// Run the test of the shared journey, and let it write its requests and answers into a file. In other
/// runs the test compares its requests and answers with this file.
fn transcript(workspace: &Workspace) -> Result<()> {
    let test = ["test", "--package", "matricula", "--test", "it", "the_shared_journey"];
    workspace.cargo(&test).env("MATRICULA_BLESS", "1").limit(minutes(10)).run()?;
    say("the transcript of the journey is written; check the difference and commit it");
    Ok(())
}

/// Check the generated files. Compare the API, and the package that was built last, with the snapshots.
pub(crate) fn check(workspace: &Workspace) -> Result<()> {
    generate::check(workspace)?;
    for (name, built) in snapshots(workspace)? {
        let Ok(text) = read(workspace, name) else {
            bail!("{name} is missing; write it with `cargo xtask bless` and commit it");
        };
        if let Some((line, was, is)) = first_difference(&text, &built) {
            bail!(
                "{name} differs at line {line}:\n- {was}\n+ {is}\nIf this is intended, run `cargo xtask bless` \
                 and commit the difference."
            );
        }
    }
    Ok(())
}

fn read(workspace: &Workspace, name: &str) -> std::io::Result<String> {
    fs::read_to_string(workspace.root.join(name))
}

fn first_difference<'a>(was: &'a str, is: &'a str) -> Option<(usize, &'a str, &'a str)> {
    let end = "(end of file)";
    let (mut old, mut new) = (was.lines(), is.lines());
    (1..).find_map(|number| match (old.next(), new.next()) {
        (None, None) => Some(None),
        (old, new) if old == new => None,
        (old, new) => Some(Some((number, old.unwrap_or(end), new.unwrap_or(end)))),
    })?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_different_line_is_found() {
        assert_eq!(first_difference("a\nb\n", "a\nb\n"), None);
        assert_eq!(first_difference("a\nb\n", "a\nc\n"), Some((2, "b", "c")));
        assert_eq!(first_difference("a\n", "a\nb\n"), Some((2, "(end of file)", "b")));
    }
}
