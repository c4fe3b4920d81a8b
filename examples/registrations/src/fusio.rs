//! Registration with Fusio: register, activate, log in.

use std::process::ExitCode;

use anyhow::Result;
use clap::Subcommand;
use matricula::fusio::{ActivateRequest, Client, LoginRequest, RegisterRequest};

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Register. The password is read from the standard input.
    Register {
        /// The name for the login.
        name: String,
        /// The e-mail address; it gets a mail with the token to activate the account.
        email: String,
    },
    /// Activate an account.
    Activate {
        /// The token: the last part of the link in the mail.
        token: String,
    },
    /// Log in and show the account. The password is read from the standard input.
    Login {
        /// The name or the e-mail address.
        name: String,
    },
}

pub(crate) async fn run(client: &Client, command: &Command) -> Result<ExitCode> {
    match command {
        Command::Register { name, email } => {
            client.register(&RegisterRequest::new(name, email, crate::password()?)).await?;
            println!("registered; the mail to {email} has the token to activate the account");
        }
        Command::Activate { token } => {
            client.activate(&ActivateRequest::new(token.as_str())).await?;
            println!("activated");
        }
        Command::Login { name } => {
            let login = client.login(&LoginRequest::new(name, crate::password()?)).await?;
            let account = client.account(&login.token).await?;
            println!("{}", serde_json::to_string_pretty(&account)?);
        }
    }
    Ok(ExitCode::SUCCESS)
}
