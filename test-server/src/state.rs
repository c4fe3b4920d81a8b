//! The state that all parts of one running server share.

use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::Duration;

use serde::Deserialize;
use serde_json::{Value, json};

use crate::clock::Clock;
use crate::config::ServerConfig;
use crate::db::{self, OpenError, Store};
use crate::deliveries::{Deliveries, Warned};
use crate::exposure::Exposure;
use crate::faults::Faults;
use crate::fusio::new_user::FusioUser;
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

/// The names of values that the database keeps for the server.
const CLOCK: &str = "clock";
const SETTINGS: &str = "settings";

/// What the database keeps about the settings: the settings with which the server started, and the
/// settings after all changes.
#[derive(Deserialize)]
struct Kept {
    start: Settings,
    now: Settings,
}

/// Why settings were not changed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ChangeError {
    #[error(transparent)]
    Refused(#[from] SettingsError),
    #[error("the database cannot be written: {0}")]
    Database(#[from] db::Error),
}

/// One running server.
pub(crate) struct State {
    /// `http://127.0.0.1:PORT`, or the configured URL, without a trailing slash.
    pub(crate) url: String,
    /// The URL at which the server reaches itself; `url` may be unreachable from this machine.
    pub(crate) itself: String,
    pub(crate) exposure: Exposure,
    pub(crate) db: Store,
    pub(crate) clock: Clock,
    pub(crate) hasher: Arc<Hasher>,
    pub(crate) outbox: Outbox,
    pub(crate) http: HttpClient,
    pub(crate) faults: Faults,
    pub(crate) requests: SeenRequests,
    pub(crate) deliveries: Deliveries,
    pub(crate) warned: Warned,
    pub(crate) grants: Grants,
    pub(crate) limits: Limits,
    /// Guesses at the password of a FusionAuth user are checked one after the other. Otherwise, more
    /// guesses than the limit of failed logins could be checked before the first guess is counted.
    pub(crate) guesses: Turns,
    /// Held while something changes both in memory and in the database, so that such changes come
    /// one after the other.
    changes: Mutex<()>,
    signer: RwLock<Arc<Signer>>,
    settings: RwLock<Arc<Settings>>,
    initial: Settings,
    /// A FusionAuth kickstart document, applied once to each database.
    pub(crate) kickstart: Option<Value>,
    /// Name and password of Fusio's administrator.
    pub(crate) admin: (String, Secret),
    /// The users that a new database gets in addition to Fusio's first two users.
    pub(crate) users: Vec<FusioUser>,
}

impl State {
    /// Opens the database, and returns the state of a server with it.
    pub(crate) fn open(
        url: String,
        itself: String,
        exposure: Exposure,
        server: &ServerConfig,
        settings: Settings,
        kickstart: Option<Value>,
        http: HttpClient,
    ) -> Result<Self, OpenError> {
        let state = Self {
            url,
            itself,
            exposure,
            db: Store::open(&server.database)?,
            clock: Clock::default(),
            hasher: Arc::new(Hasher::new(server.password_hash)),
            outbox: Outbox::default(),
            http,
            faults: Faults::default(),
            requests: SeenRequests::default(),
            deliveries: Deliveries::default(),
            warned: Warned::default(),
            grants: Grants::default(),
            limits: Limits::default(),
            guesses: Turns::default(),
            changes: Mutex::default(),
            signer: RwLock::new(Arc::new(Signer::new(""))),
            settings: RwLock::new(Arc::new(settings.clone())),
            initial: settings,
            kickstart,
            admin: (server.admin_name.clone(), server.admin_password.clone()),
            users: server.users.clone(),
        };
        state.recall()?;
        Ok(state)
    }

    /// The settings as they are now.
    pub(crate) fn settings(&self) -> Arc<Settings> {
        self.settings.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Merges a patch into the settings. If a part is refused, nothing changes.
    pub(crate) fn patch_settings(&self, patch: Value) -> Result<(), ChangeError> {
        self.change_settings(|settings| settings.patched(patch))
    }

    /// Replaces the settings by the result of `change`. No other change of the settings
    /// happens at the same time.
    pub(crate) fn change_settings(
        &self,
        change: impl FnOnce(&Settings) -> Result<Settings, SettingsError>,
    ) -> Result<(), ChangeError> {
        let _turn = self.changes.lock().unwrap_or_else(PoisonError::into_inner);
        let settings = change(&self.settings())?;
        let kept = json!({"start": self.initial, "now": settings}).to_string();
        self.db.write(|db| db.set_state(SETTINGS, &kept))?;
        self.set_settings(Arc::new(settings));
        Ok(())
    }

    fn set_settings(&self, settings: Arc<Settings>) {
        *self.settings.write().unwrap_or_else(PoisonError::into_inner) = settings;
    }

    /// Moves time forward.
    pub(crate) fn advance(&self, by: Duration) -> Result<(), db::Error> {
        let _turn = self.changes.lock().unwrap_or_else(PoisonError::into_inner);
        let ahead = self.clock.ahead().saturating_add(by);
        self.db.write(|db| db.set_state(CLOCK, &ahead.as_millis().to_string()))?;
        self.clock.set_ahead(ahead);
        Ok(())
    }

    /// Takes the clock and the settings from the database, which comes from an earlier run or from a
    /// snapshot. If the server that stored them was started with other settings than this server, for
    /// example with another config file, the stored settings are dropped.
    pub(crate) fn recall(&self) -> Result<(), db::Error> {
        let (clock, settings) =
            self.db.read(|db| Ok::<_, db::Error>((db.state(CLOCK)?, db.state(SETTINGS)?)))?;
        if let Some(Ok(ahead)) = clock.map(|text| text.parse()) {
            self.clock.set_ahead(Duration::from_millis(ahead));
        }
        let kept: Option<Kept> = settings.and_then(|text| serde_json::from_str(&text).ok());
        if let Some(kept) = kept {
            match kept.start == self.initial {
                true => self.set_settings(Arc::new(kept.now)),
                false => tracing::warn!(
                    "stored changes of settings are dropped: this server was started with other settings"
                ),
            }
        }
        Ok(())
    }

    /// The signer of Fusio's tokens. Its key is stored in this database.
    pub(crate) fn signer(&self) -> Arc<Signer> {
        self.signer.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// From now on, signs the tokens of Fusio with this key, which is stored in this database.
    pub(crate) fn set_key(&self, key: &str) {
        self.set_signer(Arc::new(Signer::new(key)));
    }

    fn set_signer(&self, signer: Arc<Signer>) {
        *self.signer.write().unwrap_or_else(PoisonError::into_inner) = signer;
    }

    /// A state with the same configuration and an empty database in memory. It keeps nothing of earlier
    /// requests.
    pub(crate) fn fresh(&self) -> Result<Self, db::Error> {
        Ok(Self {
            url: self.url.clone(),
            itself: self.itself.clone(),
            exposure: self.exposure.clone(),
            db: Store::memory()?,
            clock: Clock::default(),
            hasher: self.hasher.clone(),
            outbox: Outbox::default(),
            http: self.http.clone(),
            faults: Faults::default(),
            requests: SeenRequests::default(),
            deliveries: Deliveries::default(),
            warned: Warned::default(),
            grants: Grants::default(),
            limits: Limits::default(),
            guesses: Turns::default(),
            changes: Mutex::default(),
            signer: RwLock::new(self.signer()),
            settings: RwLock::new(Arc::new(self.initial.clone())),
            initial: self.initial.clone(),
            kickstart: self.kickstart.clone(),
            admin: self.admin.clone(),
            users: self.users.clone(),
        })
    }

    /// A state with copies of the database, the key, the settings and the clock. Everything else is as in
    /// [`Self::fresh`], so the outbox is empty, for example.
    pub(crate) fn copy(&self) -> Result<Self, db::Error> {
        let copy = self.fresh()?;
        copy.db.write(|new| self.db.read(|rows| new.replace(rows)))?;
        copy.fit(self);
        Ok(copy)
    }

    /// Takes over from another state the database and the values that [`Self::swap`] exchanges. After an
    /// error, nothing has changed. The other state is not used afterwards.
    pub(crate) fn adopt(&self, other: &Self) -> Result<(), db::Error> {
        let _turn = self.changes.lock().unwrap_or_else(PoisonError::into_inner);
        let mut swapped = false;
        let done = self.db.write(|db| {
            other.db.read(|rows| db.replace(rows))?;
            // The swap comes before the commit, so that the next writer finds the key, the settings
            // and the time that belong to the new rows.
            self.swap(other);
            swapped = true;
            Ok(())
        });
        if done.is_err() && swapped {
            self.swap(other);
        }
        done
    }

    /// Exchanges these values with another state: those that must match the rows of the database, and
    /// those that are in memory only, except the warnings and the turns.
    fn swap(&self, other: &Self) {
        let (signer, settings, ahead) = (self.signer(), self.settings(), self.clock.ahead());
        self.fit(other);
        other.set_signer(signer);
        other.set_settings(settings);
        other.clock.set_ahead(ahead);
        self.outbox.swap(&other.outbox);
        self.requests.swap(&other.requests);
        self.deliveries.swap(&other.deliveries);
        self.faults.swap(&other.faults);
        self.grants.swap(&other.grants);
        self.limits.swap(&other.limits);
    }

    /// Takes from another state the values that must match the rows: the key, the settings and the time.
    fn fit(&self, other: &Self) {
        self.set_signer(other.signer());
        self.set_settings(other.settings());
        self.clock.set_ahead(other.clock.ahead());
    }

    /// Forgets what is in memory only. Takes from another state the values that must match the rows.
    #[cfg(test)]
    pub(crate) fn forget(&self, other: &Self) {
        self.fit(other);
        self.outbox.swap(&Outbox::default());
        self.requests.swap(&SeenRequests::default());
        self.deliveries.swap(&Deliveries::default());
        self.faults.swap(&Faults::default());
        self.grants.swap(&Grants::default());
        self.limits.swap(&Limits::default());
    }

    /// The host of the server's URL.
    pub(crate) fn host(&self) -> String {
        let url = url::Url::parse(&self.url).ok();
        url.and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_else(|| "localhost".into())
    }

    /// Puts a text message into the outbox.
    pub(crate) fn keep_sms(&self, letter: &Letter<'_>) {
        self.outbox.keep_sms(letter, self.clock.now_ms());
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
