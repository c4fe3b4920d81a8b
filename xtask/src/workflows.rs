//! The step `workflows`: checks that the files that `FORMS` lists have the form that GitHub expects, and
//! that the workflows are safe.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::setup::python;
use crate::task::Task;
use crate::workspace::Workspace;

const FOLDER: &str = ".github";
/// The schemas of check-jsonschema for files of GitHub, each with the path of its files.
const FORMS: [(&str, &str); 4] = [
    ("github-workflows", "workflows"),
    ("dependabot", "dependabot.yml"),
    ("github-issue-config", "ISSUE_TEMPLATE/config.yml"),
    ("github-issue-forms", "ISSUE_TEMPLATE/bug.yml"),
];

/// Check the files without the network.
pub(crate) fn run(workspace: &Workspace) -> Result<()> {
    let programs = python::install(workspace)?;
    for (form, path) in FORMS {
        Task::new(programs.join("check-jsonschema"))
            .args(["--builtin-schema", &format!("vendor.{form}")])
            .args(files(workspace.root.join(FOLDER).join(path))?)
            .dir(&workspace.root)
            .run()?;
    }
    Task::new(programs.join("zizmor"))
        .args(["--offline", "--strict-collection", "--no-progress", FOLDER])
        .dir(&workspace.root)
        .run()
        .context("https://docs.zizmor.sh/audits explains the rules of zizmor")
}

/// The file, or the files of the folder.
fn files(path: PathBuf) -> Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(vec![path]);
    }
    fs::read_dir(path)?.map(|entry| Ok(entry?.path())).collect()
}
