//! Access tokens (JWT): decoding, and verification with the keys of their issuer.
//!
//! [`decode`] only reads the claims of a token. Anybody can write a token with any claims, so trust
//! only the result of [`Verifier::verify`].
//!
//! ```ignore-wasm32
//! # use matricula::{Config, ErrorKind, Secret, fusionauth::*};
//! use matricula::token::{self, Keys, Rules, Verifier};
//! # tokio::runtime::Runtime::new()?.block_on(async {
//! # let server = matricula_test_server::TestServer::start().await?;
//! # let settings = serde_json::json!({"fusionauth": {"signing_algorithm": "ES256"}});
//! # server.update_settings(settings).await?;
//! # let config = Config::new(server.url()).with_api_key("bf69486b-4733-4470-a592-f1bfce7af580");
//! # let client = Client::new(config)?;
//! # let shop = ApplicationRequest::new(Application::new("Shop"));
//! # let application = client.create_application(None, &shop).await?.application.id.unwrap();
//! # let mut user = User::new("ada@example.com");
//! # user.password = Some("correct horse 1".into());
//! # let request = CreateAndRegisterRequest::new(user, Registration::new(&application));
//! # let token: Secret = client.create_and_register(None, &request).await?.token.unwrap();
//! // Once, for the whole program.
//! let rules = Rules::default()
//!     .with_issuer("acme.com")
//!     .with_audience(application); // the id of your application
//! # let url = server.url();
//! let verifier = Verifier::new(Keys::url(format!("{url}/.well-known/jwks.json")), rules)?;
//!
//! // For each request: the token of its `Authorization` header.
//! let claims: matricula::fusionauth::Claims = verifier.verify(&token).await?;
//! assert_eq!(claims.email.as_deref(), Some("ada@example.com"));
//!
//! let forged = Secret::from(token.expose().replace('.', ".e30."));
//! let error = verifier.verify::<token::Claims>(&forged).await.unwrap_err();
//! assert_eq!((error.kind(), error.code()), (ErrorKind::InvalidToken, Some("malformed")));
//! # Ok::<(), Box<dyn std::error::Error>>(()) })?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! The error for a refused token has the kind [`InvalidToken`](crate::ErrorKind::InvalidToken); its
//! [`code`](crate::Error::code) says why:
//!
#![doc = include_str!("codes.txt")]
//!
//! The token does not decide which algorithms are allowed: the keys and the [`Rules`] do. A key of a
//! set verifies only what its type, its `alg`, its `use` and its `key_ops` allow. A shared secret
//! verifies only HMAC. `none` is never accepted.

use std::{sync::Arc, time::Duration};

use serde::de::DeserializeOwned;

use crate::{
    error::{Error, ErrorKind},
    secret::Secret,
    transport::{json, time},
};

mod algorithm;
mod claims;
mod compact;
#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod constants;
mod keys;
mod refusal;
pub(crate) mod remote;
mod signature;

pub use algorithm::Algorithm;
pub use claims::{Audience, Claims, Rules};
pub use keys::Keys;

#[cfg(all(js, feature = "session"))]
pub(crate) use compact::claims;
use compact::{Compact, Header, Payload};
#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
pub(crate) use constants::constants;
use keys::{Key, Set, Source};
use refusal::Refusal;
use remote::Remote;

/// The claims of a token. Nothing is verified: neither the signature nor the time.
///
/// ```
/// # use matricula::token::{Claims, decode};
/// // The token of RFC 7519, section 3.1, which expired in 2011.
/// let token = "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.\
///     eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.\
///     dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
/// let claims: Claims = decode(&token.into())?;
/// assert_eq!(claims.iss.as_deref(), Some("joe"));
/// # Ok::<(), matricula::Error>(())
/// ```
///
/// # Errors
/// `InvalidToken` with the code `malformed` when `token` is not a JWT, or its claims do not fit `C`.
pub fn decode<C: DeserializeOwned>(token: &Secret) -> Result<C, Error> {
    read(&Compact::read(token.expose())?.payload()?)
}

fn read<C: DeserializeOwned>(payload: &Payload) -> Result<C, Error> {
    // The message of serde may quote the token, so the error does not contain this message.
    json::read(&payload.text).map_err(|_| Refusal::Malformed.into())
}

