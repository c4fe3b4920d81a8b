//! What all parts of one running server share.

use std::sync::{Arc, PoisonError, RwLock};

use serde_json::Value;

use crate::clock::Clock;
use crate::config::ServerConfig;
use crate::db::{self, Pool};
use crate::exposure::Exposure;
use crate::faults::Faults;
use crate::fusio;
use crate::fusionauth;
use crate::hash::Hasher;
use crate::http_client::HttpClient;
use crate::mail::{Letter, MailError, Outbox};
use crate::provider::Grants;
use crate::requests::SeenRequests;
use crate::settings::{MailSettings, Settings, SettingsError};
use crate::token::Signer;

/// One running server.
pub(crate) struct State {
    /// `http://127.0.0.1:PORT`, or what is configured; no trailing slash.
    pub(crate) url: String,
    /// The same for the server itself, which may not get anywhere by that URL.
    pub(crate) itself: String,
    pub(crate) exposure: Exposure,
    pub(crate) db: Pool,
    pub(crate) clock: Clock,
    pub(crate) hasher: Hasher,
    pub(crate) outbox: Outbox,
    pub(crate) http: HttpClient,
    pub(crate) faults: Faults,
    pub(crate) requests: SeenRequests,
    pub(crate) grants: Grants,
    pub(crate) limits: fusio::limits::Limits,
    /// FusionAuth requests that write, one after the other.
    pub(crate) fusionauth_writer: tokio::sync::Mutex<()>,
    pub(crate) guesses: fusionauth::Guesses,
    signer: RwLock<Arc<Signer>>,
    settings: RwLock<Arc<Settings>>,
    initial: Settings,
    kickstart: Option<Value>,
    admin: (String, crate::secret::Secret),
}

/// The server could not get ready.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SeedError {
    #[error("the database cannot be opened or written: {0}")]
    Database(#[from] sqlx::Error),
    #[error("the first users or the key cannot be created")]
    Seed,
    #[error(transparent)]
    Kickstart(#[from] fusionauth::KickstartError),
}

impl State {
    /// Opens the database and puts the first users into it.
    pub(crate) async fn open(
        url: String,
        itself: String,
        exposure: Exposure,
        server: &ServerConfig,
        settings: Settings,
        kickstart: Option<Value>,
    ) -> Result<Arc<Self>, SeedError> {
        let state = Arc::new(Self {
            url,
            itself,
            exposure,
            db: db::open(&server.database).await?,
            clock: Clock::default(),
            hasher: Hasher::new(server.password_hash),
            outbox: Outbox::default(),
            http: HttpClient::default(),
            faults: Faults::default(),
            requests: SeenRequests::default(),
            grants: Grants::default(),
            limits: fusio::limits::Limits::default(),
            fusionauth_writer: tokio::sync::Mutex::default(),
            guesses: fusionauth::Guesses::default(),
            signer: RwLock::new(Arc::new(Signer::new(""))),
            settings: RwLock::new(Arc::new(settings.clone())),
            initial: settings,
            kickstart,
            admin: (server.admin_name.clone(), server.admin_password.clone()),
        });
        state.seed().await?;
        Ok(state)
    }

    /// The settings as they are now; a request reads them once.
    pub(crate) fn settings(&self) -> Arc<Settings> {
        self.settings.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Merges a patch into the settings; all of it or nothing.
    pub(crate) fn patch_settings(&self, patch: Value) -> Result<(), SettingsError> {
        self.change_settings(|settings| settings.patched(patch))
    }

    /// Replaces the settings by what `change` makes of them, with no other change in between.
    pub(crate) fn change_settings(
        &self,
        change: impl FnOnce(&Settings) -> Result<Settings, SettingsError>,
    ) -> Result<(), SettingsError> {
        let mut settings = self.settings.write().unwrap_or_else(PoisonError::into_inner);
        *settings = Arc::new(change(&settings)?);
        Ok(())
    }

    /// The key of this database.
    pub(crate) fn signer(&self) -> Arc<Signer> {
        self.signer.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Everything as after the start.
    pub(crate) async fn reset(self: &Arc<Self>) -> Result<(), SeedError> {
        db::clear(&self.db).await?;
        self.clock.reset();
        self.outbox.clear();
        self.faults.clear();
        self.requests.clear();
        self.grants.clear();
        self.limits.clear();
        *self.settings.write().unwrap_or_else(PoisonError::into_inner) =
            Arc::new(self.initial.clone());
        self.seed().await
    }

    /// The host of the server's URL.
    pub(crate) fn host(&self) -> String {
        let url = url::Url::parse(&self.url).ok();
        url.and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_else(|| "localhost".into())
    }

    /// Puts a mail into the outbox, and sends it when a mail server is configured.
    pub(crate) async fn send(
        &self,
        letter: Letter<'_>,
        mail: &MailSettings,
    ) -> Result<(), MailError> {
        self.outbox.send(letter, mail, &self.host(), self.clock.now_ms()).await
    }

    async fn seed(self: &Arc<Self>) -> Result<(), SeedError> {
        let key = fusio::seed::project_key(&self.db).await?;
        *self.signer.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(Signer::new(&key));
        fusio::seed::users(self, &self.admin.0, self.admin.1.expose()).await?;
        fusionauth::seed::tenant(self).await?;
        Ok(fusionauth::kickstart::apply_once(self, self.kickstart.as_ref()).await?)
    }
}
