//! Finds, shows and replaces users.

use serde_json::{Map, Value, json};

use super::call::Call;
use super::errors::{Errors, Refusal};
use super::login_id::LoginKind;
use super::members::{flag, member, optional_text, set_member};
use super::new_password::{self, NewPassword};
use super::reply::Reply;
use super::store::User;
use super::verify_identity::Identity;
use super::{
    fields, identities, identity, normalize, objects, password, password_age, password_history,
    phone, second_factor, store, tenant, tickets, verify_identity,
};
use crate::db::{Reader, Writer};

/// A user as answers show it: without the password and other secrets.
pub(super) fn view(db: &Reader, user: &User, with_registrations: bool) -> Result<Value, Refusal> {
    let mut doc = user.doc.clone();
    if let Value::Object(members) = &mut doc {
        for hidden in ["password", "salt", "factor", "encryptionScheme"] {
            members.remove(hidden);
        }
        for (name, empty) in [
            ("data", json!({})),
            ("memberships", json!([])),
            ("passwordChangeRequired", json!(false)),
            ("preferredLanguages", json!([])),
        ] {
            members.entry(name).or_insert(empty);
        }
        members.insert("twoFactor".into(), json!({"methods": second_factor::methods(user)}));
        let identities = identities::shown(members);
        members.insert("identities".into(), identities.into());
        if !verify_identity::is_shown_verified(members) {
            members.insert(identities::VERIFIED.into(), false.into());
        }
        if let Some(name) = members.get("username").cloned() {
            members.insert("uniqueUsername".into(), name);
        }
    }
    if with_registrations {
        set_member(&mut doc, "registrations", store::registrations(db, &user.id)?);
    }
    Ok(normalize::without_nulls(doc))
}

/// Finds a user by the text that is typed into a login form.
pub(super) fn by_login(
    db: &Reader,
    tenant: &str,
    login: &str,
    kinds: &[LoginKind],
) -> Result<Option<User>, Refusal> {
    Ok(found_by(db, tenant, login, kinds)?.map(|(user, _)| user))
}

/// Like `by_login`, but also returns the kind of login id with which the user was found.
pub(super) fn found_by(
    db: &Reader,
    tenant: &str,
    login: &str,
    kinds: &[LoginKind],
) -> Result<Option<(User, LoginKind)>, Refusal> {
    let kinds = if kinds.is_empty() { LoginKind::USUAL } else { kinds };
    let mut first = None;
    // All kinds are looked up. Otherwise, the duration would show which kind was found.
    for kind in kinds {
        let found = match kind {
            LoginKind::Email => store::by_email(db, tenant, login)?,
            LoginKind::Username => store::by_username(db, tenant, login)?,
            // A text that is not a phone number is looked up, too. Otherwise, the duration would show
            // whether the text is a phone number.
            LoginKind::PhoneNumber => {
                let number = phone::e164(login);
                store::by_phone(db, tenant, number.as_deref().unwrap_or(login))?
            }
        };
        first = first.or(found.map(|user| (user, *kind)));
    }
    Ok(first)
}

/// Replaces a user. `body` gets the stored user, and returns the body of a request that replaces
/// the user.
pub(super) async fn replace(
    call: &Call,
    body: impl Fn(&User) -> Result<Value, Refusal>,
) -> Result<Reply, Refusal> {
    let read = |db: &Reader| {
        let user = visible(call, db)?;
        let body = body(&user)?;
        Change::read(call, db, user, &body)
    };
    let mut change = call.state.db.read(read)?;
    let known = change.user.password.take();
    if let (Some(_), Some(current)) = (&change.password, &change.current)
        && !call.state.hasher.verify(current, known.as_deref()).await?
    {
        wrong_current(&mut change.errors);
    }
    if let Some(NewPassword::Plain(password)) = &change.password
        && password_history::has(call, &change.used, password).await?
    {
        let field = "user.password";
        change.errors.field(field, "previouslyUsed", password_history::message(field));
    }
    change.errors.check()?;
    let hash = match &change.password {
        Some(password) => Some(password.stored(call).await?),
        None => None,
    };
    call.state.db.write(|db| {
        let mut change = read(db)?;
        // Another request may have changed the password. Then the password that was checked is
        // not the current password.
        if hash.is_some() && change.current.is_some() && change.user.password != known {
            wrong_current(&mut change.errors);
        }
        change.write(call, db, hash)
    })
}

fn wrong_current(errors: &mut Errors) {
    let message = "The [currentPassword] property is not correct.";
    errors.field("currentPassword", "invalid", message);
}

/// A user, the members that a request gives to the user, and the problems of the request.
struct Change {
    user: User,
    tenant: Value,
    members: Map<String, Value>,
    password: Option<NewPassword>,
    /// Why the user must change the password.
    reason: Option<Value>,
    /// The `currentPassword` of the request. If the request sets a new password, this must be the
    /// user's current password.
    current: Option<String>,
    /// Whether a new address or number needs no verification.
    skipped: bool,
    /// The hashes of the passwords that the user must not have again.
    used: Vec<String>,
    errors: Errors,
}

