//! Makes a user: checks the request, hashes the password, and makes the first messages.

use serde_json::{Map, Value, json};

use super::call::Call;
use super::errors::{Errors, Refusal};
use super::mails::Letter;
use super::members::{member, number_at, text_of};
use super::proven::{self, Claim};
use super::store::User;
use super::verify_identity::{self, Identity};
use super::{
    fields, identity, mails, memberships, new_password, normalize, objects, second_factor, store,
    tickets,
};
use crate::db::{Reader, Writer};

/// A user to be made. The user may be invalid: `draft` adds the problems to the errors of the request.
pub(super) struct Draft {
    id: String,
    tenant: String,
    members: Map<String, Value>,
    password: Option<String>,
    set_password: Option<Identity>,
    /// The addresses and numbers that were verified before there was a user.
    proven: Vec<Claim>,
    skipped: bool,
}

/// A new user, ready to be stored in the database.
pub(super) struct Created {
    pub(super) user: User,
    /// Where the message to set the password goes; `None` if there is no such message.
    pub(super) set_password: Option<Identity>,
    /// The addresses and numbers that wait for a verification.
    pending: Vec<Identity>,
    proven: Vec<Claim>,
}

/// Checks the `user` of a request that makes a user.
pub(super) fn draft(
    call: &Call,
    db: &Reader,
    body: &Value,
    id: Option<String>,
    tenant: &Value,
    errors: &mut Errors,
) -> Result<Option<Draft>, Refusal> {
    if let Some(id) = &id
        && store::user(db, id)?.is_some()
    {
        let message = format!("A User with Id [{id}] already exists.");
        errors.field("userId", "duplicate", message);
    }
    let object = match member(body, "user", errors) {
        Some(object) => object,
        // Verified addresses and numbers are enough to make a user.
        None if proven::has_ids(call) && !errors.concerns("user") => Map::new(),
        None => {
            if !errors.concerns("user") {
                errors.missing("user");
            }
            return Ok(None);
        }
    };
    let mut members = fields::read(&object, objects::USER, "user", errors);
    let proven = proven::of_request(call, db, tenant, &mut members, errors)?;
    let blockable = !call.flag("disableDomainBlock")?;
    identity::check(db, tenant, &mut members, None, blockable, errors)?;
    let set_password = set_password(call, tenant, &members)?;
    let password = new_password::plain(&mut members).filter(|_| set_password.is_none());
    match &password {
        Some(password) => {
            let shown = Value::Object(members.clone());
            identity::password(tenant, &shown, password, "user.password", errors);
        }
        None if call.settings.fusionauth.classic && set_password.is_none() => {
            errors.blank("user.password");
        }
        None => {}
    }
    Ok(Some(Draft {
        id: id.unwrap_or_else(normalize::new_id),
        tenant: text_of(tenant, "id").to_owned(),
        members,
        password,
        set_password,
        proven,
        skipped: call.flag("skipVerification")?,
    }))
}

/// Whether the message to set the password goes to the address or to the number. `None` if there is no
/// message: the request does not ask for the message, the user does not have the address or the number, or
/// the tenant has no template. Then the user gets the password of the request.
fn set_password(
    call: &Call,
    tenant: &Value,
    members: &Map<String, Value>,
) -> Result<Option<Identity>, Refusal> {
    let by_type = match call.text("sendSetPasswordIdentityType")? {
        Some("email") => Some(Identity::Email),
        Some("phone") => Some(Identity::Phone),
        None | Some("doNotSend") => None,
        Some(_) => {
            let message = "The [sendSetPasswordIdentityType] property is not valid.";
            return Err(Refusal::field("sendSetPasswordIdentityType", "invalid", message));
        }
    };
    let by_flag = call.flag("sendSetPasswordEmail")?.then_some(Identity::Email);
    let works = |identity: &Identity| {
        let template = match identity {
            Identity::Email => "/emailConfiguration/setPasswordEmailTemplateId",
            Identity::Phone => "/phoneConfiguration/setPasswordTemplateId",
        };
        members.contains_key(identity.name())
            && tenant.pointer(template).is_some_and(|template| !template.is_null())
    };
    Ok(by_type.or(by_flag).filter(works))
}