/// The lifetime of a JWT, if it has `iat` and `exp`. Nothing is verified.
pub(crate) fn lifetime(token: &str) -> Option<Duration> {
    let claims = compact::claims(token)?;
    let instant = |name| json::member(&claims, name).and_then(|value| json::number(&value));
    instant("exp")?.checked_sub(instant("iat")?).map(Duration::from_secs)
}

/// The user of a JWT (`sub`), if it has one. Nothing is verified.
pub(crate) fn subject(token: &str) -> Option<String> {
    json::member(&compact::claims(token)?, "sub").and_then(|value| json::text(&value))
}

/// Verifies tokens: it refuses forged and expired ones.
///
/// A verifier is cheap to clone and can be shared; all clones share the fetched keys.
#[derive(Clone)]
pub struct Verifier {
    keys: KeySource,
    rules: Rules,
}

#[derive(Clone)]
enum KeySource {
    Remote(Arc<Remote>),
    Set(Arc<Set>),
    Secret(Arc<[u8]>),
}

impl Verifier {
    /// A verifier with these keys and rules. Nothing is fetched yet.
    ///
    /// # Errors
    /// `Validation` when the shared secret is empty, or when one of these is wrong:
    /// - the address of the keys: it must be `http` or `https`, without credentials, query and
    ///   fragment,
    /// - a header for fetching the keys: it must be valid, and not `Authorization`,
    /// - the time limit for fetching the keys: it must be more than 0.
    ///
    /// `Unsupported` when the HTTP client of the platform cannot be made.
    pub fn new(keys: Keys, rules: Rules) -> Result<Self, Error> {
        let keys = match keys.0 {
            Source::Url(config) => KeySource::Remote(Remote::new(config)?),
            Source::Set(set) => KeySource::Set(set),
            // Anybody can sign with an empty secret.
            Source::Secret(secret) if secret.is_empty() => {
                return Err(Error::invalid("secret", "is empty"));
            }
            Source::Secret(secret) => KeySource::Secret(secret),
        };
        Ok(Self { keys, rules })
    }

    /// The claims of a token, if its signature is valid and the rules accept it now.
    ///
    /// # Errors
    /// - `InvalidToken` with a code from the table in [`token`](crate::token).
    /// - `Unsupported` when the platform does not support the algorithm.
    /// - The error of the request when the keys cannot be fetched, for example `Network`.
    pub async fn verify<C: DeserializeOwned>(&self, token: &Secret) -> Result<C, Error> {
        self.verify_at(token, time::epoch_seconds()).await
    }

    /// Does the same as [`verify`](Self::verify), but checks the token at the time `now` (epoch seconds) instead of the
    /// current time: for tests, and for tokens of the past.
    ///
    /// # Errors
    /// The errors of [`verify`](Self::verify).
    pub async fn verify_at<C: DeserializeOwned>(
        &self,
        token: &Secret,
        now: u64,
    ) -> Result<C, Error> {
        read(&self.payload(token.expose(), now as f64).await?)
    }

    async fn payload(&self, token: &str, now: f64) -> Result<Payload, Error> {
        let compact = Compact::read(token)?;
        let header = compact.header()?;
        let accepted = &self.rules.algorithms;
        let shared = matches!(self.keys, KeySource::Secret(_));
        if header.algorithm.is_shared() != shared
            || !(accepted.is_empty() || accepted.contains(&header.algorithm))
        {
            return Err(Refusal::Algorithm.into());
        }
        match &self.keys {
            KeySource::Secret(secret) => check(&compact, &header, &Key::Secret(secret)).await?,
            KeySource::Set(set) => check(&compact, &header, &set.find(&header)?).await?,
            KeySource::Remote(remote) => {
                let fetched = time::within(remote.limit(), remote.set_for(&header)).await;
                let set = fetched.unwrap_or_else(|| {
                    Err(Error::new(ErrorKind::Timeout, "keys: no answer within the time limit"))
                })?;
                check(&compact, &header, &set.find(&header)?).await?;
            }
        }
        let payload = compact.payload()?;
        self.rules.check(&payload.json, now)?;
        Ok(payload)
    }
}

async fn check(compact: &Compact<'_>, header: &Header, key: &Key<'_>) -> Result<(), Error> {
    let (signed, signature) = (compact.signed, &compact.signature);
    if signature::verify(header.algorithm, key, signed, signature).await? {
        return Ok(());
    }
    Err(Refusal::Signature.into())
}

impl std::fmt::Debug for Verifier {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("token::Verifier").field("rules", &self.rules).finish_non_exhaustive()
    }
}
