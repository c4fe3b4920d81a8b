//! The keys that sign access tokens and events for webhooks. A default key is made when it is first
//! needed, and stored. Clients can get the public keys.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde_json::{Value, json};

use super::errors::Refusal;
use super::members::{is_set, number_at, text_of};
use super::store;
use crate::db::Reader;
use crate::platform;
use crate::settings::SigningAlgorithm;
use crate::state::State;
use crate::token;

/// There is no key with the requested id, and no default key.
#[derive(Debug, thiserror::Error)]
#[error("there is no key to sign with")]
struct NoKey;

/// The id of the default key of the configured algorithm.
pub(super) fn default_id(state: &State) -> &'static str {
    own_id(state.settings().fusionauth.signing_algorithm)
}

/// The id of an algorithm's default key.
fn own_id(algorithm: SigningAlgorithm) -> &'static str {
    match algorithm {
        SigningAlgorithm::HS256 => "00000000-0000-0000-0000-000000000256",
        SigningAlgorithm::RS256 => "00000000-0000-0000-0000-000000001256",
        SigningAlgorithm::ES256 => "00000000-0000-0000-0000-000000002256",
    }
}

fn algorithm(key: &Value) -> Algorithm {
    match SigningAlgorithm::named(text_of(key, "algorithm")).unwrap_or_default() {
        SigningAlgorithm::HS256 => Algorithm::HS256,
        SigningAlgorithm::RS256 => Algorithm::RS256,
        SigningAlgorithm::ES256 => Algorithm::ES256,
    }
}

/// The key with this id, else the default key of the configured algorithm, which `ready` has made.
fn find(state: &State, db: &Reader, id: Option<&str>) -> Result<Value, Refusal> {
    if let Some(id) = id
        && let Some(key) = store::get(db, store::KEY, id)?
    {
        return Ok(key);
    }
    Ok(store::get(db, store::KEY, default_id(state))?.ok_or(NoKey)?)
}

/// Makes the default key of the configured algorithm unless there is one. This must happen before the
/// transaction that signs with the key, because a transaction cannot wait for a new key.
pub(super) async fn ready(state: &State) -> Result<(), Refusal> {
    ready_for(state, state.settings().fusionauth.signing_algorithm).await
}

async fn ready_for(state: &State, algorithm: SigningAlgorithm) -> Result<(), Refusal> {
    let id = own_id(algorithm);
    let known = |db: &Reader| store::get(db, store::KEY, id).map(|key| key.is_some());
    if state.db.read(known)? {
        return Ok(());
    }
    let key = make(state, id, algorithm, algorithm.as_str()).await?;
    // If several requests make the key at the same time, the server keeps the first key.
    state.db.write(|db| if known(db)? { Ok(()) } else { store::put(db, store::KEY, id, &key) })
}

/// Makes a key, but does not store it.
pub(super) async fn make(
    state: &State,
    id: &str,
    algorithm: SigningAlgorithm,
    name: &str,
) -> Result<Value, Refusal> {
    let mut key = material(algorithm).await?;
    let now = state.clock.now_ms();
    json_patch::merge(
        &mut key,
        &json!({
            "algorithm": algorithm.as_str(),
            "id": id,
            "insertInstant": now,
            "kid": token::random_code(8)?,
            "lastUpdateInstant": now,
            "name": name,
        }),
    );
    Ok(key)
}

async fn material(algorithm: SigningAlgorithm) -> Result<Value, Refusal> {
    let (kind, bits, pair) = match algorithm {
        SigningAlgorithm::HS256 => {
            return Ok(json!({"type": "HMAC", "secret": token::random_hex(32)?}));
        }
        SigningAlgorithm::RS256 => ("RSA", 2_048, platform::rsa_pair().await?),
        SigningAlgorithm::ES256 => ("EC", 256, platform::ec_pair().await?),
    };
    Ok(json!({
        "type": kind,
        "hasPrivateKey": true,
        "length": bits,
        "secret": pem("PRIVATE KEY", &pair.private),
        "publicKey": pem("PUBLIC KEY", &pair.public),
        "jwk": pair.jwk,
    }))
}