impl Draft {
    /// The hash of the password; `None` if the user gets no password now.
    pub(super) async fn hash(&self, call: &Call) -> Result<Option<String>, Refusal> {
        Ok(match &self.password {
            Some(password) => Some(call.state.hasher.hash(password).await?),
            None => None,
        })
    }

    /// Completes the document of the user, but does not store it.
    pub(super) fn finish(self, call: &Call, tenant: &Value, password: Option<String>) -> Created {
        let now = call.now_ms();
        let mut members = self.members;
        let mut pending = Vec::new();
        // Every user has a state of the address. Without an address, it is `Disabled`.
        if !members.contains_key(Identity::Email.name()) {
            verify_identity::set_state(Identity::Email, &mut members, true, "Disabled", now);
        }
        for identity in Identity::ALL {
            if !members.contains_key(identity.name()) {
                continue;
            }
            let proven = self.proven.iter().any(|claim| claim.identity == identity);
            let (verified, reason) = match (proven, self.skipped, identity.is_wanted(tenant)) {
                (true, ..) => (true, "Completed"),
                (false, true, _) => (true, "Skipped"),
                (false, false, true) => (false, "Pending"),
                (false, false, false) => (true, "Disabled"),
            };
            verify_identity::set_state(identity, &mut members, verified, reason, now);
            if !verified {
                pending.push(identity);
            }
        }
        let mut doc = Value::Object(members);
        json_patch::merge(
            &mut doc,
            &json!({
                "active": true,
                "connectorId": "e3306678-a53a-4964-9040-1c96f36dda72",
                "id": self.id,
                "insertInstant": now,
                // The creation counts as the first login.
                "lastLoginInstant": now,
                "lastUpdateInstant": now,
                "passwordLastUpdateInstant": password.as_ref().map(|_| now),
                "tenantId": self.tenant,
                "usernameStatus": "ACTIVE",
            }),
        );
        let mut doc = normalize::without_nulls(doc);
        memberships::settle(&self.id, &mut doc, &Value::Null, now);
        let user = User { id: self.id, tenant: self.tenant, password, doc };
        Created { user, set_password: self.set_password, pending, proven: self.proven }
    }
}

impl Created {
    /// Writes the user.
    pub(super) fn save(&mut self, db: &Writer) -> Result<(), Refusal> {
        second_factor::settle(db, &mut self.user)?;
        self.user.save(db)
    }
}

/// Makes the messages to a new user: to set the password, or to verify the address and the number. Also
/// returns the members of the answer that name the verifications.
pub(super) fn announce(
    call: &Call,
    db: &Writer,
    created: &Created,
    tenant: &Value,
    app: Option<&str>,
) -> Result<(Value, Vec<Letter>), Refusal> {
    let user = &created.user;
    proven::take(db, &created.proven)?;
    let Some(identity) = created.set_password else {
        return verify_identity::announce(&call.state, db, user, tenant, &created.pending);
    };
    let ttl = "/externalIdentifierConfiguration/setupPasswordIdTimeToLiveInSeconds";
    let new = tickets::New {
        kind: tickets::Kind::SetPassword,
        user: &user.id,
        application: app,
        with_code: false,
        state: Some(identity.name()),
        seconds: number_at(tenant, ttl, 86_400),
    };
    let made = tickets::make(&call.state, db, &new)?;
    let letter = identity.of_user(user).map(|value| {
        let (why, to) = (mails::Why::SetPassword, identity.to(value));
        mails::message(why, to, &user.tenant, app, &made.id, None)
    });
    Ok((json!({}), letter.into_iter().collect()))
}
