//! The source files of the repository.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

/// The folders that are not read. Their files are recorded or generated, or belong to other projects or to Git.
const SKIPPED: [&str; 7] =
    ["target", "node_modules", "pkg", "dist", "fixtures", "generated", ".git"];
/// One source file of the repository.
pub(super) struct Source {
    /// The path relative to the root, with `/` on every system.
    pub(super) path: String,
    pub(super) text: String,
}

impl Source {
    pub(super) fn is_rust(&self) -> bool {
        self.path.ends_with(".rs")
    }

    /// The lines with their numbers.
    pub(super) fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text.lines().enumerate().map(|(index, line)| (index + 1, line))
    }
}

/// All source files.
pub(super) fn all(root: &Path) -> Result<Vec<Source>> {
    let mut found = Vec::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        let mut entries = fs::read_dir(&folder)?.collect::<std::io::Result<Vec<_>>>()?;
        entries.sort_by_key(fs::DirEntry::file_name);
        for entry in entries {
            let (path, name) = (entry.path(), entry.file_name());
            if entry.file_type()?.is_dir() {
                if !SKIPPED.iter().any(|skipped| name == *skipped) {
                    folders.push(path);
                }
            } else if extension(&path).is_some() {
                found.push(read(root, &path)?);
            }
        }
    }
    Ok(found)
}

fn read(root: &Path, path: &Path) -> Result<Source> {
    let text =
        fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let path = path.strip_prefix(root).unwrap_or(path).to_string_lossy().replace('\\', "/");
    Ok(Source { path, text })
}

fn extension(path: &Path) -> Option<&str> {
    let extension = path.extension()?.to_str()?;
    ["rs", "js", "cjs", "mjs", "ts", "tsx", "css", "html", "md"]
        .contains(&extension)
        .then_some(extension)
}
