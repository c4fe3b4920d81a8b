//! The keys that check signatures, and how a token selects one key of a set (RFC 7517).

use std::{fmt, sync::Arc};

use serde::Serialize;

use super::{
    algorithm::Algorithm,
    compact::{Header, member},
    refusal::Refusal,
};
use crate::{
    config::Config,
    error::Error,
    transport::json::{self, Body, Json},
};

/// The maximum number of keys that are read from a set. No server has so many keys.
pub(super) const MOST: usize = 100;
/// The allowed lengths of an RSA key's modulus, in characters of base64url, for 2048 to 8192 bits.
/// Shorter keys are not safe, longer ones are slow.
pub(super) const MODULUS: std::ops::RangeInclusive<usize> = 342..=1366;

/// The keys that verify tokens.
#[derive(Clone)]
pub struct Keys(pub(super) Source);

#[derive(Clone)]
pub(super) enum Source {
    Url(Config),
    Set(Arc<Set>),
    Secret(Arc<[u8]>),
}

impl Keys {
    /// The public keys (JSON Web Key Set) at an address, for example FusionAuth's
    /// `/.well-known/jwks.json`. They are fetched when they are first needed, and again when they
    /// are old or a token names an unknown key.
    #[must_use]
    pub fn url(address: impl Into<String>) -> Self {
        Self::at(Config::new(address))
    }

    /// Does the same as [`url`](Self::url), but with your own headers, time limit and retries.
    /// `config.base_url` is the address of the keys.
    #[must_use]
    pub fn at(config: Config) -> Self {
        Self(Source::Url(config))
    }

    /// These public keys: a JSON Web Key Set, such as a `serde_json::Value` or the answer of
    /// `retrieve_json_web_key_set`.
    ///
    /// # Errors
    /// `Validation` when `set` is not a key set.
    pub fn set(set: &impl Serialize) -> Result<Self, Error> {
        let text = serde_json::to_string(set).ok();
        let set = text.and_then(|text| Set::read(&json::parse(&Body::from(text))?));
        Ok(Self(Source::Set(set.ok_or_else(|| Error::invalid("jwks", "is not a key set"))?)))
    }

    /// A secret that is shared with the issuer, for HS256, HS384 and HS512.
    #[must_use]
    pub fn secret(secret: impl Into<Vec<u8>>) -> Self {
        Self(Source::Secret(secret.into().into()))
    }
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            Source::Url(_) => "Keys::Url",
            Source::Set(_) => "Keys::Set",
            Source::Secret(_) => "Keys::Secret",
        })
    }
}

/// The keys of a JSON Web Key Set, as they were received.
#[derive(Default)]
pub(super) struct Set(Vec<Json>);

/// The key that checks a signature.
pub(super) enum Key<'a> {
    Public(&'a Json),
    Secret(&'a [u8]),
}

impl Set {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn read(set: &Json) -> Option<Arc<Self>> {
        let mut keys = json::list(&json::member(set, "keys")?)?;
        keys.truncate(MOST);
        Some(Arc::new(Self(keys)))
    }

    /// The key that checks a token with this header, if exactly one key fits.
    pub(super) fn find(&self, header: &Header) -> Result<Key<'_>, Refusal> {
        let named: Vec<&Json> = self
            .0
            .iter()
            .filter(|key| header.key.is_none() || text(key, "kid") == header.key)
            .collect();
        let mut fitting = named.iter().filter(|key| fits(key, header.algorithm));
        match (fitting.next(), fitting.next()) {
            (Some(key), None) => Ok(Key::Public(key)),
            // The key exists, but for another algorithm or use.
            (None, _) if !named.is_empty() && header.key.is_some() => Err(Refusal::Algorithm),
            _ => Err(Refusal::UnknownKey),
        }
    }
}

/// Whether the members of the key allow this algorithm. The platform may still not support the key.
fn fits(key: &Json, algorithm: Algorithm) -> bool {
    let (kind, curve) = algorithm.key_type();
    let says = |name, wanted| text(key, name).is_none_or(|value| value == wanted);
    let has = |name, wanted| text(key, name).is_some_and(|value| value == wanted);
    let may_verify = member(key, "key_ops").is_none_or(|uses| {
        json::items(&uses).iter().any(|one| json::text(one).is_some_and(|one| one == "verify"))
    });
    has("kty", kind)
        && curve.is_none_or(|curve| has("crv", curve))
        && says("use", "sig")
        && may_verify
        && text(key, "alg").is_none_or(|name| Algorithm::named(&name) == Some(algorithm))
        && (kind != "RSA" || text(key, "n").is_some_and(|n| MODULUS.contains(&n.len())))
}

pub(super) fn text(json: &Json, name: &str) -> Option<String> {
    json::member(json, name).and_then(|value| json::text(&value))
}
