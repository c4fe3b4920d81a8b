//! What all parts of one running server share.

use std::sync::{Arc, PoisonError, RwLock};

use serde_json::Value;

use crate::clock::Clock;
use crate::config::ServerConfig;
use crate::db::{self, OpenError, Store};
use crate::exposure::Exposure;
use crate::faults::Faults;
use crate::hash::Hasher;
use crate::http_client::HttpClient;
use crate::limits::Limits;
use crate::mail::{Letter, MailError, Outbox};
use crate::provider::grants::Grants;
use crate::requests::SeenRequests;
use crate::secret::Secret;
use crate::settings::{MailSettings, Settings, SettingsError};
use crate::token::Signer;
use crate::turns::Turns;

/// One running server.
pub(crate) struct State {
    /// `http://127.0.0.1:PORT`, or what is configured; no trailing slash.
    pub(crate) url: String,
    /// The same for the server itself, which may not get anywhere by that URL.
    pub(crate) itself: String,
    pub(crate) exposure: Exposure,
    pub(crate) db: Store,
    pub(crate) clock: Clock,
    pub(crate) hasher: Arc<Hasher>,
    pub(crate) outbox: Outbox,
    pub(crate) http: HttpClient,
    pub(crate) faults: Faults,
    pub(crate) requests: SeenRequests,
    pub(crate) grants: Grants,
    pub(crate) limits: Limits,
    /// Guesses at one password are judged one after the other: of many at once, those beyond the limit
    /// would be judged before the first is counted.
    pub(crate) guesses: Turns,
    signer: RwLock<Arc<Signer>>,
    settings: RwLock<Arc<Settings>>,
    initial: Settings,
    /// A FusionAuth kickstart document for a fresh database.
    pub(crate) kickstart: Option<Value>,
    /// Name and password of the first user of Fusio.
    pub(crate) admin: (String, Secret),
}

impl State {
    /// Opens the database.
    pub(crate) fn open(
        url: String,
        itself: String,
        exposure: Exposure,
        server: &ServerConfig,
        settings: Settings,
        kickstart: Option<Value>,
    ) -> Result<Self, OpenError> {
        Ok(Self {
            url,
            itself,
            exposure,
            db: Store::open(&server.database)?,
            clock: Clock::default(),
            hasher: Arc::new(Hasher::new(server.password_hash)),
            outbox: Outbox::default(),
            http: HttpClient::default(),
            faults: Faults::default(),
            requests: SeenRequests::default(),
            grants: Grants::default(),
            limits: Limits::default(),
            guesses: Turns::default(),
            signer: RwLock::new(Arc::new(Signer::new(""))),
            settings: RwLock::new(Arc::new(settings.clone())),
            initial: settings,
            kickstart,
            admin: (server.admin_name.clone(), server.admin_password.clone()),
        })
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

    /// Signs with the key of this database from now on.
    pub(crate) fn set_key(&self, key: &str) {
        self.set_signer(Arc::new(Signer::new(key)));
    }

    fn set_signer(&self, signer: Arc<Signer>) {
        *self.signer.write().unwrap_or_else(PoisonError::into_inner) = signer;
    }

    /// The same server before its first request: with an empty database in memory.
    pub(crate) fn fresh(&self) -> Result<Self, db::Error> {
        Ok(Self {
            url: self.url.clone(),
            itself: self.itself.clone(),
            exposure: self.exposure.clone(),
            db: Store::memory()?,
            clock: Clock::default(),
            hasher: self.hasher.clone(),
            outbox: Outbox::default(),
            http: HttpClient::default(),
            faults: Faults::default(),
            requests: SeenRequests::default(),
            grants: Grants::default(),
            limits: Limits::default(),
            guesses: Turns::default(),
            signer: RwLock::new(self.signer()),
            settings: RwLock::new(Arc::new(self.initial.clone())),
            initial: self.initial.clone(),
            kickstart: self.kickstart.clone(),
            admin: self.admin.clone(),
        })
    }

    /// Takes over the database of another state, with the key that fits it, and its mails.
    pub(crate) fn adopt(&self, other: &Self) -> Result<(), db::Error> {
        let before = self.signer();
        let done = self.db.write(|db| {
            other.db.read(|rows| db.replace(rows))?;
            // Before any other request writes.
            self.set_signer(other.signer());
            Ok(())
        });
        match &done {
            Ok(()) => self.outbox.replace(&other.outbox),
            Err(_) => self.set_signer(before),
        }
        done
    }

    /// Forgets what is not in the database; the settings are those of the start.
    pub(crate) fn forget(&self) {
        self.clock.reset();
        self.faults.clear();
        self.requests.clear();
        self.grants.clear();
        self.limits.clear();
        *self.settings.write().unwrap_or_else(PoisonError::into_inner) =
            Arc::new(self.initial.clone());
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
}
