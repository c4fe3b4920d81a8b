//! A test server that runs until its [`Server`] is dropped.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::task::{Running, Task, human};

/// How long a server may take until it is ready.
const READY: Duration = Duration::from_secs(15);

/// The test server on a free port of the loopback interface.
pub(crate) struct Server {
    pub(crate) url: String,
    pub(crate) control: String,
    /// The time from the start of the process to its ready line.
    pub(crate) ready: Duration,
    process: Running,
}

impl Server {
    pub(crate) fn start(program: &Path, args: &[&str]) -> Result<Self> {
        let started = Instant::now();
        let mut process = Task::new(program)
            .args(["--port", "0", "--log", "warn", "--until-stdin-ends"])
            .args(args)
            .piped()
            .start()?;
        let mut lines = BufReader::new(process.stdout()?).lines();
        let (sender, first) = mpsc::channel();
        // Read all lines: if nobody reads, the pipe gets full and the server blocks.
        thread::spawn(move || {
            while let Some(Ok(line)) = lines.next() {
                sender.send(line).ok();
            }
        });
        let line = first.recv_timeout(READY).map_err(|_| {
            anyhow::anyhow!("the test server was not ready after {}", human(started.elapsed()))
        })?;
        let ready = started.elapsed();
        let line: Value = serde_json::from_str(&line)
            .with_context(|| format!("the first line of the test server is not JSON: {line}"))?;
        let text = |name| line.get(name).and_then(Value::as_str);
        let (Some(url), Some(control)) = (text("url"), text("control")) else {
            bail!("the ready line of the test server has no `url` and `control`: {line}");
        };
        let trimmed = |url: &str| url.trim_end_matches('/').to_owned();
        Ok(Self { url: trimmed(url), control: trimmed(control), ready, process })
    }

    /// The memory of the process, in bytes.
    pub(crate) fn memory(&self) -> Result<u64> {
        let id = self.process.id();
        let status = fs::read_to_string(format!("/proc/{id}/status")).unwrap_or_default();
        let kilobytes = match status.lines().find_map(|line| line.strip_prefix("VmRSS:")) {
            Some(size) => size.trim_end_matches("kB").to_owned(),
            None => Task::new("ps").args(["-o", "rss=", "-p", &id.to_string()]).read()?,
        };
        let kilobytes: u64 =
            kilobytes.trim().parse().context("cannot read how much memory the server uses")?;
        Ok(kilobytes * 1024)
    }
}
