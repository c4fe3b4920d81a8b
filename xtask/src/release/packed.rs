//! The published archives: their files, which `xtask/release/packed.txt` lists, and their sizes.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::task::Task;
use crate::workspace::Workspace;

/// The list of the expected files.
pub(super) const LIST: &str = "xtask/release/packed.txt";

/// A published archive.
pub(super) struct Archive {
    /// Its name without the version, as in the list.
    pub(super) name: &'static str,
    pub(super) package: &'static str,
    kind: Kind,
    /// The limit for its size in bytes.
    limit: u64,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Crate,
    Npm,
}

/// All published archives. The limits leave room for growth: a larger archive probably has an unexpected file.
pub(super) const ARCHIVES: [Archive; 4] = [
    Archive { name: "matricula.crate", package: "matricula", kind: Kind::Crate, limit: 400_000 },
    Archive {
        name: "matricula-test-server.crate",
        package: "matricula-test-server",
        kind: Kind::Crate,
        limit: 600_000,
    },
    Archive { name: "matricula.tgz", package: "matricula", kind: Kind::Npm, limit: 900_000 },
    Archive {
        name: "matricula-test-server.tgz",
        package: "matricula-test-server",
        kind: Kind::Npm,
        limit: 2_200_000,
    },
];

impl Archive {
    pub(super) fn is_crate(&self) -> bool {
        self.kind == Kind::Crate
    }

    /// The path of the packed file.
    pub(super) fn path(&self, workspace: &Workspace) -> PathBuf {
        let file = format!("{}-{}.crate", self.package, workspace.version);
        match self.kind {
            Kind::Crate => workspace.target.join("package").join(file),
            Kind::Npm => workspace.tarball(self.package),
        }
    }

    /// Compare the files and the size with what is expected.
    pub(super) fn check(&self, workspace: &Workspace, list: &str) -> Result<Vec<String>> {
        let path = self.path(workspace);
        let size = path.metadata().with_context(|| {
            let makes = if self.is_crate() { "cargo package" } else { "cargo xtask package" };
            format!("{} is missing; `{makes}` makes it", path.display())
        })?;
        let mut broken = compare(self.name, &expected(list, self.name)?, &files(&path)?);
        broken.extend(weigh(self.name, size.len(), self.limit));
        Ok(broken)
    }
}

/// A file of an npm archive as text.
pub(super) fn read(archive: &Path, file: &str) -> Result<String> {
    Task::new("tar").arg("-xzOf").arg(archive).arg(format!("package/{file}")).read()
}

/// The paths of the files in an archive, without the first folder, which contains all files.
fn files(archive: &Path) -> Result<Vec<String>> {
    let list = Task::new("tar").arg("-tzf").arg(archive).read()?;
    Ok(list.lines().filter_map(|line| Some(line.split_once('/')?.1.to_owned())).collect())
}

/// The lines of the list for one archive.
fn expected<'a>(list: &'a str, name: &str) -> Result<Vec<&'a str>> {
    let Some((_, rest)) = list.split_once(&format!("\n[{name}]\n")) else {
        bail!("{LIST} has no part [{name}]")
    };
    Ok(rest
        .lines()
        .take_while(|line| !line.starts_with('['))
        .filter(|line| !line.is_empty())
        .collect())
}

fn compare(name: &str, expected: &[&str], files: &[String]) -> Vec<String> {
    let covers = |line: &str, file: &str| {
        if line.ends_with('/') { file.starts_with(line) } else { file == line }
    };
    let unexpected = files
        .iter()
        .filter(|file| !expected.iter().any(|line| covers(line, file)))
        .map(|file| format!("{name}: {file} is packed, but {LIST} does not name it"));
    let missing = expected
        .iter()
        .filter(|line| !files.iter().any(|file| covers(line, file)))
        .map(|line| format!("{name}: {line} is in {LIST}, but not packed"));
    unexpected.chain(missing).collect()
}

fn weigh(name: &str, size: u64, limit: u64) -> Option<String> {
    (size > limit).then(|| format!("{name}: {size} bytes are more than the limit of {limit}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const OF_A_TEST: &str = "# Files.\n\n[a.crate]\nCargo.toml\nsrc/\n\n[a.tgz]\nindex.js\n";

    fn complaints(name: &str, files: &[&str]) -> Vec<String> {
        let files: Vec<String> = files.iter().map(|file| (*file).to_owned()).collect();
        compare(name, &expected(OF_A_TEST, name).unwrap(), &files)
    }

    #[test]
    fn an_archive_with_exactly_the_expected_files_has_no_complaint() {
        assert!(complaints("a.crate", &["Cargo.toml", "src/lib.rs", "src/b/c.rs"]).is_empty());
        assert!(complaints("a.tgz", &["index.js"]).is_empty());
    }

    #[test]
    fn an_unexpected_and_a_missing_file_are_named() {
        let secret = complaints("a.tgz", &["index.js", ".env"]);
        assert!(secret.len() == 1 && secret[0].contains(".env is packed"), "{secret:?}");
        let empty = complaints("a.crate", &["Cargo.toml"]);
        assert!(empty.len() == 1 && empty[0].contains("src/ is in"), "{empty:?}");
        assert!(expected(OF_A_TEST, "b.tgz").is_err());
    }

    #[test]
    fn an_archive_that_is_too_large_is_named() {
        assert_eq!(weigh("a.tgz", 10, 10), None);
        assert_eq!(
            weigh("a.tgz", 11, 10).unwrap(),
            "a.tgz: 11 bytes are more than the limit of 10"
        );
    }

    #[test]
    fn the_list_has_every_archive() {
        let list = include_str!("../../release/packed.txt");
        for archive in ARCHIVES {
            assert!(!expected(list, archive.name).unwrap().is_empty(), "{}", archive.name);
        }
    }
}
