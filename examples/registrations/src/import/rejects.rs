//! Writes the rejected lines to a file in the format of the input. The user can correct and import
//! this file.

use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};

use super::journal::Journal;
use super::reader::{Format, Reader};

/// The path of the file: `users.rejects.csv` for `users.csv`.
pub(super) fn path(input: &Path) -> PathBuf {
    let extension = input.extension().map(|extension| format!(".{}", extension.to_string_lossy()));
    input.with_extension(format!("rejects{}", extension.unwrap_or_default()))
}

/// Fails if somebody has changed the file since this program wrote it: [`write()`] would overwrite
/// the changes.
pub(super) fn check(path: &Path, journal: &Journal) -> Result<()> {
    if path.exists() && !journal.knows_rejects(&sha256(path)?) {
        bail!("{} was changed: first import it, or move it to another folder", path.display());
    }
    Ok(())
}

/// Renames the draft of an earlier run, if that run ended before the rename.
pub(super) fn recover(path: &Path, journal: &Journal) -> Result<()> {
    let draft = draft(path);
    if draft.exists() && journal.knows_rejects(&sha256(&draft)?) {
        check(path, journal)?;
        fs::rename(&draft, path).with_context(|| path.display().to_string())?;
    }
    Ok(())
}

/// The file has this path until it is complete. The path has the whole name of the file, so that two imports from one
/// folder, of `users.csv` and of `users.jsonl`, have different drafts.
fn draft(path: &Path) -> PathBuf {
    let mut path = path.as_os_str().to_owned();
    path.push(".draft");
    path.into()
}

/// Writes the file completely or not at all.
pub(super) fn write(
    path: &Path,
    input: &Path,
    format: Format,
    journal: &mut Journal,
) -> Result<()> {
    let name = || path.display().to_string();
    let draft = draft(path);
    let mut reader = Reader::open(input, format)?;
    let mut places = vec![reader.header()];
    for entry in &mut reader {
        let entry = entry?;
        if journal.settled.get(&entry.line).is_some_and(Option::is_some) {
            places.push(entry.place);
        }
    }
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    // The file can contain passwords, so only its owner can read it.
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut output = options.open(&draft).with_context(name)?;
    let mut input = File::open(input)?;
    for place in places {
        copy(&mut input, &place, &mut output).with_context(name)?;
    }
    output.sync_all()?;
    drop(output);
    // The journal gets the SHA-256 before the rename, so that the next run knows the file even if this
    // run ends here.
    journal.rejects(&sha256(&draft)?)?;
    fs::rename(&draft, path).with_context(name)
}

/// Copies a record, and adds an end of line if the file ends without one.
fn copy(input: &mut File, place: &Range<u64>, output: &mut File) -> io::Result<()> {
    if place.is_empty() {
        return Ok(());
    }
    input.seek(SeekFrom::Start(place.end - 1))?;
    let mut last = [0];
    input.read_exact(&mut last)?;
    input.seek(SeekFrom::Start(place.start))?;
    io::copy(&mut input.take(place.end - place.start), output)?;
    if last == *b"\n" { Ok(()) } else { output.write_all(b"\n") }
}

/// SHA-256 of a file, in hexadecimal.
pub(super) fn sha256(path: &Path) -> Result<String> {
    let mut digest = Sha256::new();
    let mut file =
        File::open(path).with_context(|| format!("{} cannot be read", path.display()))?;
    io::copy(&mut file, &mut digest)?;
    Ok(digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_with_the_rejected_lines_is_named_after_the_input() {
        assert_eq!(path(Path::new("a/users.csv")), Path::new("a/users.rejects.csv"));
        assert_eq!(path(Path::new("users")), Path::new("users.rejects"));
    }

    #[test]
    fn each_file_with_rejected_lines_has_its_own_draft() {
        let drafts =
            ["users.csv", "users.jsonl", "users"].map(|name| draft(&path(Path::new(name))));
        let expected =
            ["users.rejects.csv.draft", "users.rejects.jsonl.draft", "users.rejects.draft"];
        assert_eq!(drafts, expected.map(PathBuf::from));
    }
}
