//! The second factors of users: their ids, their secrets, and the recovery codes. FusionAuth calls each
//! second factor of a user a method.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use super::errors::Refusal;
use super::members::{number_at, set_member, text_of};
use super::store::{self, User};
use super::{normalize, tickets, totp};
use crate::db::{Reader, Writer};
use crate::token::{self, MakeError};

/// How many recovery codes a user gets.
const RECOVERY_CODES: usize = 10;
const DIGITS_AND_LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
/// The characters of recovery codes. There are no vowels, and no `0`, `1`, `5`, `L` and `S`, which look
/// like other characters.
const READABLE: &[u8] = b"BCDFGHJKMNPQRTVWXYZ2346789";

/// The stored secrets of a user, which no answer contains. They are stored apart from the user's document:
/// otherwise, a patch of the document could copy a secret to a member that answers show.
#[derive(Default, Serialize, Deserialize)]
pub(super) struct Hidden {
    /// The secrets of authenticators in base64, by the id of the method.
    secrets: BTreeMap<String, String>,
    /// Hashes of the recovery codes.
    recovery_codes: BTreeSet<String>,
}

/// The methods of a user, as they are shown.
pub(super) fn methods(user: &User) -> Vec<Value> {
    let methods = user.doc.pointer("/twoFactor/methods").and_then(Value::as_array);
    methods.cloned().unwrap_or_default()
}

/// A method of a user by its id.
pub(super) fn method(user: &User, id: &str) -> Option<Value> {
    methods(user).into_iter().find(|method| text_of(method, "id") == id)
}

/// Six random digits.
pub(super) fn new_code() -> Result<String, MakeError> {
    token::random_of(b"0123456789", 6)
}

impl Hidden {
    pub(super) fn of(db: &Reader, user: &str) -> Result<Self, Refusal> {
        let doc = store::get(db, store::FACTORS, user)?;
        Ok(doc.map(serde_json::from_value).transpose()?.unwrap_or_default())
    }

    fn keep(&self, db: &Writer, user: &str) -> Result<(), Refusal> {
        if self.secrets.is_empty() && self.recovery_codes.is_empty() {
            store::delete(db, store::FACTORS, user)?;
            return Ok(());
        }
        store::put(db, store::FACTORS, user, &serde_json::to_value(self)?)
    }

    /// The id of the authenticator that has this code now. If `only` is given, only the authenticator with
    /// this id is tried. `now` is in seconds since 1970.
    pub(super) fn authenticator(&self, code: &str, now: i64, only: Option<&str>) -> Option<&str> {
        let mut secrets = self.secrets.iter();
        let (id, _) = secrets.find(|(id, secret)| {
            only.is_none_or(|only| only == *id)
                && totp::from_base64(secret).is_some_and(|key| totp::is_right(&key, code, now))
        })?;
        Some(id)
    }

    /// Whether this is a recovery code that is not used yet.
    pub(super) fn recovers(&self, code: &str) -> bool {
        self.recovery_codes.contains(&hash(code))
    }
}

/// The form in which a recovery code is stored. Upper and lower case of the code do not matter.
fn hash(code: &str) -> String {
    token::stored(&code.trim().to_uppercase())
}

/// Uses up a recovery code.
pub(super) fn spend(db: &Writer, user: &str, code: &str) -> Result<(), Refusal> {
    let mut hidden = Hidden::of(db, user)?;
    hidden.recovery_codes.remove(&hash(code));
    hidden.keep(db, user)
}

/// Replaces the user's recovery codes, and returns the new codes.
pub(super) fn renew_codes(db: &Writer, user: &str) -> Result<Vec<String>, Refusal> {
    let half = || token::random_of(READABLE, 5);
    let codes = (0..RECOVERY_CODES).map(|_| Ok(format!("{}-{}", half()?, half()?)));
    let codes = codes.collect::<Result<Vec<_>, MakeError>>()?;
    let mut hidden = Hidden::of(db, user)?;
    hidden.recovery_codes = codes.iter().map(|code| hash(code)).collect();
    hidden.keep(db, user)?;
    Ok(codes)
}

/// Prepares the second factors that a request has given to a user, before the user is written: new
/// methods get ids, and the secrets are stored apart from the user.
pub(super) fn settle(db: &Writer, user: &mut User) -> Result<(), Refusal> {
    let before = store::user(db, &user.id)?;
    let old: Vec<Value> = before.iter().flat_map(methods).collect();
    let mut known: BTreeSet<&str> = old.iter().map(|method| text_of(method, "id")).collect();
    let seed = format!("{} {}", user.id, number_at(&user.doc, "/lastUpdateInstant", 0));
    let mut hidden = Hidden::of(db, &user.id)?;
    let mut secrets = BTreeMap::new();
    let mut sent = match user.doc.get_mut("twoFactor").map(Value::take) {
        Some(Value::Object(members)) => members,
        _ => Map::new(),
    };
    let mut settled = Vec::new();
    for method in sent.get("methods").and_then(Value::as_array).into_iter().flatten() {
        let sent = text_of(method, "id");
        // An id in the request is used once, and only if the user has a method with this id already.
        let id = match known.remove(sent) {
            true => sent.to_owned(),
            false => id_from(&seed, &[&old, &settled]),
        };
        let secret = method.get("secret").and_then(Value::as_str).map(str::to_owned);
        if let Some(secret) = secret.or_else(|| hidden.secrets.remove(&id))
            && text_of(method, "method") == "authenticator"
        {
            secrets.insert(id.clone(), secret);
        }
        settled.push(shown(method, &id));
    }
    hidden.secrets = secrets;
    if let Some(Value::Array(codes)) = sent.remove("recoveryCodes") {
        hidden.recovery_codes = codes.iter().filter_map(Value::as_str).map(hash).collect();
    }
    if settled.is_empty() {
        hidden.recovery_codes.clear();
        // The trust in a device comes from methods that the user does not have any more, so the trust
        // ends.
        if before.is_some_and(|user| !methods(&user).is_empty()) {
            tickets::end(db, tickets::Kind::Trust, &user.id, None)?;
        }
    }
    hidden.keep(db, &user.id)?;
    write(user, settled);
    Ok(())
}

