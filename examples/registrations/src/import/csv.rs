//! Reads CSV as entries. The CSV must follow RFC 4180, but a line may also end with LF alone. Each
//! column becomes one JSON member of the entry.
//!
//! In RFC 4180, an unclosed quote makes all following lines part of its record. Here it affects
//! only its own line, unless a quote in a later line closes it at a valid place.

use std::io;
use std::ops::Range;

use anyhow::{Context, Result, bail};
use csv::{ByteRecord, ReaderBuilder};
use serde_json::{Map, Value};

use super::lines::{LONGEST, Line, Lines};
use super::reader::{Entry, TOO_LONG};

const UNCLOSED: &str = "has a quote that is not closed, or its record is longer than 1 MiB";
const QUOTES: &str = "has a quote in a wrong place";

/// The type of the cells of a column. If a cell is empty, the entry does not have the member.
#[derive(Clone, Copy)]
enum Cell {
    Text,
    /// Values separated by `;`.
    List,
    /// `true` or `false`.
    Flag,
    Number,
}

/// The possible columns, with the names that the server uses in its errors.
const COLUMNS: &[(&str, Cell)] = &[
    ("userId", Cell::Text),
    ("user.birthDate", Cell::Text),
    ("user.email", Cell::Text),
    ("user.expiry", Cell::Number),
    ("user.firstName", Cell::Text),
    ("user.fullName", Cell::Text),
    ("user.imageUrl", Cell::Text),
    ("user.lastName", Cell::Text),
    ("user.middleName", Cell::Text),
    ("user.mobilePhone", Cell::Text),
    ("user.parentEmail", Cell::Text),
    ("user.password", Cell::Text),
    ("user.passwordChangeRequired", Cell::Flag),
    ("user.phoneNumber", Cell::Text),
    ("user.preferredLanguages", Cell::List),
    ("user.timezone", Cell::Text),
    ("user.username", Cell::Text),
    ("registration.applicationId", Cell::Text),
    ("registration.id", Cell::Text),
    ("registration.preferredLanguages", Cell::List),
    ("registration.roles", Cell::List),
    ("registration.timezone", Cell::Text),
    ("registration.username", Cell::Text),
    ("disableDomainBlock", Cell::Flag),
    ("sendSetPasswordEmail", Cell::Flag),
    ("skipRegistrationVerification", Cell::Flag),
    ("skipVerification", Cell::Flag),
];
/// The name of a column can also begin with one of these prefixes, if more text follows. The cells
/// of such a column are text.
const DATA: [&str; 2] = ["user.data.", "registration.data."];

/// The columns in the header.
pub(super) struct Table {
    columns: Vec<(String, Cell)>,
    pub(super) header: Range<u64>,
}

struct Record {
    line: u64,
    place: Range<u64>,
    fields: Result<Vec<String>, String>,
}

impl Table {
    /// Reads the header.
    pub(super) fn open(lines: &mut Lines) -> Result<Self> {
        let record = record(lines, None)?.context("the file is empty")?;
        let names = record.fields.map_err(|why| anyhow::anyhow!("the header {why}"))?;
        let mut columns: Vec<(String, Cell)> = Vec::new();
        for name in names {
            let known = COLUMNS.iter().find(|(known, _)| *known == name);
            let data = DATA.iter().any(|data| name.len() > data.len() && name.starts_with(data));
            let cell = match known {
                Some((_, cell)) => *cell,
                None if data => Cell::Text,
                None => bail!(
                    "the column `{name}` is unknown; the known columns are {}",
                    known_columns()
                ),
            };
            if columns.iter().any(|(other, _)| *other == name) {
                bail!("the header has the column `{name}` twice");
            }
            let inside = |inner: &str, outer: &str| {
                inner.strip_prefix(outer).is_some_and(|rest| rest.starts_with('.'))
            };
            let clash =
                columns.iter().find(|(other, _)| inside(other, &name) || inside(&name, other));
            if let Some((other, _)) = clash {
                bail!(
                    "the header has the columns `{other}` and `{name}`: one would be inside the other"
                );
            }
            columns.push((name, cell));
        }
        Ok(Self { columns, header: record.place })
    }

    /// The next entry.
    pub(super) fn next(&self, lines: &mut Lines) -> io::Result<Option<Entry>> {
        let record = record(lines, Some(self.columns.len()))?;
        Ok(record.map(|Record { line, place, fields }| Entry {
            line,
            place,
            value: fields.and_then(|fields| self.members(&fields)),
        }))
    }

    fn members(&self, fields: &[String]) -> Result<Value, String> {
        let mut members = Map::new();
        for ((name, cell), field) in self.columns.iter().zip(fields) {
            if !field.is_empty() {
                let value = value(*cell, field).map_err(|why| format!("{name} {why}"))?;
                insert(&mut members, name, value);
            }
        }
        Ok(members.into())
    }
}

