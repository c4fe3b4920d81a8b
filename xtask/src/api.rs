//! The public API of the crate as a text, for a snapshot that shows every change of the API.

use std::collections::HashSet;

use anyhow::{Context, Result};
use public_api::{Builder, PublicApi};

use crate::msrv;
use crate::task::say;
use crate::workspace::Workspace;

/// The path of the snapshot.
pub(crate) const SNAPSHOT: &str = "tests/api.txt";

/// The public API, with one line for each item. Only the oldest supported Rust writes this text, because
/// the JSON of rustdoc differs between versions. `None` if rustup cannot install that Rust.
pub(crate) fn text(workspace: &Workspace) -> Result<Option<String>> {
    let Some(rustdoc) = msrv::cargo(workspace, "rustdoc", &["--all-features"])? else {
        say(&format!("NOT CHECKED: whether the public API matches {SNAPSHOT}"));
        return Ok(None);
    };
    rustdoc.args(["--lib", "--", "-Zunstable-options", "--output-format", "json"]).run()?;
    let json = msrv::folder(workspace).join("doc/matricula.json");
    let build = |without_derived| -> Result<PublicApi> {
        Builder::from_rustdoc_json(&json)
            .omit_blanket_impls(true)
            .omit_auto_trait_impls(true)
            .omit_auto_derived_impls(without_derived)
            .build()
            .context("the JSON of rustdoc is not as expected")
    };
    // The snapshot lists derived traits, but not their methods.
    let written = build(true)?.to_string();
    let written: HashSet<&str> = written.lines().collect();
    let all = build(false)?.to_string();
    let told = |line: &&str| {
        written.contains(line) || line.starts_with("impl") && !line.contains("StructuralPartialEq")
    };
    Ok(Some(all.lines().filter(told).map(|line| format!("{line}\n")).collect()))
}