fn pem(label: &str, der: &[u8]) -> String {
    let mut text = format!("-----BEGIN {label}-----\n");
    for (position, character) in BASE64_STANDARD.encode(der).chars().enumerate() {
        if position > 0 && position % 64 == 0 {
            text.push('\n');
        }
        text.push(character);
    }
    text.push_str(&format!("\n-----END {label}-----\n"));
    text
}

/// The id of the key that a tenant or an application names for its access tokens.
pub(super) fn named(doc: &Value) -> Option<String> {
    let id = doc.pointer("/jwtConfiguration/accessTokenKeyId").and_then(Value::as_str);
    id.map(str::to_owned)
}

/// Signs claims with the key of this id, else with the default key of the configured algorithm.
pub(super) fn sign(
    state: &State,
    db: &Reader,
    id: Option<&str>,
    claims: &Value,
) -> Result<String, Refusal> {
    let key = find(state, db, id)?;
    let secret = text_of(&key, "secret").as_bytes();
    let mut header = Header::new(algorithm(&key));
    header.kid = Some(text_of(&key, "kid").to_owned());
    let encoding = match header.alg {
        Algorithm::RS256 => EncodingKey::from_rsa_pem(secret)?,
        Algorithm::ES256 => EncodingKey::from_ec_pem(secret)?,
        _ => EncodingKey::from_secret(secret),
    };
    Ok(jsonwebtoken::encode(&header, claims, &encoding)?)
}

/// The claims of a token. Returns `None` if no key of this server has signed the token, or if the token is
/// not valid now.
pub(super) fn verify(state: &State, db: &Reader, text: &str) -> Result<Option<Value>, Refusal> {
    let Ok(header) = jsonwebtoken::decode_header(text) else { return Ok(None) };
    let named = store::named(db, store::KEY, header.kid.as_deref().unwrap_or_default())?;
    let Some(key) = named.first() else { return Ok(None) };
    let secret = text_of(key, "secret").as_bytes();
    let public = text_of(key, "publicKey").as_bytes();
    // The key, and not the token, determines the algorithm.
    let decoding = match algorithm(key) {
        Algorithm::RS256 => DecodingKey::from_rsa_pem(public)?,
        Algorithm::ES256 => DecodingKey::from_ec_pem(public)?,
        _ => DecodingKey::from_secret(secret),
    };
    let mut validation = Validation::new(algorithm(key));
    // The times are checked below, by the server's clock, which tests can move.
    validation.validate_exp = false;
    validation.validate_aud = false;
    validation.required_spec_claims.clear();
    let claims = jsonwebtoken::decode::<Value>(text, &decoding, &validation).ok();
    let now = state.clock.now();
    // A token with an `nbf` that is not a whole number is refused.
    let begun = |claims: &Value| {
        let begins = claims.get("nbf");
        begins.is_none_or(|begins| begins.as_i64().is_some_and(|begins| begins <= now))
    };
    let claims = claims.map(|data| data.claims);
    Ok(claims.filter(|claims| number_at(claims, "/exp", 0) > now && begun(claims)))
}

/// All keys that have a public key. Except in classic mode, the default key of RS256 is always there.
pub(super) async fn public(state: &State) -> Result<Vec<Value>, Refusal> {
    if !state.settings().fusionauth.classic {
        ready_for(state, SigningAlgorithm::RS256).await?;
    }
    let mut keys = state.db.read(|db| store::list(db, store::KEY))?;
    keys.retain(|key| key.get("publicKey").is_some());
    Ok(keys)
}

/// The key that signs an application's tokens.
pub(super) fn of_application(state: &State, db: &Reader, app: &Value) -> Result<Value, Refusal> {
    let tenant = store::get(db, store::TENANT, text_of(app, "tenantId"))?;
    let id = own_configuration(app).and_then(named).or_else(|| tenant.as_ref().and_then(named));
    find(state, db, id.as_deref())
}

/// The application, if it has settings of its own for tokens.
pub(super) fn own_configuration(app: &Value) -> Option<&Value> {
    is_set(app, "/jwtConfiguration/enabled").then_some(app)
}
