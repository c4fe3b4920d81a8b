//! Shared helpers of the tests: a server with an application, files, and the program.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use matricula::{
    Config,
    fusionauth::{Application, ApplicationRequest, ApplicationRole, Client, UserQuery},
};
use matricula_test_server::TestServer;
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::process::{Child, Command};

const KEY: &str = "bf69486b-4733-4470-a592-f1bfce7af580";
pub(crate) const PASSWORD: &str = "correct horse 1";

/// A server, an application on it, and a folder.
pub(crate) struct Scene {
    pub(crate) server: TestServer,
    pub(crate) client: Client,
    pub(crate) application: String,
    folder: TempDir,
}

/// The exit code and the output of a run of the program.
pub(crate) struct Ended {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Scene {
    pub(crate) async fn start() -> Self {
        let server = TestServer::start().await.unwrap();
        let mut config = Config::new(server.url());
        config.api_key = Some(KEY.into());
        let client = Client::new(config).unwrap();
        let mut application = Application::new("Shop");
        let mut user = ApplicationRole::new("user");
        user.is_default = Some(true);
        application.roles = Some(vec![ApplicationRole::new("admin"), user]);
        let made = client.create_application(None, &ApplicationRequest::new(application)).await;
        let application = made.unwrap().application.id.unwrap();
        Self { server, client, application, folder: TempDir::new().unwrap() }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    pub(crate) fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    /// A command that runs the program with the server at `url`.
    pub(crate) fn program_at(&self, url: &str, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_registrations"));
        command.args(arguments).env("REGISTRATIONS_URL", url).env("FUSIONAUTH_API_KEY", KEY);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command.kill_on_drop(true);
        command
    }

    pub(crate) fn program(&self, arguments: &[&str]) -> Command {
        self.program_at(self.server.url(), arguments)
    }

    /// A command that imports a file.
    pub(crate) fn import(&self, file: &Path) -> Command {
        self.import_at(self.server.url(), file)
    }

    pub(crate) fn import_at(&self, url: &str, file: &Path) -> Command {
        let file = file.to_str().unwrap();
        self.program_at(url, &["import", file, "--application", &self.application])
    }

    /// The id of the user with this address, if there is one. The user must be registered with
    /// `self.application`, and with no other application.
    pub(crate) async fn user(&self, email: &str) -> Option<String> {
        let mut query = UserQuery::default();
        query.email = Some(email.to_owned());
        let user = self.client.find_user(&query).await.ok()?.user;
        let registrations = user.registrations.unwrap_or_default();
        let applications: Vec<_> = registrations.iter().map(|r| &r.application_id).collect();
        assert_eq!(applications, [&self.application], "{email}");
        user.id
    }
}

/// Runs the program to its end.
pub(crate) async fn run(mut command: Command) -> Ended {
    ended(command.spawn().unwrap()).await
}

/// Runs the program with a line on its standard input.
pub(crate) async fn run_with(mut command: Command, line: &str) -> Ended {
    let mut child = command.spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(format!("{line}\n").as_bytes()).await.unwrap();
    drop(stdin);
    ended(child).await
}

pub(crate) async fn ended(child: Child) -> Ended {
    let output = child.wait_with_output().await.unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Ended { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
}

/// Reads the progress of a program until this number of lines is done.
pub(crate) async fn until(child: &mut Child, lines: u64) {
    let stderr = child.stderr.as_mut().unwrap();
    let mut said = BufReader::new(stderr).lines();
    let mut all = String::new();
    while let Some(line) = said.next_line().await.unwrap() {
        let done = line.split(' ').next().and_then(|word| word.parse::<u64>().ok());
        if done.is_some_and(|done| done >= lines) {
            return;
        }
        all = [all.as_str(), &line, "\n"].concat();
    }
    let stdout = child.stdout.as_mut().unwrap();
    tokio::io::AsyncReadExt::read_to_string(stdout, &mut all).await.unwrap();
    panic!("the program ended before {lines} lines were done: {all}");
}

/// The line numbers that a report names.
pub(crate) fn reported(stdout: &str) -> BTreeSet<u64> {
    let line = |text: &str| text.strip_prefix("line ")?.split(':').next()?.parse().ok();
    stdout.lines().filter_map(line).collect()
}
