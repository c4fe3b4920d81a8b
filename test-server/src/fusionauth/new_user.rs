//! Making a user: checking the request, hashing the password, sending the first mail.

use serde_json::{Map, Value, json};

use super::call::Call;
use super::errors::{Errors, Refusal};
use super::mails::Letter;
use super::members::{is_set, member, number_at, text_of};
use super::new_password::{self, NewPassword};
use super::store::User;
use super::{
    fields, identity, mails, normalize, objects, second_factor, store, tickets, verify_email,
};
use crate::db::{Reader, Writer};

/// A user that has passed the checks and may be made.
pub(super) struct Draft {
    id: String,
    tenant: String,
    members: Map<String, Value>,
    password: Option<NewPassword>,
    set_password: bool,
    verified: bool,
    reason: &'static str,
}

/// A new user, ready to be stored in the database.
pub(super) struct Created {
    pub(super) user: User,
    /// Whether the user gets a mail to set the password.
    pub(super) set_password: bool,
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
    let Some(object) = member(body, "user", errors) else {
        if !errors.concerns("user") {
            errors.missing("user");
        }
        return Ok(None);
    };
    let mut members = fields::read(&object, objects::USER, "user", errors);
    let blockable = !call.flag("disableDomainBlock")?;
    identity::check(db, tenant, &mut members, None, blockable, errors)?;
    let by_mail = call.flag("sendSetPasswordEmail")?
        || call.text("sendSetPasswordIdentityType")?.is_some_and(|kind| kind != "doNotSend");
    let password = new_password::take(call, &mut members, errors)?.filter(|_| !by_mail);
    match &password {
        Some(NewPassword::Plain(password)) => {
            let shown = Value::Object(members.clone());
            identity::password(tenant, &shown, password, "user.password", errors);
        }
        Some(NewPassword::Hashed(_)) => {}
        None if call.settings.fusionauth.classic && !by_mail => errors.blank("user.password"),
        None => {}
    }
    let verifies = is_set(tenant, "/emailConfiguration/verifyEmail");
    let skipped = call.flag("skipVerification")?;
    let verified = !verifies || skipped || !members.contains_key("email");
    let reason = match (skipped, verifies) {
        (true, _) => "Skipped",
        (false, true) => "Pending",
        (false, false) => "Disabled",
    };
    Ok(Some(Draft {
        id: id.unwrap_or_else(normalize::new_id),
        tenant: text_of(tenant, "id").to_owned(),
        members,
        password,
        set_password: by_mail,
        verified,
        reason,
    }))
}

impl Draft {
    /// The hash of the password, if there is one.
    pub(super) async fn hash(&self, call: &Call) -> Result<Option<String>, Refusal> {
        Ok(match &self.password {
            Some(password) => Some(password.stored(call).await?),
            None => None,
        })
    }

    /// Completes the document of the user, but does not store it.
    pub(super) fn finish(self, call: &Call, password: Option<String>) -> Created {
        let now = call.state.clock.now_ms();
        let mut doc = Value::Object(self.members);
        json_patch::merge(
            &mut doc,
            &json!({
                "active": true,
                "connectorId": "e3306678-a53a-4964-9040-1c96f36dda72",
                "id": self.id,
                "insertInstant": now,
                "lastUpdateInstant": now,
                "passwordLastUpdateInstant": password.as_ref().map(|_| now),
                "tenantId": self.tenant,
                "usernameStatus": "ACTIVE",
                "verified": self.verified,
                "verifiedInstant": self.verified.then_some(now),
                "verifiedReason": self.reason,
            }),
        );
        let user = User { id: self.id, tenant: self.tenant, password, doc };
        Created { user, set_password: self.set_password }
    }
}

impl Created {
    /// Writes the user.
    pub(super) fn save(&mut self, db: &Writer) -> Result<(), Refusal> {
        second_factor::settle(db, &mut self.user)?;
        self.user.save(db)
    }
}

/// Makes the mail to a new user: to set the password, or to verify the e-mail address. In the second
/// case, the first result has the members of the answer that name the verification.
pub(super) fn announce(
    call: &Call,
    db: &Writer,
    created: &Created,
    tenant: &Value,
    app: Option<&str>,
) -> Result<(Value, Option<Letter>), Refusal> {
    let user = &created.user;
    let mut body = json!({});
    let mut letter = None;
    if created.set_password {
        let seconds = number_at(
            tenant,
            "/externalIdentifierConfiguration/setupPasswordIdTimeToLiveInSeconds",
            86_400,
        );
        let new = tickets::New {
            kind: tickets::Kind::SetPassword,
            user: &user.id,
            application: app,
            with_code: false,
            state: None,
            seconds,
        };
        let made = tickets::make(&call.state, db, &new)?;
        letter = mails::letter(mails::Why::SetPassword, user, app, &made.id, None);
    } else if !user.is("verified") {
        letter = verify_email::announce(&call.state, db, user, tenant, &mut body)?;
    }
    Ok((body, letter))
}