/// Adds a method to a user. `secret` is the secret of an authenticator, in base64.
pub(super) fn add(
    db: &Writer,
    user: &mut User,
    method: &Value,
    secret: Option<String>,
) -> Result<(), Refusal> {
    let mut all = methods(user);
    let id = new_id(&all)?;
    all.push(shown(method, &id));
    if let Some(secret) = secret {
        let mut hidden = Hidden::of(db, &user.id)?;
        hidden.secrets.insert(id, secret);
        hidden.keep(db, &user.id)?;
    }
    write(user, all);
    user.save(db)
}

/// Removes the method with this id, or all methods if `id` is `None`. A user without methods has no
/// recovery codes.
pub(super) fn remove(db: &Writer, user: &mut User, id: Option<&str>) -> Result<(), Refusal> {
    let mut left = methods(user);
    left.retain(|method| id.is_some_and(|id| text_of(method, "id") != id));
    let mut hidden = Hidden::of(db, &user.id)?;
    hidden.secrets.retain(|known, _| id.is_some_and(|id| known != id));
    if left.is_empty() {
        hidden.recovery_codes.clear();
    }
    hidden.keep(db, &user.id)?;
    write(user, left);
    user.save(db)
}

/// Changes the name of a method. If `name` is `None`, removes the name.
pub(super) fn rename(
    db: &Writer,
    user: &mut User,
    id: &str,
    name: Option<&str>,
) -> Result<(), Refusal> {
    let mut all = methods(user);
    for method in all.iter_mut().filter(|method| text_of(method, "id") == id) {
        set_member(method, "name", name);
    }
    write(user, all.into_iter().map(normalize::without_nulls).collect());
    user.save(db)
}

/// Marks the method that the user has used last. Does not store the user: the caller must do this.
pub(super) fn mark_used(user: &mut User, id: &str) {
    let mut all = methods(user);
    for method in &mut all {
        let used = text_of(method, "id") == id;
        set_member(method, "lastUsed", used);
    }
    write(user, all);
}

fn write(user: &mut User, methods: Vec<Value>) {
    let factor = Map::from_iter([("methods".to_owned(), methods.into())]);
    set_member(&mut user.doc, "twoFactor", factor);
}

/// An id for a new method in a request. No method in `taken` has this id. The same request always
/// gives the same id. So an event has the id that is stored, even if the work is done twice (see
/// `hooks.rs`).
fn id_from(seed: &str, taken: &[&[Value]]) -> String {
    let mut number = 0_u64;
    loop {
        let hash = Sha256::digest(format!("{seed} {number}"));
        let letters = hash.iter().take(4).filter_map(|byte| {
            DIGITS_AND_LETTERS.get(usize::from(*byte) % DIGITS_AND_LETTERS.len())
        });
        let id: String = letters.map(|letter| char::from(*letter)).collect();
        if taken.iter().flat_map(|list| list.iter()).all(|method| text_of(method, "id") != id) {
            return id;
        }
        number += 1;
    }
}

/// An id that none of these methods has.
fn new_id(methods: &[Value]) -> Result<String, MakeError> {
    loop {
        let id = token::random_of(DIGITS_AND_LETTERS, 4)?;
        if methods.iter().all(|method| text_of(method, "id") != id) {
            return Ok(id);
        }
    }
}

/// A method with this id and only the members of its type, without its secret.
fn shown(method: &Value, id: &str) -> Value {
    let kind = text_of(method, "method");
    let own: &[&str] = match kind {
        "authenticator" => &[],
        "email" => &["email"],
        "sms" => &["mobilePhone"],
        _ => &["email", "mobilePhone"],
    };
    let mut shown = json!({"id": id});
    for name in own.iter().chain(&["lastUsed", "method", "name"]) {
        if let Some(value) = method.get(*name).filter(|value| !value.is_null()) {
            set_member(&mut shown, name, value.clone());
        }
    }
    if kind == "authenticator" {
        // The vendor's server ignores other values of these members.
        let codes = json!({"algorithm": "HmacSHA1", "codeLength": 6, "timeStep": 30});
        set_member(&mut shown, "authenticator", codes);
    }
    shown
}