fn known_columns() -> String {
    let known = COLUMNS.iter().map(|(name, _)| (*name).to_owned());
    known.chain(DATA.map(|data| format!("{data}*"))).collect::<Vec<_>>().join(", ")
}

fn value(cell: Cell, field: &str) -> Result<Value, &'static str> {
    match cell {
        Cell::Text => Ok(field.into()),
        Cell::List => Ok(field.split(';').map(str::trim).collect()),
        Cell::Flag => field.parse::<bool>().map(Value::from).map_err(|_| "is not true or false"),
        Cell::Number => field.parse::<i64>().map(Value::from).map_err(|_| "is not a whole number"),
    }
}

/// Inserts a nested member: `user.data.plan` is `plan` in `data` in `user`.
fn insert(members: &mut Map<String, Value>, name: &str, value: Value) {
    match name.split_once('.') {
        None => drop(members.insert(name.to_owned(), value)),
        Some((first, rest)) => {
            let inner = members.entry(first).or_insert_with(|| Map::new().into());
            if let Value::Object(inner) = inner {
                insert(inner, rest, value);
            }
        }
    }
}

/// The next record: one line, or several if a quoted field has line breaks. If the field has no end,
/// if the lines are too long together, or if their quotes are in wrong places, the first line
/// probably has a quote that is not closed: then the record is only the first line.
fn record(lines: &mut Lines, width: Option<usize>) -> io::Result<Option<Record>> {
    let Some(first) = lines.filled()? else { return Ok(None) };
    if first.is_too_long() {
        return Ok(Some(given_up(&first, TOO_LONG)));
    }
    let (mut bytes, mut more) = (first.bytes.clone(), Vec::new());
    let mut open = is_odd(&first);
    while open && bytes.len() <= LONGEST {
        let Some(line) = lines.next()? else { break };
        bytes.extend_from_slice(&line.bytes);
        open ^= is_odd(&line);
        more.push(line);
    }
    // A record that is longer than `LONGEST` counts as not complete: `Lines` gives only the beginning
    // of a line that is too long.
    let complete = !open && bytes.len() <= LONGEST;
    let fields = if complete { fields(&bytes, width) } else { Err(UNCLOSED.to_owned()) };
    let unclosed = !complete || fields.as_ref().is_err_and(|why| why == QUOTES);
    if unclosed && !more.is_empty() {
        lines.put_back(more.into_iter());
        return Ok(Some(given_up(&first, UNCLOSED)));
    }
    let end = more.last().map_or(first.place.end, |line| line.place.end);
    Ok(Some(Record { line: first.number, place: first.place.start..end, fields }))
}

fn given_up(line: &Line, why: &str) -> Record {
    Record { line: line.number, place: line.place.clone(), fields: Err(why.to_owned()) }
}

/// Whether a line has an odd number of quotes. A complete record has an even number.
fn is_odd(line: &Line) -> bool {
    line.bytes.iter().filter(|byte| **byte == b'"').count() % 2 == 1
}

fn fields(bytes: &[u8], width: Option<usize>) -> Result<Vec<String>, String> {
    let mut record = ByteRecord::new();
    let mut reader = ReaderBuilder::new().has_headers(false).from_reader(bytes);
    if !reader.read_byte_record(&mut record).unwrap_or(false) || !is_strict(bytes, &record) {
        return Err(QUOTES.to_owned());
    }
    if let Some(width) = width.filter(|width| *width != record.len()) {
        return Err(format!("has {} fields, the header has {width}", record.len()));
    }
    let text = |field: &[u8]| String::from_utf8(field.to_vec());
    record.iter().map(text).collect::<Result<_, _>>().map_err(|_| "is not UTF-8".to_owned())
}

/// Whether the fields, written as CSV, equal the input. This finds invalid CSV that the crate
/// `csv` accepts.
fn is_strict(bytes: &[u8], record: &ByteRecord) -> bool {
    let mut rest = bytes.strip_suffix(b"\n").unwrap_or(bytes);
    rest = rest.strip_suffix(b"\r").unwrap_or(rest);
    for (index, field) in record.iter().enumerate() {
        if index > 0 {
            let Some(after) = rest.strip_prefix(b",") else { return false };
            rest = after;
        }
        let quoted = rest.first() == Some(&b'"');
        if !quoted && field.contains(&b'"') {
            return false;
        }
        let written = if quoted { quote(field) } else { field.to_vec() };
        let Some(after) = rest.strip_prefix(written.as_slice()) else { return false };
        rest = after;
    }
    rest.is_empty()
}

fn quote(field: &[u8]) -> Vec<u8> {
    let doubled = field.split(|byte| *byte == b'"').collect::<Vec<_>>().join(&b"\"\""[..]);
    [b"\"", doubled.as_slice(), b"\""].concat()
}
