//! The new password in a request: as plain text, or as a hash from another system.

use serde_json::{Map, Value};

use super::call::Call;
use super::errors::{Errors, Refusal};
use super::members::optional_text;
use crate::hash::HashError;
use crate::imported_hash::{ImportedHash, Wrong};

pub(super) enum NewPassword {
    Plain(String),
    Hashed(ImportedHash),
}

impl NewPassword {
    /// The form in which the password is stored.
    pub(super) async fn stored(&self, call: &Call) -> Result<String, HashError> {
        match self {
            Self::Plain(password) => call.state.hasher.hash(password).await,
            Self::Hashed(hash) => Ok(hash.to_string()),
        }
    }
}

/// The password of a user in a request, and the members about its hashing.
struct Sent {
    password: Option<String>,
    salt: Option<String>,
    scheme: Option<String>,
    factor: Option<i64>,
}

impl Sent {
    /// Takes these members out of a user's members.
    fn take(members: &mut Map<String, Value>) -> Self {
        let factor = members.remove("factor").and_then(|factor| factor.as_i64());
        let mut text = |name: &str| match members.remove(name) {
            Some(Value::String(text)) => Some(text),
            _ => None,
        };
        let (password, salt, scheme) = (text("password"), text("salt"), text("encryptionScheme"));
        Self { password, salt, scheme, factor }
    }
}

/// Takes the password of a new user, and the members about its hashing, out of the user's members. The
/// password is always plain text: `passwordFieldType` has an effect only in updates.
pub(super) fn plain(members: &mut Map<String, Value>) -> Option<String> {
    Sent::take(members).password
}

/// Takes the new password of a user, and the members about its hashing, out of the user's members. The
/// password is a hash if `passwordFieldType` in the request is `HASHED`.
pub(super) fn take(
    body: &Value,
    members: &mut Map<String, Value>,
    errors: &mut Errors,
) -> Result<Option<NewPassword>, Refusal> {
    let Sent { password, salt, scheme, factor } = Sent::take(members);
    match optional_text(body, "passwordFieldType")? {
        None | Some("PLAINTEXT") => return Ok(password.map(NewPassword::Plain)),
        Some("HASHED") => {}
        Some(_) => {
            let message = "The value must be one of [PLAINTEXT, HASHED].";
            errors.field("passwordFieldType", "invalid", message);
            return Ok(None);
        }
    }
    let Some(password) = password else {
        errors.blank("user.password");
        return Ok(None);
    };
    // An import does not need the factor.
    if factor.is_none() && !errors.concerns("user.factor") {
        errors.missing("user.factor");
    }
    Ok(hashed(scheme.as_deref(), factor, salt.as_deref(), &password, "user", errors))
}

/// A password that came as a hash. `path` is the path of the user in the request.
pub(super) fn hashed(
    scheme: Option<&str>,
    factor: Option<i64>,
    salt: Option<&str>,
    hash: &str,
    path: &str,
    errors: &mut Errors,
) -> Option<NewPassword> {
    let field = |name: &str| format!("{path}.{name}");
    if scheme.is_none() {
        errors.missing(&field("encryptionScheme"));
    }
    if salt.is_none() {
        errors.missing(&field("salt"));
    }
    let (scheme, salt) = (scheme?, salt?);
    match ImportedHash::new(scheme, factor, salt, hash) {
        Ok(hash) => Some(NewPassword::Hashed(hash)),
        Err(wrong) => {
            let (name, message) = match wrong {
                Wrong::Scheme => ("encryptionScheme", "The server does not know this scheme."),
                Wrong::Factor => ("factor", "The factor is too small or too large."),
                Wrong::Salt => ("salt", "The salt does not have the form of the scheme."),
                Wrong::Hash => ("password", "The hash does not have the form of the scheme."),
            };
            errors.field(&field(name), "invalid", message);
            None
        }
    }
}