impl Change {
    fn read(call: &Call, db: &Reader, user: User, body: &Value) -> Result<Self, Refusal> {
        let mut errors = Errors::default();
        let tenant = tenant::of(db, &user.tenant)?;
        let Some(object) = member(body, "user", &mut errors) else {
            if errors.is_empty() {
                errors.missing("user");
            }
            return Err(errors.into());
        };
        let mut members = fields::read(&object, objects::USER, "user", &mut errors);
        // Only the operations on groups change memberships.
        members.remove("memberships");
        let mut more = fields::read(&object, objects::UPDATED_USER, "user", &mut errors);
        let reason = more.remove("passwordChangeReason");
        let blockable = !flag(body, "disableDomainBlock")?;
        let own = Some(user.id.as_str());
        identity::check(db, &tenant, &mut members, own, blockable, &mut errors)?;
        let password = new_password::take(body, &mut members, &mut errors)?;
        if let Some(NewPassword::Plain(password)) = &password {
            let shown = Value::Object(members.clone());
            identity::password(&tenant, &shown, password, "user.password", &mut errors);
            let now = call.state.clock.now_ms();
            password_age::check(&user, &tenant, now, "user.password", &mut errors);
        }
        let used = password_history::of(db, &user, &tenant)?;
        let current = optional_text(body, "currentPassword")?.map(str::to_owned);
        let skipped = flag(body, "skipVerification")?;
        Ok(Self { user, tenant, members, password, reason, current, skipped, used, errors })
    }

    /// Writes the change, with the hash of the password if there is one.
    fn write(self, call: &Call, db: &Writer, hash: Option<String>) -> Result<Reply, Refusal> {
        let Self { mut user, tenant, mut members, reason, skipped, errors, .. } = self;
        errors.check()?;
        let now = call.state.clock.now_ms();
        let moved = Identity::ALL.map(|identity| {
            let name = identity.name();
            (identity, members.get(name) != user.doc.get(name))
        });
        let moved = moved.into_iter().filter_map(|(identity, moved)| moved.then_some(identity));
        let moved: Vec<Identity> = moved.collect();
        let replaced =
            identities::TYPES.map(|kind| (kind, members.get(kind) != user.doc.get(kind)));
        for name in [
            "active",
            "connectorId",
            "id",
            "insertInstant",
            "lastLoginInstant",
            "memberships",
            "passwordLastUpdateInstant",
            identities::TIMES,
            identities::EMAIL_INSTANT,
            identities::PHONE,
            "tenantId",
            "usernameStatus",
            identities::VERIFIED,
            identities::INSTANT,
            identities::REASON,
        ] {
            if let Some(value) = user.doc.get(name) {
                members.insert(name.to_owned(), value.clone());
            }
        }
        // As long as the user must change the password, the reason for this is kept, unless the request has another
        // reason.
        if members.get("passwordChangeRequired") == Some(&Value::Bool(true))
            && let Some(reason) = reason.or_else(|| user.doc.get("passwordChangeReason").cloned())
        {
            members.insert("passwordChangeReason".to_owned(), reason);
        }
        let mut again = Vec::new();
        for identity in &moved {
            if !members.contains_key(identity.name()) {
                continue;
            }
            // The user must verify a new address or number if the tenant requires this. The request
            // can skip the verification.
            let (verified, reason) = match identity.is_wanted_again(&tenant, &user) {
                _ if skipped => (true, "Skipped"),
                true => (false, "Pending"),
                // A changed address keeps its state: the tenant's `verifyEmailWhenChanged` is false.
                false if *identity == Identity::Email && user.text("email").is_some() => continue,
                false => (true, "Disabled"),
            };
            verify_identity::set_state(*identity, &mut members, verified, reason, now);
            if !verified {
                again.push(*identity);
            }
        }
        members.insert("lastUpdateInstant".into(), now.into());
        user.doc = Value::Object(members);
        for (kind, _) in replaced.into_iter().filter(|(_, replaced)| *replaced) {
            identities::replaced(&mut user.doc, kind, now);
        }
        if hash.is_some() {
            password_history::keep(db, &user, &tenant)?;
            user.password = hash;
            set_member(&mut user.doc, "passwordLastUpdateInstant", now);
            password::end_earlier(db, &user)?;
        }
        for identity in moved {
            match identity {
                Identity::Email => tickets::address_changed(db, &user.id)?,
                Identity::Phone => tickets::number_changed(db, &user.id)?,
            }
        }
        second_factor::settle(db, &mut user)?;
        user.save(db)?;
        let (mut body, letters) =
            verify_identity::announce(&call.state, db, &user, &tenant, &again)?;
        set_member(&mut body, "user", view(db, &user, true)?);
        Ok(Reply::json(body).with_letters(letters))
    }
}

/// The user in the path, if the caller may see the user's tenant.
pub(super) fn visible(call: &Call, db: &Reader) -> Result<User, Refusal> {
    let id = call.need_id(0, "userId")?;
    let user = store::user(db, &id)?;
    user.filter(|user| call.sees(&user.tenant)).ok_or_else(Refusal::not_found)
}
