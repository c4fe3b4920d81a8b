//! Imports registrations from a file. No line is imported twice, even if the import is interrupted
//! often.

mod csv;
mod journal;
mod lines;
mod progress;
mod reader;
mod record;
mod rejection;
mod rejects;
mod send;
mod stop;

use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};
use std::pin::pin;
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::Args;
use futures_util::{Stream, StreamExt, stream};
use matricula::fusionauth::Client;

use journal::{About, Journal};
use progress::Progress;
use reader::{Entry, Format, Reader};
use record::Ids;
use rejection::Rejection;
use send::{Outcome, send};
use stop::Stop;

/// The exit code when all lines are finished, and some were rejected.
const REJECTED: u8 = 1;
/// The exit code when some lines were sent, but are not finished; the next run sends these lines
/// again.
const UNSETTLED: u8 = 3;
/// The exit code after a signal, if no line is unfinished and the server has not refused the key. After a second
/// signal, it is always this code.
const INTERRUPTED: u8 = 130;
/// The import stops after this many unfinished lines in a row. If `jobs` is larger, it stops after
/// `jobs` such lines.
const PATIENCE: usize = 4;

/// Imports registrations. You can interrupt the import at any time and run it again: it continues
/// where it stopped.
#[derive(Args)]
pub(crate) struct Import {
    /// A CSV file with a header (`user.email,user.password,registration.roles`), or JSON Lines with
    /// one object per line (`{"user": {"email": …}, "registration": {"applicationId": …}}`).
    file: PathBuf,
    /// The application (UUID) for the lines that name no application.
    #[arg(long)]
    application: Option<String>,
    /// The number of simultaneous requests.
    #[arg(long, short, default_value_t = 16, value_parser = clap::value_parser!(u16).range(1..=256))]
    jobs: u16,
    /// The format of the file. Needed if its name does not end in .csv, .jsonl or .ndjson.
    #[arg(long)]
    format: Option<Format>,
}

/// How a run ended.
#[derive(Default)]
struct Run {
    unsettled: Vec<(u64, matricula::Error)>,
    refused: Option<matricula::Error>,
    interrupted: bool,
}

impl Import {
    pub(crate) async fn run(
        &self,
        client: &Client,
        server: &str,
        tenant: Option<&str>,
    ) -> Result<ExitCode> {
        let stop = Stop::new()?;
        let input = self.file.as_path();
        let format = self.format.or_else(|| Format::of(input));
        let format = format.context("the file's name does not show the format; use --format")?;
        let about = About {
            sha256: rejects::sha256(input)?,
            server: server.trim_end_matches('/').to_owned(),
            tenant: tenant.map(str::to_owned),
            application: self.application.clone(),
        };
        let mut total = 0;
        for entry in Reader::open(input, format)? {
            entry?;
            total += 1;
        }
        let mut name = input.as_os_str().to_owned();
        name.push(".journal");
        let mut journal = Journal::open(Path::new(&name), &about)?;
        let done: HashSet<u64> = journal.settled.keys().copied().collect();
        let rejects = rejects::path(input);
        rejects::recover(&rejects, &journal)?;
        if u64::try_from(done.len())? < total || journal.rejects_are_stale() {
            rejects::check(&rejects, &journal)?;
        }
        let ids = Ids::new(&about.sha256, self.application.as_deref());
        let mut progress =
            Progress::new(total, u64::try_from(done.len())?, journal.rejected().count());
        let open = Reader::open(input, format)?
            .filter(|entry| !entry.as_ref().is_ok_and(|entry| done.contains(&entry.line)));
        let outcomes = stream::iter(open)
            .take_until(Box::pin(stop.wished()))
            .map(|entry| settle(client, &ids, entry, &stop))
            .buffer_unordered(self.jobs.into());
        let run = self.note(outcomes, &mut journal, &mut progress, &stop).await;
        progress.end();
        // The journal keeps the finished lines even if the run has failed.
        journal.sync()?;
        if journal.rejects_are_stale() {
            rejects::write(&rejects, input, format, &mut journal)?;
        }
        let run = run?;
        report(&run, &journal, &progress, &rejects);
        Ok(ExitCode::from(match run {
            Run { refused: Some(_), .. } => 2,
            Run { unsettled, .. } if !unsettled.is_empty() => UNSETTLED,
            Run { interrupted: true, .. } => INTERRUPTED,
            _ if journal.rejected().next().is_some() => REJECTED,
            _ => 0,
        }))
    }

    /// Records the result of each line. Stops the import if the server refuses the key, or if too
    /// many lines in a row are not finished.
    async fn note(
        &self,
        outcomes: impl Stream<Item = Result<(u64, Outcome)>>,
        journal: &mut Journal,
        progress: &mut Progress,
        stop: &Stop,
    ) -> Result<Run> {
        let mut outcomes = pin!(outcomes);
        let (mut run, mut in_a_row) = (Run::default(), 0);
        while let Some(outcome) = outcomes.next().await {
            let (line, outcome) = outcome?;
            let rejected = match outcome {
                Outcome::Imported => None,
                Outcome::Rejected(rejection) => Some(rejection),
                Outcome::Unsettled(error) => {
                    in_a_row += 1;
                    if in_a_row >= PATIENCE.max(self.jobs.into()) {
                        stop.now();
                    }
                    run.unsettled.push((line, error));
                    continue;
                }
                Outcome::Refused(error) => {
                    stop.now();
                    run.refused = Some(error);
                    continue;
                }
            };
            in_a_row = 0;
            progress.settled(rejected.is_some());
            journal.settle(line, rejected)?;
        }
        run.interrupted = stop.is_now();
        Ok(run)
    }
}

async fn settle(
    client: &Client,
    ids: &Ids,
    entry: io::Result<Entry>,
    stop: &Stop,
) -> Result<(u64, Outcome)> {
    let Entry { line, value, .. } = entry.context("the rest of the file cannot be read")?;
    let outcome = match value.and_then(|value| ids.record(line, value)) {
        Ok(record) => send(client, &record, stop).await,
        Err(why) => Outcome::Rejected(Rejection::unreadable(why)),
    };
    Ok((line, outcome))
}

/// Prints the number and the error of each line that was rejected, or was sent and is unfinished. Then prints the
/// totals.
fn report(run: &Run, journal: &Journal, progress: &Progress, rejects: &Path) {
    let rejected = journal.rejected().count();
    for (line, rejection) in journal.rejected() {
        println!("line {line}: {rejection}");
    }
    for (line, error) in &run.unsettled {
        println!("line {line}: not finished: {}: {error}", error.kind());
    }
    let imported = journal.settled.len() - rejected;
    println!("{imported} imported, {rejected} rejected, {progress}");
    if rejected > 0 {
        println!("the rejected lines are in {}", rejects.display());
    }
    if let Some(error) = &run.refused {
        println!("stopped: {error}");
    }
    if run.interrupted || !run.unsettled.is_empty() {
        println!("run the same command again to continue");
    }
}
