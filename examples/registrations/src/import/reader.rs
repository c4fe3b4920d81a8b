//! Reads the input as entries. Each entry has its line, its place, and its members or the reason
//! why it cannot be read.

use std::fs::File;
use std::io;
use std::ops::Range;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;

use super::csv::Table;
use super::lines::{Line, Lines};

pub(super) const TOO_LONG: &str = "is longer than 1 MiB";

/// The format of the input.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Format {
    /// Comma-separated values (RFC 4180), with a header.
    Csv,
    /// One JSON object per line.
    Jsonl,
}

impl Format {
    /// The format from the end of the file's name.
    pub(super) fn of(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "csv" => Some(Self::Csv),
            "jsonl" | "ndjson" => Some(Self::Jsonl),
            _ => None,
        }
    }
}

/// One entry of the input. It may contain a password, so it has no `Debug`.
pub(super) struct Entry {
    /// Its first line, counted from 1.
    pub(super) line: u64,
    /// Its place in the file.
    pub(super) place: Range<u64>,
    /// Its members, or the reason why it cannot be read.
    pub(super) value: Result<Value, String>,
}

/// Reads entries one after the other, with bounded memory.
pub(super) struct Reader {
    lines: Lines,
    table: Option<Table>,
}

impl Reader {
    pub(super) fn open(path: &Path, format: Format) -> Result<Self> {
        let file =
            File::open(path).with_context(|| format!("{} cannot be read", path.display()))?;
        let mut lines = Lines::new(file);
        let table = match format {
            Format::Csv => Some(Table::open(&mut lines)?),
            Format::Jsonl => None,
        };
        Ok(Self { lines, table })
    }

    /// The place of the header; empty if there is none.
    pub(super) fn header(&self) -> Range<u64> {
        self.table.as_ref().map_or(0..0, |table| table.header.clone())
    }
}

impl Iterator for Reader {
    type Item = io::Result<Entry>;

    fn next(&mut self) -> Option<Self::Item> {
        let entry = match &self.table {
            Some(table) => table.next(&mut self.lines),
            None => self.lines.filled().map(|line| {
                line.map(|line| Entry {
                    line: line.number,
                    place: line.place.clone(),
                    value: json(&line),
                })
            }),
        };
        entry.transpose()
    }
}

/// Reads a line as JSON. Serde's message can quote the line, which may contain a password. So the
/// error names only the column.
fn json(line: &Line) -> Result<Value, String> {
    if line.is_too_long() {
        return Err(TOO_LONG.to_owned());
    }
    let value: Value = serde_json::from_slice(line.bytes.trim_ascii_end())
        .map_err(|error| format!("is not JSON at column {}", error.column()))?;
    if value.is_object() { Ok(value) } else { Err("is not a JSON object".to_owned()) }
}
