//! Makes the state of a server: opens the database, and writes the first rows.

use std::error::Error;
use std::fmt::Display;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;

use crate::config::Config;
use crate::exposure::Exposure;
use crate::fusionauth::KickstartError;
use crate::http_client::HttpClient;
use crate::seed;
use crate::seed_error::SeedError;
use crate::settings::SettingsError;
use crate::state::State;

/// The server could not be started.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The server cannot listen on the address and port.
    #[error("cannot listen on {0}: {1}")]
    Listen(SocketAddr, std::io::Error),
    /// A thread or a runtime cannot be started.
    #[error("the system cannot start a thread or a runtime: {0}")]
    Runtime(std::io::Error),
    /// The database cannot be opened, or the first data cannot be put into it.
    #[error("{0}")]
    Data(String),
    /// The settings in the configuration are wrong.
    #[error(transparent)]
    Settings(#[from] SettingsError),
    /// The kickstart file cannot be used.
    #[error(transparent)]
    Kickstart(#[from] KickstartError),
}

/// The state of a server. Clients reach this server at `url`; the server reaches itself at `itself`.
/// `read` returns the text of a file. `opened` is called when the database is open, before the first
/// rows are written.
pub(crate) async fn state<E: Display>(
    config: Config,
    url: String,
    itself: String,
    http: HttpClient,
    read: impl Fn(&Path) -> Result<String, E>,
    opened: impl FnOnce(),
) -> Result<Arc<State>, StartError> {
    let kickstart = config.kickstart(read)?;
    let settings = config.settings.checked()?;
    let exposure = Exposure::new(&url, &config.server.allow_hosts)?;
    let failed =
        |error: &dyn Error| StartError::Data(format!("{}: {error}", config.server.database));
    let state = State::open(url, itself, exposure, &config.server, settings, kickstart, http);
    let state = Arc::new(state.map_err(|error| failed(&error))?);
    opened();
    seed::fill(&state).await.map_err(|error| match error {
        // The mistake is in the kickstart file or the config file, so the error does not name the database.
        SeedError::Kickstart(fault) | SeedError::User(fault) => StartError::Data(fault),
        error => failed(&error),
    })?;
    Ok(state)
}
