//! Shows the progress of the import. On a terminal, one line changes; otherwise, a new line appears
//! from time to time.

use std::fmt;
use std::io::{IsTerminal, Write};
use std::time::{Duration, Instant};

const REDRAW: Duration = Duration::from_millis(100);
const LINE: Duration = Duration::from_secs(10);

pub(super) struct Progress {
    total: u64,
    done: u64,
    /// The lines that earlier runs have finished.
    before: u64,
    rejected: usize,
    started: Instant,
    shown: Instant,
    terminal: bool,
}

impl Progress {
    pub(super) fn new(total: u64, before: u64, rejected: usize) -> Self {
        let (now, terminal) = (Instant::now(), std::io::stderr().is_terminal());
        Self { total, done: before, before, rejected, started: now, shown: now, terminal }
    }

    pub(super) fn settled(&mut self, rejected: bool) {
        self.done += 1;
        self.rejected += usize::from(rejected);
        let twentieth = self.done.is_multiple_of((self.total / 20).max(1));
        let due = self.shown.elapsed() > if self.terminal { REDRAW } else { LINE };
        if due || twentieth && !self.terminal {
            self.show();
        }
    }

    /// Clears the line on the terminal.
    pub(super) fn end(&self) {
        if self.terminal {
            eprint!("\r\x1b[K");
        }
    }

    /// Lines per second in this run.
    #[expect(clippy::cast_precision_loss, reason = "only for display")]
    fn rate(&self) -> f64 {
        (self.done - self.before) as f64 / self.started.elapsed().as_secs_f64().max(1e-9)
    }

    #[expect(clippy::cast_precision_loss, reason = "only for display")]
    fn show(&mut self) {
        self.shown = Instant::now();
        let (done, total, rejected, rate) = (self.done, self.total, self.rejected, self.rate());
        let left = (total.saturating_sub(done)) as f64 / rate.max(1e-9);
        let text = format!(
            "{done} of {total} lines, {rejected} rejected, {rate:.0} per second, {left:.0} s left"
        );
        if self.terminal {
            eprint!("\r{text}\x1b[K");
            std::io::stderr().flush().ok();
        } else {
            eprintln!("{text}");
        }
    }
}

/// A summary of the import so far, and of this run.
impl fmt::Display for Progress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (lines, seconds) = (self.done - self.before, self.started.elapsed().as_secs_f64());
        write!(
            f,
            "{} of {} lines finished; this run: {lines} lines in {seconds:.1} s, {:.0} per second",
            self.done,
            self.total,
            self.rate()
        )
    }
}
