//! Codes of second factors that are sent by mail or as a text message. FusionAuth calls a second factor a
//! method.

use serde_json::Value;

use super::call::Call;
use super::challenge::{Sent, is_enabled};
use super::errors::{Errors, Refusal};
use super::mails::{self, Letter};
use super::members::text_of;
use super::store::User;
use super::tickets::{Kind, New, Ticket};
use super::{second_factor, tickets};
use crate::db::{Reader, Writer};
use crate::state::State;

/// The method that the request names. It must be a method of this user.
pub(super) fn method(call: &Call, user: &User) -> Result<Value, Refusal> {
    let Some(id) = call.text("methodId")? else {
        let mut errors = Errors::default();
        errors.missing("methodId");
        return Err(errors.into());
    };
    second_factor::method(user, id).ok_or_else(|| {
        let message = "The [methodId] is not valid. No two-factor method with this Id was found enabled for the user.";
        Refusal::field("methodId", "invalid", message)
    })
}

/// The address or the number of a method that the request adds, and the name of the member with this
/// address or number. An authenticator has no address and no number.
pub(super) fn new_address<'a>(
    call: &'a Call,
    kind: &str,
    errors: &mut Errors,
) -> Result<Option<(&'static str, &'a str)>, Refusal> {
    let name = match kind {
        "email" => "email",
        "sms" => "mobilePhone",
        "authenticator" | "" => return Ok(None),
        _ => {
            errors.field("method", "invalid", "The [method] property is not valid.");
            return Ok(None);
        }
    };
    let address = call.text(name)?.map(str::trim).filter(|text| !text.is_empty());
    match address {
        None => errors.blank(name),
        Some(email) if kind == "email" && !email_address::EmailAddress::is_valid(email) => {
            let message = format!("The [email] property [{email}] is not a valid email address.");
            errors.field("email", "notEmail", message);
        }
        Some(_) => {}
    }
    Ok(address.map(|address| (name, address)))
}

/// Refuses a method if no code can be sent to methods of its type, or if the tenant does not allow this
/// type.
pub(super) fn check(tenant: &Value, method: &Value) -> Result<(), Refusal> {
    let kind = text_of(method, "method");
    if !matches!(kind, "email" | "sms") {
        let message = format!("A code cannot be sent to a method of the type [{kind}].");
        return Err(Refusal::field("method", "cannotSend", message));
    }
    check_enabled(tenant, kind)
}

/// Refuses a type of methods that the tenant does not allow.
pub(super) fn check_enabled(tenant: &Value, kind: &str) -> Result<(), Refusal> {
    match is_enabled(tenant, kind) {
        true => Ok(()),
        false => {
            let message = format!("The tenant does not allow methods of the type [{kind}].");
            Err(Refusal::field("method", "disabled", message))
        }
    }
}

/// Refuses to add a method if the code was sent to another address or number.
pub(super) fn check_match(call: &Call, sent: &Sent, method: &Value) -> Result<(), Refusal> {
    let (kind, address) = (text_of(method, "method"), address(method));
    if sent.added == Some((kind.to_owned(), address.to_owned())) {
        return Ok(());
    }
    let name = if kind == "sms" { "mobilePhone" } else { "email" };
    let message = format!("The code was not sent to this [{name}].");
    let status = call.settings.fusionauth.choices.enable_other_address;
    Err(Refusal::field(name, "mismatch", message).or_status(status))
}

/// Stores the code that adds or removes a method, and makes the message with this code.
pub(super) fn send_change(
    state: &State,
    db: &Writer,
    user: &User,
    tenant: &Value,
    method: &Value,
) -> Result<Letter, Refusal> {
    let code = second_factor::new_code()?;
    let mut sent = Sent::new(state, tenant, &code);
    match text_of(method, "id") {
        "" => sent.added = Some((text_of(method, "method").into(), address(method).into())),
        id => sent.method = Some(id.to_owned()),
    }
    let sent = serde_json::to_string(&sent)?;
    let new = New {
        kind: Kind::FactorCode,
        user: &user.id,
        application: None,
        with_code: false,
        state: Some(&sent),
        seconds: 86_400,
    };
    tickets::make(state, db, &new)?;
    Ok(letter(user, method, &code))
}

/// The ticket with this code, if the code was sent to add or remove a method.
pub(super) fn sent_change(
    state: &State,
    db: &Reader,
    user: &User,
    code: &str,
) -> Result<Option<(Ticket, Sent)>, Refusal> {
    for ticket in tickets::open(state, db, Kind::FactorCode, &user.id)? {
        let sent: Sent = serde_json::from_str(ticket.state.as_deref().unwrap_or("{}"))?;
        if sent.is(state, code) {
            return Ok(Some((ticket, sent)));
        }
    }
    Ok(None)
}

/// The address or the number of a method.
fn address(method: &Value) -> &str {
    match text_of(method, "method") {
        "sms" => text_of(method, "mobilePhone"),
        _ => text_of(method, "email"),
    }
}

/// The message that sends a code to a method.
pub(super) fn letter(user: &User, method: &Value, code: &str) -> Letter {
    mails::code(text_of(method, "method") == "sms", user, address(method), code)
}
