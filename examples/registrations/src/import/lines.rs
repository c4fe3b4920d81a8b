//! Reads the lines of the input, with their numbers and their places in the file. A record of CSV can
//! have several lines. Lines can be put back, to read them again.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::ops::Range;

/// The maximum length of a record in bytes.
pub(super) const LONGEST: usize = 1 << 20;

/// A line of the input. It may contain a password, so it has no `Debug`.
pub(super) struct Line {
    /// Counted from 1.
    pub(super) number: u64,
    /// Its place in the file, with the line break.
    pub(super) place: Range<u64>,
    /// Its content; if the line is too long, only its beginning.
    pub(super) bytes: Vec<u8>,
}

impl Line {
    pub(super) fn is_too_long(&self) -> bool {
        self.bytes.len() > LONGEST
    }

    fn is_blank(&self) -> bool {
        self.bytes.trim_ascii().is_empty()
    }
}

pub(super) struct Lines {
    input: BufReader<File>,
    number: u64,
    offset: u64,
    back: VecDeque<Line>,
}

impl Lines {
    pub(super) fn new(input: File) -> Self {
        Self { input: BufReader::new(input), number: 0, offset: 0, back: VecDeque::new() }
    }

    /// The next line, if there is one.
    pub(super) fn next(&mut self) -> io::Result<Option<Line>> {
        if let Some(line) = self.back.pop_front() {
            return Ok(Some(line));
        }
        let mut bytes = Vec::new();
        let most = u64::try_from(LONGEST).unwrap_or(u64::MAX).saturating_add(1);
        let mut length = self.input.by_ref().take(most).read_until(b'\n', &mut bytes)?;
        if length == 0 {
            return Ok(None);
        }
        if bytes.len() > LONGEST && bytes.last() != Some(&b'\n') {
            length += self.input.skip_until(b'\n')?;
        }
        if self.offset == 0 && bytes.starts_with(b"\xEF\xBB\xBF") {
            bytes.drain(..3);
        }
        self.number += 1;
        let start = self.offset;
        self.offset += u64::try_from(length).unwrap_or(u64::MAX);
        Ok(Some(Line { number: self.number, place: start..self.offset, bytes }))
    }

    /// The next line that is not blank.
    pub(super) fn filled(&mut self) -> io::Result<Option<Line>> {
        while let Some(line) = self.next()? {
            if !line.is_blank() {
                return Ok(Some(line));
            }
        }
        Ok(None)
    }

    /// Puts lines back, so that `next` returns them again.
    pub(super) fn put_back(&mut self, lines: impl DoubleEndedIterator<Item = Line>) {
        for line in lines.rev() {
            self.back.push_front(line);
        }
    }
}
