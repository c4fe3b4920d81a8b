//! Runs the server's binary as a child process. The process ends with the test.

use std::path::Path;
use std::process::{ExitStatus, Stdio};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::Value;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, BufReader};
use tokio::process::{Child, ChildStdout, Command};
use tokio::task::JoinHandle;
use tokio::time::timeout;

/// The time limit of each wait for the process; enough for a busy machine.
const BOUND: Duration = Duration::from_secs(30);

pub(crate) struct Process {
    pub(crate) url: String,
    pub(crate) ready: String,
    child: Child,
    stdout: BufReader<ChildStdout>,
    stderr: Arc<Mutex<String>>,
    reader: JoinHandle<()>,
}

/// The exit status and the output of a process.
pub(crate) struct Ended {
    pub(crate) status: ExitStatus,
    /// The output. It lacks the ready line if `Process::start` has read this line.
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Process {
    /// Starts the binary on a free port and waits for its ready line.
    pub(crate) async fn start(arguments: &[&str]) -> Self {
        Self::start_in(arguments, &[]).await
    }

    /// Like `start`, with these environment variables.
    pub(crate) async fn start_in(arguments: &[&str], variables: &[(String, String)]) -> Self {
        let mut started = Self::spawn(arguments, variables);
        let Self { ready, stdout, stderr, .. } = &mut started;
        timeout(BOUND, stdout.read_line(ready)).await.expect("no ready line").unwrap();
        let line: Value = serde_json::from_str(ready)
            .unwrap_or_else(|error| panic!("{error}: {ready:?} {}", stderr.lock().unwrap()));
        started.url = line["url"].as_str().unwrap().to_owned();
        started
    }

    /// Like `start`, but waits only until the server has its port.
    pub(crate) async fn begin(arguments: &[&str]) -> Self {
        let started = Self::spawn(arguments, &[]);
        started.listening().await;
        started
    }

    fn spawn(arguments: &[&str], variables: &[(String, String)]) -> Self {
        let mut command = command(arguments);
        command.args(["--port", "0", "--password-hash", "cheap"]).envs(variables.iter().cloned());
        let mut child = command.spawn().unwrap();
        let stdout = BufReader::new(child.stdout.take().unwrap());
        let mut pipe = BufReader::new(child.stderr.take().unwrap());
        let stderr = Arc::new(Mutex::new(String::new()));
        let kept = Arc::clone(&stderr);
        let reader = tokio::spawn(async move {
            let mut line = Vec::new();
            while pipe.read_until(b'\n', &mut line).await.unwrap() > 0 {
                kept.lock().unwrap().push_str(&String::from_utf8_lossy(&line));
                line.clear();
            }
        });
        let (url, ready) = (String::new(), String::new());
        Self { url, ready, child, stdout, stderr, reader }
    }

    pub(crate) fn close_stdin(&mut self) {
        drop(self.child.stdin.take());
    }

    /// Waits until the log shows the address at which the server listens, and returns this address. With
    /// the option `--url`, the field `url` has the address from this option instead.
    pub(crate) async fn listening(&self) -> String {
        let logged = async {
            loop {
                let stderr = self.stderr.lock().unwrap().clone();
                if let Some((_, rest)) = stderr.split_once("listening address=") {
                    return format!("http://{}", rest.split_whitespace().next().unwrap());
                }
                tokio::task::yield_now().await;
            }
        };
        timeout(BOUND, logged).await.expect("no address in the log")
    }

    /// Sends the signal, such as `TERM`, and waits until the process ends.
    pub(crate) async fn stop(self, signal: &str) -> Ended {
        let id = self.child.id().unwrap().to_string();
        let sent = Command::new("kill").arg(format!("-{signal}")).arg(id).status().await.unwrap();
        assert!(sent.success());
        self.ended().await
    }

    /// Waits until the process ends.
    pub(crate) async fn ended(mut self) -> Ended {
        let status =
            timeout(BOUND, self.child.wait()).await.expect("the server does not stop").unwrap();
        let mut stdout = String::new();
        self.stdout.read_to_string(&mut stdout).await.unwrap();
        timeout(BOUND, self.reader).await.expect("stderr stays open").unwrap();
        let stderr = self.stderr.lock().unwrap().clone();
        Ended { status, stdout, stderr }
    }
}

/// Runs the binary until it ends by itself.
pub(crate) async fn run(arguments: &[&str]) -> Ended {
    run_in(arguments, &[]).await
}

/// Like `run`, with these environment variables.
pub(crate) async fn run_in(arguments: &[&str], variables: &[(String, String)]) -> Ended {
    let mut command = command(arguments);
    let output = command.envs(variables.iter().cloned()).output();
    let output = timeout(BOUND, output).await.expect("the server still runs").unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Ended { status: output.status, stdout: text(&output.stdout), stderr: text(&output.stderr) }
}

pub(crate) fn path(path: &Path) -> &str {
    path.to_str().unwrap()
}

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_matricula-test-server"));
    command.args(arguments).kill_on_drop(true);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}
