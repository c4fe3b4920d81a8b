//! The journal next to the input: the finished lines and their results. It contains no secrets.
//!
//! After a killed run or a power failure, the journal may lack the lines that were finished last.
//! This is no problem: the next run sends these lines again with the same ids. If the server
//! already has the user and the registration of a line, its answer shows this.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};

use super::rejection::Rejection;

/// A new line is synced if the last sync is older than this. A power failure can lose the lines
/// after the last sync.
const SYNC: Duration = Duration::from_secs(1);

/// The beginning of every journal.
const BEGINNING: &[u8] = b"{\"sha256\":";

/// Says which import a journal belongs to. Another file, server, tenant or application means
/// another import.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct About {
    /// SHA-256 of the input.
    pub(super) sha256: String,
    pub(super) server: String,
    pub(super) tenant: Option<String>,
    pub(super) application: Option<String>,
}

/// A line of the journal.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Note {
    About(About),
    Settled {
        line: u64,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        rejected: Option<Rejection>,
    },
    /// A version of the file with the rejected lines: its SHA-256, and the number of these lines.
    Rejects {
        rejects: String,
        lines: usize,
    },
}

pub(super) struct Journal {
    file: File,
    synced: Instant,
    /// The finished lines. A rejected line has its reason, and an imported line has `None`.
    pub(super) settled: BTreeMap<u64, Option<Rejection>>,
    /// The SHA-256 of each version of the file with the rejected lines.
    rejects: BTreeSet<String>,
    rejects_lines: usize,
}

impl Journal {
    /// Opens the journal of an import, or creates it.
    pub(super) fn open(path: &Path, about: &About) -> Result<Self> {
        let name = || path.display().to_string();
        let mut options = OpenOptions::new();
        options.read(true).append(true).create(true);
        let mut file = options.open(path).with_context(name)?;
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => bail!("{}: another import is using it", name()),
            // Some file systems have no locks.
            Err(TryLockError::Error(_)) | Ok(()) => {}
        }
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).with_context(name)?;
        // Removes an incomplete last line, which a power failure can leave. The line may end in the middle of a
        // character, so the bytes are cut before they become text.
        let whole = bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
        if !bytes.starts_with(BEGINNING) && !BEGINNING.starts_with(&bytes) {
            bail!("{}:1: not a line of a journal", name());
        }
        bytes.truncate(whole);
        let text = String::from_utf8(bytes).with_context(name)?;
        file.set_len(u64::try_from(whole)?).with_context(name)?;
        file.seek(io::SeekFrom::End(0))?;
        let mut journal = Self {
            file,
            synced: Instant::now(),
            settled: BTreeMap::new(),
            rejects: BTreeSet::new(),
            rejects_lines: 0,
        };
        for (index, line) in text.lines().enumerate() {
            let note = serde_json::from_str(line);
            match note
                .with_context(|| format!("{}:{}: not a line of a journal", name(), index + 1))?
            {
                Note::About(before) if before == *about => {}
                Note::About(before) if before.sha256 != about.sha256 => bail!(
                    "the file has changed since this import began; \
                     give the changed file another name, or remove {} to start again",
                    name()
                ),
                Note::About(_) => bail!(
                    "{} belongs to an import to another server, tenant or application; \
                     remove it to start again",
                    name()
                ),
                Note::Settled { line, rejected } => drop(journal.settled.insert(line, rejected)),
                Note::Rejects { rejects, lines } => {
                    journal.rejects.insert(rejects);
                    journal.rejects_lines = lines;
                }
            }
        }
        if text.is_empty() {
            journal.write(&Note::About(about.clone()))?;
            journal.sync()?;
        }
        Ok(journal)
    }

    /// Records that a line is finished.
    pub(super) fn settle(&mut self, line: u64, rejected: Option<Rejection>) -> io::Result<()> {
        self.write(&Note::Settled { line, rejected: rejected.clone() })?;
        self.settled.insert(line, rejected);
        if self.synced.elapsed() > SYNC { self.sync() } else { Ok(()) }
    }

    /// Records the SHA-256 of the new file with the rejected lines, before this file replaces the old
    /// file.
    pub(super) fn rejects(&mut self, sha256: &str) -> io::Result<()> {
        self.rejects.insert(sha256.to_owned());
        self.rejects_lines = self.rejected().count();
        self.write(&Note::Rejects { rejects: sha256.to_owned(), lines: self.rejects_lines })?;
        self.sync()
    }

    /// Whether the file with the rejected lines lacks some of them.
    pub(super) fn rejects_are_stale(&self) -> bool {
        self.rejects_lines != self.rejected().count()
    }

    /// Whether the program itself has written the file that has this SHA-256.
    pub(super) fn knows_rejects(&self, sha256: &str) -> bool {
        self.rejects.contains(sha256)
    }

    /// The rejected lines and their reasons.
    pub(super) fn rejected(&self) -> impl Iterator<Item = (u64, &Rejection)> {
        self.settled.iter().filter_map(|(line, rejected)| Some((*line, rejected.as_ref()?)))
    }

    pub(super) fn sync(&mut self) -> io::Result<()> {
        self.synced = Instant::now();
        self.file.sync_data()
    }

    fn write(&mut self, note: &Note) -> io::Result<()> {
        let mut line = serde_json::to_vec(note)?;
        line.push(b'\n');
        // One write for the whole line, so that a killed run leaves no incomplete line.
        self.file.write_all(&line)
    }
}
