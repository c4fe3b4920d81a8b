//! Logins without a password: the user gets a code, and logs in with this code.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::call::Call;
use super::errors::{Errors, Refusal};
use super::login_id::LoginKind;
use super::mails::{Letter, To, Why};
use super::members::{is_set, number_at, text_of};
use super::store::User;
use super::tickets::{Kind, Made, New, Ticket};
use super::verify_identity::{self, Identity};
use super::{application, mails, store, tenant, tickets};
use crate::db::{Reader, Writer};

/// A login that waits for its code.
pub(super) struct Started {
    pub(super) ticket: Ticket,
    pub(super) user: User,
    pub(super) tenant: Value,
    pub(super) app: Value,
    pub(super) memory: Memory,
}

/// The data in the ticket of a login without a password.
#[derive(Serialize, Deserialize)]
pub(super) struct Memory {
    application: String,
    /// The kind of login id with which the user was found. This kind decides where the code is sent.
    pub(super) login: LoginKind,
    /// Whether the code was sent. If so, a login with the code proves that the user has the address or
    /// the number.
    pub(super) sent: bool,
    /// The `state` of the request, which the answer to the login repeats.
    pub(super) state: Option<Value>,
}

/// The application of a request. It must allow logins without a password.
pub(super) fn application(call: &Call, db: &Reader) -> Result<Value, Refusal> {
    let mut errors = Errors::default();
    let Some(id) = call.body_id("applicationId")? else {
        errors.missing("applicationId");
        if call.text("loginId")?.is_none() {
            errors.blank("loginId");
        }
        return Err(errors.into());
    };
    let app = application::find(db, &id)?;
    let app = app.filter(|app| is_set(app, "/active") && call.sees(text_of(app, "tenantId")));
    if app.is_none() {
        application::unknown(&id, &mut errors);
    }
    if call.text("loginId")?.is_none() {
        errors.blank("loginId");
    }
    errors.check()?;
    let app = app.ok_or_else(Refusal::not_found)?;
    match is_set(&app, "/passwordlessConfiguration/enabled") {
        true => Ok(app),
        false => Err(Refusal::general(
            "[PasswordlessDisabled]",
            "The application does not allow logins without a password.",
        )
        .or_status(call.settings.fusionauth.choices.passwordless_disabled)),
    }
}

/// Starts the login of a user, and ends an earlier login of this user that waits for its code.
pub(super) fn start(
    call: &Call,
    db: &Writer,
    app: &Value,
    user: &User,
    login: LoginKind,
) -> Result<Made, Refusal> {
    if login != LoginKind::PhoneNumber && user.mail_address().is_none() {
        return Err(Refusal::general(
            "[MissingEmailAddressException]",
            "The user has no e-mail address to which a code can be sent.",
        ));
    }
    let state = call.state_to_repeat();
    let application = text_of(app, "id").to_owned();
    let memory = serde_json::to_string(&Memory { application, login, sent: false, state })?;
    let tenant = tenant::of(db, &user.tenant)?;
    let ttl = "/externalIdentifierConfiguration/passwordlessLoginTimeToLiveInSeconds";
    let new = New {
        kind: Kind::Passwordless,
        user: &user.id,
        application: None,
        with_code: by_form(call, app, login)?,
        state: Some(&memory),
        seconds: number_at(&tenant, ttl, 180),
    };
    tickets::make(&call.state, db, &new)
}

/// Whether the user types in a short code. The request decides this, or else the application, or else
/// the kind of login id.
fn by_form(call: &Call, app: &Value, login: LoginKind) -> Result<bool, Refusal> {
    let (member, default) = match login {
        LoginKind::PhoneNumber => ("phoneLoginStrategy", "FormField"),
        LoginKind::Email | LoginKind::Username => ("emailLoginStrategy", "ClickableLink"),
    };
    let kept = app.pointer(&format!("/passwordlessConfiguration/{member}")).and_then(Value::as_str);
    match call.text("loginStrategy")?.or(kept).unwrap_or(default) {
        "FormField" => Ok(true),
        "ClickableLink" => Ok(false),
        _ => {
            let message = "The [loginStrategy] property is not valid.";
            Err(Refusal::field("loginStrategy", "invalid", message))
        }
    }
}

/// The login that waits for this code, if the application is active and still allows logins without a
/// password.
pub(super) fn find(call: &Call, db: &Reader, code: &str) -> Result<Option<Started>, Refusal> {
    let Some(ticket) = tickets::find(&call.state, db, Kind::Passwordless, code)? else {
        return Ok(None);
    };
    let memory: Memory = serde_json::from_str(ticket.state.as_deref().unwrap_or_default())?;
    let user = store::user(db, &ticket.user)?.filter(|user| call.sees(&user.tenant));
    let app = application::find(db, &memory.application)?
        .filter(|app| is_set(app, "/active") && is_set(app, "/passwordlessConfiguration/enabled"));
    let (Some(user), Some(app)) = (user, app) else { return Ok(None) };
    let tenant = tenant::of(db, &user.tenant)?;
    Ok(Some(Started { ticket, user, tenant, app, memory }))
}

/// Makes the message with the code, and marks the code as sent.
pub(super) fn letter(
    db: &Writer,
    started: &mut Started,
    code: &str,
) -> Result<Option<Letter>, Refusal> {
    let Started { ticket, user, app, memory, .. } = started;
    let to = match memory.login {
        LoginKind::PhoneNumber => user.text("phoneNumber").map(To::Phone),
        LoginKind::Email | LoginKind::Username => user.mail_address().map(To::Email),
    };
    let Some(to) = to else { return Ok(None) };
    memory.sent = true;
    tickets::change_state(db, ticket, &serde_json::to_string(memory)?)?;
    let (app, short) = (Some(text_of(app, "id")), ticket.code.as_deref());
    let letter = mails::message(Why::Passwordless, to, &user.tenant, app, code, short);
    Ok(Some(letter.with_parameters(memory.state.as_ref().unwrap_or(&Value::Null))))
}

/// Marks the address or the number of the user as verified if the code was sent and the tenant allows
/// this. A login with a code that was sent proves that the user has the address or the number.
pub(super) fn confirm(call: &Call, db: &Writer, started: &mut Started) -> Result<(), Refusal> {
    let Started { user, tenant, memory, .. } = started;
    match memory.sent {
        true => verify_identity::imply(call, db, user, tenant, Identity::of(memory.login)),
        false => Ok(()),
    }
}
