//! `registrations`: registers users with FusionAuth or Fusio, verifies and manages their
//! registrations, and imports thousands of registrations from a CSV or JSON Lines file.

mod fusio;
mod import;
mod registration;

use std::io::BufRead;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use clap::{Parser, Subcommand};
use matricula::{
    Config, Error, Secret,
    fusionauth::Client,
    reqwest::{ClientBuilder, Proxy},
};

/// Registers users, and verifies and manages their registrations.
///
/// The environment variable `FUSIONAUTH_API_KEY` has FusionAuth's API key. Passwords are read from
/// the standard input or from the imported file. The program never prints keys or passwords.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    /// The address of the server.
    #[arg(long, env = "REGISTRATIONS_URL", global = true, default_value = "http://127.0.0.1:9011")]
    url: String,
    /// FusionAuth's tenant (UUID), if the server has several.
    #[arg(long, env = "REGISTRATIONS_TENANT", global = true)]
    tenant: Option<String>,
    /// The address of a proxy for all requests. Without this option, the proxy comes from
    /// environment variables such as `HTTPS_PROXY`.
    #[arg(long, env = "REGISTRATIONS_PROXY", global = true)]
    proxy: Option<String>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Create a user and register it with an application.
    Register(registration::Register),
    /// Verify a registration with the id from the mail.
    Verify(registration::Verify),
    /// Show the registration of a user.
    Show(registration::Which),
    /// Change fields of a registration, and keep the others.
    Patch(registration::Patch),
    /// Delete a registration; the user stays.
    Delete(registration::Which),
    /// Import registrations from a CSV or JSON Lines file.
    Import(import::Import),
    /// Register, activate and log in with Fusio.
    #[command(subcommand)]
    Fusio(fusio::Command),
}

#[tokio::main]
async fn main() -> ExitCode {
    match run(Arguments::parse()).await {
        Ok(code) => code,
        Err(error) => {
            eprintln!("registrations: {error:#}");
            for complaint in error.downcast_ref::<Error>().into_iter().flat_map(Error::field_errors)
            {
                eprintln!("  {} {}", complaint.field, complaint.error.message);
            }
            ExitCode::from(2)
        }
    }
}

async fn run(arguments: Arguments) -> Result<ExitCode> {
    let mut config = Config::new(&arguments.url);
    let proxy = arguments.proxy.as_deref().map(Proxy::all).transpose().context("--proxy")?;
    let http = proxy.map(|proxy| ClientBuilder::new().proxy(proxy));
    if let Command::Fusio(command) = &arguments.command {
        use matricula::fusio::Client;
        let client = match http {
            Some(http) => Client::with_http(config, http)?,
            None => Client::new(config)?,
        };
        return fusio::run(&client, command).await;
    }
    config.api_key = std::env::var("FUSIONAUTH_API_KEY").ok().map(Secret::from);
    config.tenant_id.clone_from(&arguments.tenant);
    if config.api_key.is_none() && !matches!(arguments.command, Command::Verify(_)) {
        bail!("the environment variable FUSIONAUTH_API_KEY is missing");
    }
    let client = match http {
        Some(http) => Client::with_http(config, http)?,
        None => Client::new(config)?,
    };
    match &arguments.command {
        Command::Register(register) => register.run(&client).await?,
        Command::Verify(verify) => verify.run(&client).await?,
        Command::Show(which) => which.show(&client).await?,
        Command::Patch(patch) => patch.run(&client).await?,
        Command::Delete(which) => which.delete(&client).await?,
        Command::Import(import) => {
            let tenant = arguments.tenant.as_deref();
            return import.run(&client, &arguments.url, tenant).await;
        }
        Command::Fusio(_) => {}
    }
    Ok(ExitCode::SUCCESS)
}

/// The password on the first line of the standard input.
fn password() -> Result<Secret> {
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line).context("the password cannot be read")?;
    let password = line.trim_end_matches(['\r', '\n']);
    if password.is_empty() {
        bail!("the standard input has no password");
    }
    Ok(password.into())
}
