//! Child processes: each has its own process group, most have a time limit, and all of them end with this program.

use std::collections::BTreeSet;
use std::error::Error;
use std::ffi::OsStr;
use std::fmt;
use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Output, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow, bail};

/// How often a long silent task reports that it is still running.
const TICK: Duration = Duration::from_secs(20);
/// The time between the request to end a process and its forced end.
const GRACE: Duration = Duration::from_secs(3);

/// The running process groups, for [`stop_all`].
static GROUPS: Mutex<BTreeSet<u32>> = Mutex::new(BTreeSet::new());

/// The number that [`logged`] returns.
static LOGGED: AtomicUsize = AtomicUsize::new(0);

/// How many tasks have written their output to a log.
pub(crate) fn logged() -> usize {
    LOGGED.load(Ordering::Relaxed)
}

/// A duration of `n` minutes.
pub(crate) const fn minutes(n: u64) -> Duration {
    Duration::from_secs(60 * n)
}

/// A command to run, with a time limit.
pub(crate) struct Task {
    what: String,
    command: Command,
    limit: Duration,
}

impl Task {
    /// A command without the variables that cargo sets for `cargo xtask`: `CARGO`, `CARGO_PKG_…`, `CARGO_MANIFEST_…`.
    pub(crate) fn new(program: impl AsRef<OsStr>) -> Self {
        let program = program.as_ref();
        let mut command = Command::new(program);
        command.stdin(Stdio::null());
        for (name, _) in std::env::vars_os() {
            let text = name.to_string_lossy();
            if text == "CARGO"
                || text.starts_with("CARGO_PKG_")
                || text.starts_with("CARGO_MANIFEST_")
            {
                command.env_remove(&name);
            }
        }
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let what = Path::new(program).file_name().unwrap_or(program).to_string_lossy().into_owned();
        Self { what, command, limit: minutes(10) }
    }

    pub(crate) fn arg(mut self, arg: impl AsRef<OsStr>) -> Self {
        let arg = arg.as_ref();
        // Messages name the command by the first part of its command line.
        if self.what.len() < 60 {
            self.what = format!("{} {}", self.what, arg.to_string_lossy());
        }
        self.command.arg(arg);
        self
    }

    pub(crate) fn args<S: AsRef<OsStr>>(self, args: impl IntoIterator<Item = S>) -> Self {
        args.into_iter().fold(self, Self::arg)
    }

    pub(crate) fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    pub(crate) fn dir(mut self, dir: impl AsRef<Path>) -> Self {
        self.command.current_dir(dir);
        self
    }

    /// Give the process a pipe as stdin. The pipe stays open as long as this program and the [`Running`] live.
    pub(crate) fn piped(mut self) -> Self {
        self.command.stdin(Stdio::piped());
        self
    }

    pub(crate) fn limit(mut self, limit: Duration) -> Self {
        self.limit = limit;
        self
    }

    /// Run the command with its output on the terminal.
    pub(crate) fn run(self) -> Result<()> {
        let what = self.what.clone();
        let output = self.finish(|_| {})?;
        if !output.status.success() {
            bail!("`{what}` failed ({})", output.status);
        }
        Ok(())
    }

    /// Run the command with its output in a file, and print a line from time to time. If the command
    /// fails, show the end of the file.
    pub(crate) fn run_logged(self, title: &str, log: &Path) -> Result<()> {
        self.log(title, log).map_err(|failure| {
            let text = fs::read_to_string(log).unwrap_or_default();
            let lines: Vec<&str> = text.lines().collect();
            let end = lines.get(lines.len().saturating_sub(25)..).unwrap_or_default().join("\n");
            anyhow!("{failure:#}; the end of {}:\n{end}", log.display())
        })
    }

    /// Do the same as [`Task::run_logged`] for tests: if the command fails, print the whole file.
    pub(crate) fn run_beside(self, title: &str, log: &Path) -> Result<()> {
        self.log(title, log).inspect_err(|_| {
            let text = fs::read_to_string(log).unwrap_or_default();
            writeln!(std::io::stdout(), "{text}").ok();
        })
    }

    fn log(mut self, title: &str, log: &Path) -> Result<()> {
        if let Some(folder) = log.parent() {
            fs::create_dir_all(folder)?;
        }
        let file = File::create(log).with_context(|| format!("cannot write {}", log.display()))?;
        self.command.stdout(file.try_clone()?).stderr(file);
        let what = self.what.clone();
        let started = Instant::now();
        LOGGED.fetch_add(1, Ordering::Relaxed);
        say(&format!("{title} …"));
        let outcome =
            self.finish(|elapsed| say(&format!("{title}: still running after {}", human(elapsed))));
        let output = outcome?;
        if !output.status.success() {
            bail!("`{what}` failed ({})", output.status);
        }
        say(&format!("{title}: done in {}", human(started.elapsed())));
        Ok(())
    }

    /// Run the command without output on the terminal, and return its stdout.
    pub(crate) fn read(mut self) -> Result<String> {
        self.command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let what = self.what.clone();
        let output = self.finish(|_| {})?;
        if !output.status.success() {
            bail!(
                "`{what}` failed ({}): {}",
                output.status,
                String::from_utf8_lossy(&output.stderr).trim()
            );
        }
        Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
    }

    /// Start the process and let it run until the [`Running`] is dropped. The stdout of the process can be read.
    pub(crate) fn start(mut self) -> Result<Running> {
        self.command.stdout(Stdio::piped());
        let (child, group) = self.spawn()?;
        Ok(Running { child, group })
    }

