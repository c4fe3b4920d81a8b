//! The journal beside the input: which lines are settled, and how. It holds no secrets.
//!
//! A run that was killed may have lost the last lines of it. That is no harm: those records are sent
//! again with the same ids, and the server tells that it has them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};

use super::rejection::Rejection;

/// How much of a journal a power failure may take.
const SYNC: Duration = Duration::from_secs(1);

/// What a journal is about; with another file, server or application it is another import.
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
    /// The file with the rejected lines was written: its SHA-256, and how many there are.
    Rejects {
        rejects: String,
        lines: usize,
    },
}

pub(super) struct Journal {
    file: File,
    synced: Instant,
    /// The lines that are settled; of rejected ones, why.
    pub(super) settled: BTreeMap<u64, Option<Rejection>>,
    /// What the file with the rejected lines has been, and how many it has now.
    rejects: BTreeSet<String>,
    rejects_lines: usize,
}

impl Journal {
    /// Opens the journal of an import, or begins one.
    pub(super) fn open(path: &Path, about: &About) -> Result<Self> {
        let name = || path.display().to_string();
        let mut options = OpenOptions::new();
        options.read(true).append(true).create(true);
        let mut file = options.open(path).with_context(name)?;
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => bail!("{}: another import is at it", name()),
            // Some file systems have no locks.
            Err(TryLockError::Error(_)) | Ok(()) => {}
        }
        let mut text = String::new();
        file.read_to_string(&mut text).with_context(name)?;
        // What comes after the last end of a line was cut off when a run was killed.
        let whole = text.rfind('\n').map_or(0, |end| end + 1);
        text.truncate(whole);
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
            match note.with_context(|| format!("{}:{}: no journal", name(), index + 1))? {
                Note::About(before) if before == *about => {}
                Note::About(before) if before.sha256 != about.sha256 => bail!(
                    "the file has changed since this import began; \
                     give the changed file another name, or remove {} to begin anew",
                    name()
                ),
                Note::About(_) => bail!(
                    "{} is of an import to another server, tenant or application; remove it to begin anew",
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

    /// Notes that a line is settled.
    pub(super) fn settle(&mut self, line: u64, rejected: Option<Rejection>) -> io::Result<()> {
        self.write(&Note::Settled { line, rejected: rejected.clone() })?;
        self.settled.insert(line, rejected);
        if self.synced.elapsed() > SYNC { self.sync() } else { Ok(()) }
    }

    /// Notes what the file with the rejected lines will be.
    pub(super) fn rejects(&mut self, sha256: &str) -> io::Result<()> {
        self.rejects.insert(sha256.to_owned());
        self.rejects_lines = self.rejected().count();
        self.write(&Note::Rejects { rejects: sha256.to_owned(), lines: self.rejects_lines })?;
        self.sync()
    }

    /// Whether lines were rejected since that file was written.
    pub(super) fn rejects_are_stale(&self) -> bool {
        self.rejects_lines != self.rejected().count()
    }

    /// Whether that file has once been written like this.
    pub(super) fn knows_rejects(&self, sha256: &str) -> bool {
        self.rejects.contains(sha256)
    }

    /// The rejected lines, and why.
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
        // At once: of a line that is written in two parts, a killed run may leave one.
        self.file.write_all(&line)
    }
}
