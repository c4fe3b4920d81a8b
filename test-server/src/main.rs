//! The test server as a program. It reads flags and a config file, and writes one JSON line when it is
//! ready.

use std::io::{IsTerminal, Write};
use std::net::IpAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::builder::BoolishValueParser;
use clap::{CommandFactory, FromArgMatches, Parser};
use matricula_test_server::{Config, PasswordHash, config, serve};
use tokio::sync::oneshot;
use tracing::level_filters::LevelFilter;

// A request needs hundreds of small pieces of memory. This allocator is faster than the system's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// A test server for registration and login that answers like Fusio and like FusionAuth.
///
/// It keeps users in an embedded database, shows the mails that it sends, and has a control API for tests.
#[derive(Parser)]
#[command(version, after_help = MORE)]
struct Flags {
    /// Port to listen on, 0 to 65535; 0 means any free port [default: 0]
    #[arg(long, env = "MATRICULA_PORT", value_parser = port)]
    port: Option<u16>,
    /// Address to listen on: an IP address or localhost; 0.0.0.0 needs --url [default: 127.0.0.1]
    #[arg(long, env = "MATRICULA_HOST", value_parser = config::host)]
    host: Option<IpAddr>,
    /// URL under which clients reach the server, for links in mails [default: host and port]
    #[arg(long, env = "MATRICULA_URL")]
    url: Option<String>,
    /// Host name to answer to, besides IP addresses, localhost, names without a dot and the host of
    /// --url; can be given several times
    #[arg(long, env = "MATRICULA_ALLOW_HOST", value_name = "NAME", value_delimiter = ',')]
    allow_host: Vec<String>,
    /// Database file, or :memory: [default: :memory:]
    #[arg(long, env = "MATRICULA_DATABASE", value_name = "PATH")]
    database: Option<String>,
    /// TOML file with a table `server`, a list `users` and the settings
    #[arg(long, env = "MATRICULA_CONFIG", value_name = "FILE")]
    config: Option<PathBuf>,
    /// FusionAuth kickstart file, applied to a new database and after each reset
    #[arg(long, env = "MATRICULA_KICKSTART", value_name = "FILE")]
    kickstart: Option<PathBuf>,
    /// Cost of password hashes: argon2id, or cheap for test suites [default: argon2id]
    #[arg(long, env = "MATRICULA_PASSWORD_HASH", value_parser = password_hash)]
    password_hash: Option<PasswordHash>,
    /// Stop when standard input is closed, so that the server ends together with the program that
    /// started it
    #[arg(long, env = "MATRICULA_UNTIL_STDIN_ENDS", value_parser = BoolishValueParser::new())]
    until_stdin_ends: bool,
    /// What to log to stderr: off, error, warn, info, debug, trace
    #[arg(long, env = "MATRICULA_LOG", default_value = "info", value_name = "LEVEL")]
    log: LevelFilter,
}

/// What `--help` says after the flags.
const MORE: &str = "\
Environment: each flag except --help and --version has a variable, which is named above. A flag
overrides its variable, and both override the config file. An empty variable counts as not set.

Config file: the table `server` has the keys host, port, database, url, allow_hosts, password_hash,
admin_name, admin_password and kickstart. Each entry of the list `users` has a name, and can have
email, password, status and role. The other tables are the settings: fusio, fusionauth, mail, cors,
captcha, provider.

Control API, for tests, below /_test: health, reset, snapshot, restore, clock, settings, users, outbox,
mailbox, requests, webhooks, faults, kickstart, provider, captcha, openapi.json.

Output: one JSON line on stdout when the server is ready, {\"control\", \"url\", \"version\"}; logs on stderr.

Documentation: README.md of the package matricula-test-server. A running server has a start page at /
and describes all of its paths at /_test/openapi.json.";

/// The flags. An empty environment variable counts as not set.
fn flags() -> Result<Flags, clap::Error> {
    let given = Flags::command().mut_args(|flag| {
        let value = flag.get_env().and_then(std::env::var_os);
        if value.is_some_and(|value| value.is_empty()) { flag.env(None) } else { flag }
    });
    Flags::from_arg_matches(&given.get_matches())
}

fn port(text: &str) -> Result<u16, &'static str> {
    text.parse().map_err(|_| "must be a number from 0 to 65535")
}

fn password_hash(text: &str) -> Result<PasswordHash, &'static str> {
    match text {
        "argon2id" => Ok(PasswordHash::Argon2id),
        "cheap" => Ok(PasswordHash::Cheap),
        _ => Err("must be argon2id or cheap"),
    }
}

fn main() -> ExitCode {
    let flags = flags().unwrap_or_else(|error| error.exit());
    tracing_subscriber::fmt()
        .with_max_level(flags.log)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .init();
    match start(&flags) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn start(flags: &Flags) -> Result<(), Box<dyn std::error::Error>> {
    let mut config = match &flags.config {
        Some(path) => Config::load(path).map_err(|error| format!("{}: {error}", path.display()))?,
        None => Config::default(),
    };
    let server = &mut config.server;
    server.port = flags.port.unwrap_or(server.port);
    server.host = flags.host.unwrap_or(server.host);
    server.password_hash = flags.password_hash.unwrap_or(server.password_hash);
    if let Some(url) = &flags.url {
        server.url = Some(url.clone());
    }
    if !flags.allow_host.is_empty() {
        server.allow_hosts = flags.allow_host.clone();
    }
    if let Some(database) = &flags.database {
        server.database = database.as_str().into();
    }
    if let Some(path) = &flags.kickstart {
        server.kickstart = Some(path.clone());
    }
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    runtime.block_on(async {
        let signal = stop_signal()?;
        let stdin = flags.until_stdin_ends.then(stdin_end).transpose()?;
        let stdin = async {
            match stdin {
                Some(end) => drop(end.await),
                None => std::future::pending().await,
            }
        };
        let stop = async {
            tokio::select! {
                () = signal => {}
                () = stdin => {}
            }
            tracing::info!("stopping");
        };
        serve(config, stop, announce).await?;
        Ok(())
    })
}

/// Writes the ready line. The program that started the server waits for it.
fn announce(url: &str, control: &str) {
    let version = env!("CARGO_PKG_VERSION");
    let line = serde_json::json!({"url": url, "control": control, "version": version});
    // If nobody reads the line, the server goes on.
    let mut stdout = std::io::stdout();
    let _ = writeln!(stdout, "{line}").and_then(|()| stdout.flush());
    tracing::info!(url, "ready");
}

/// Returns a receiver that ends when standard input ends.
fn stdin_end() -> std::io::Result<oneshot::Receiver<()>> {
    let (open, end) = oneshot::channel();
    // Nobody waits for this thread, because a read of standard input cannot be cancelled.
    std::thread::Builder::new().name("stdin".into()).spawn(move || {
        let _ = std::io::copy(&mut std::io::stdin().lock(), &mut std::io::sink());
        drop(open);
    })?;
    Ok(end)
}

#[cfg(unix)]
fn stop_signal() -> std::io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}

#[cfg(not(unix))]
fn stop_signal() -> std::io::Result<impl Future<Output = ()>> {
    Ok(async {
        let _ = tokio::signal::ctrl_c().await;
    })
}