    fn spawn(&mut self) -> Result<(Child, Group)> {
        let mut groups = GROUPS.lock().unwrap_or_else(PoisonError::into_inner);
        let child =
            self.command.spawn().with_context(|| format!("cannot start `{}`", self.what))?;
        groups.insert(child.id());
        let group = Group(child.id());
        Ok((child, group))
    }

    fn finish(mut self, mut tick: impl FnMut(Duration)) -> Result<Output> {
        let started = Instant::now();
        let (child, group) = self.spawn()?;
        let (sender, ended) = mpsc::channel();
        thread::spawn(move || sender.send(child.wait_with_output()));
        loop {
            let left = self.limit.saturating_sub(started.elapsed());
            match ended.recv_timeout(left.min(TICK)) {
                Ok(output) => {
                    return output.with_context(|| format!("cannot wait for `{}`", self.what));
                }
                Err(RecvTimeoutError::Timeout) if !left.is_zero() => tick(started.elapsed()),
                Err(_) => {
                    group.signal(Signal::End);
                    if ended.recv_timeout(GRACE).is_err() {
                        group.signal(Signal::Kill);
                        ended.recv_timeout(GRACE).ok();
                    }
                    return Err(Overdue { what: self.what, limit: self.limit }.into());
                }
            }
        }
    }
}

/// A task that was stopped at its limit.
#[derive(Debug)]
pub(crate) struct Overdue {
    what: String,
    limit: Duration,
}

impl fmt::Display for Overdue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` was stopped: it took longer than {}", self.what, human(self.limit))
    }
}

impl Error for Overdue {}

/// A process that runs until this value is dropped.
pub(crate) struct Running {
    child: Child,
    group: Group,
}

impl Running {
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// The stdout of the process. Only the first caller gets it.
    pub(crate) fn stdout(&mut self) -> Result<ChildStdout> {
        self.child.stdout.take().context("the output of the process is already being read")
    }

    /// Wait until the process ends, without a time limit.
    pub(crate) fn wait(mut self) -> Result<()> {
        let status = self.child.wait()?;
        if !status.success() {
            bail!("the process failed ({status})");
        }
        Ok(())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if matches!(self.child.try_wait(), Ok(None)) {
            self.group.signal(Signal::Kill);
            self.child.wait().ok();
        }
    }
}

#[derive(Clone, Copy)]
enum Signal {
    End,
    Kill,
}

/// A process group that was started here and may still run.
struct Group(u32);

impl Group {
    fn signal(&self, signal: Signal) {
        send(self.0, signal);
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        GROUPS.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.0);
    }
}

#[cfg(unix)]
fn send(group: u32, signal: Signal) {
    use nix::sys::signal::{Signal as Unix, killpg};
    let signal = match signal {
        Signal::End => Unix::SIGTERM,
        Signal::Kill => Unix::SIGKILL,
    };
    if let Ok(id) = i32::try_from(group) {
        killpg(nix::unistd::Pid::from_raw(id), signal).ok();
    }
}

#[cfg(not(unix))]
fn send(group: u32, _: Signal) {
    Command::new("taskkill").args(["/T", "/F", "/PID", &group.to_string()]).output().ok();
}

/// Stop all processes that were started here and still run.
pub(crate) fn stop_all() {
    let groups = GROUPS.lock().unwrap_or_else(PoisonError::into_inner).clone();
    for &group in &groups {
        send(group, Signal::End);
    }
    if !groups.is_empty() {
        thread::sleep(Duration::from_millis(300));
    }
    for &group in &groups {
        send(group, Signal::Kill);
    }
}

/// Do two things at the same time. The first error stops all processes, so it also ends the other part.
pub(crate) fn together<A, B: Send>(
    one: impl FnOnce() -> Result<A>,
    other: impl FnOnce() -> Result<B> + Send,
) -> Result<(A, B)> {
    let first_error = Mutex::new(None);
    let (one, other) = thread::scope(|threads| {
        let other = threads.spawn(|| other().map_err(|error| stop_after(error, &first_error)));
        (one().map_err(|error| stop_after(error, &first_error)), other.join())
    });
    if let Some(error) = first_error.into_inner().unwrap_or_else(PoisonError::into_inner) {
        return Err(error);
    }
    match (one, other) {
        (Ok(one), Ok(Ok(other))) => Ok((one, other)),
        _ => bail!("a thread panicked"),
    }
}

fn stop_after(error: anyhow::Error, first_error: &Mutex<Option<anyhow::Error>>) {
    let mut first_error = first_error.lock().unwrap_or_else(PoisonError::into_inner);
    if first_error.is_none() {
        *first_error = Some(error);
        stop_all();
    }
}

/// Prints a line of progress.
pub(crate) fn say(line: &str) {
    // Ignore errors: the terminal may be closed.
    writeln!(std::io::stdout(), "  {line}").ok();
}

/// A time in a readable form: `0.4 s`, `2 min 05 s`.
pub(crate) fn human(time: Duration) -> String {
    let seconds = time.as_secs();
    if seconds < 60 {
        format!("{:.1} s", time.as_secs_f64())
    } else {
        format!("{} min {:02} s", seconds / 60, seconds % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(unix)]
    fn a_task_that_takes_too_long_is_stopped_with_its_children() {
        let started = Instant::now();
        let task =
            Task::new("sh").args(["-c", "sleep 60 & sleep 60"]).limit(Duration::from_millis(100));
        let error = task.read().unwrap_err();
        assert!(error.is::<Overdue>());
        let error = error.to_string();
        assert!(error.contains("longer than 0.1 s"), "{error}");
        assert!(started.elapsed() < GRACE, "the children held the pipe open");
    }

    #[test]
    fn times_are_readable() {
        assert_eq!(human(Duration::from_millis(420)), "0.4 s");
        assert_eq!(human(Duration::from_secs(125)), "2 min 05 s");
    }
}
