//! Adds a two-factor method to a user: an authenticator, an e-mail address or a phone number.

use axum::http::Method;
use serde_json::json;

use crate::db::Writer;
use crate::fusionauth::answers::{checks_code, json_body};
use crate::fusionauth::call::Call;
use crate::fusionauth::challenge;
use crate::fusionauth::errors::{Errors, Refusal};
use crate::fusionauth::members::set_member;
use crate::fusionauth::operation::{Operation, Route, Run};
use crate::fusionauth::reply::Reply;
use crate::fusionauth::{concerned, messages, second_factor, tenant, tickets, totp};
use crate::openapi::Content;
use crate::openapi::schema::{format, list, object, one_of, optional, text};

/// The highest number of characters in the name of a two-factor method.
pub(super) const LONGEST_NAME: usize = 256;

pub(super) const OPERATION: Operation = Operation {
    name: "enableTwoFactor",
    routes: &[
        Route::key(Method::POST, "/api/user/two-factor/{userId}"),
        Route::open(Method::POST, "/api/user/two-factor"),
    ],
    summary: "Add a second factor",
    describe: |_, _, about| {
        let body = optional([
            ("applicationId", format("uuid")),
            ("authenticatorId", text()),
            ("code", text()),
            ("email", text()),
            ("method", one_of(&["authenticator", "email", "sms"])),
            ("mobilePhone", text()),
            ("name", text()),
            ("secret", text()),
            ("secretBase32Encoded", text()),
            ("twoFactorId", text()),
        ]);
        let answer = object([("code?", text()), ("recoveryCodes?", list(&text()))]);
        checks_code(json_body(about, body)).answer(
            200,
            "Added; for the first method, the answer has the recovery codes",
            Content::json(answer).or_none(),
        )
    },
    run: Run::Write(enable),
};

fn enable(call: &Call, db: &Writer) -> Result<Reply, Refusal> {
    let mut user = concerned::user(call, db, call.id(0, "userId")?)?;
    let tenant = tenant::of(db, &user.tenant)?;
    let mut errors = Errors::default();
    let (kind, code) = (call.text("method")?, call.text("code")?);
    for (name, value) in [("method", kind), ("code", code)] {
        if value.is_none() {
            errors.blank(name);
        }
    }
    let kind = kind.unwrap_or_default();
    let mut method = json!({"method": kind});
    let mut secret = None;
    if kind == "authenticator" {
        secret = sent_secret(call, &mut errors)?;
    } else if let Some((name, address)) = messages::new_address(call, kind, &mut errors)? {
        set_member(&mut method, name, address);
    }
    if let Some(name) = call.text("name")? {
        check_name(name, &mut errors);
        set_member(&mut method, "name", name);
    }
    let waiting = match call.text("twoFactorId")? {
        Some(id) => {
            let found = challenge::find(call, db, id)?;
            let found = found.filter(|(ticket, _)| ticket.user == user.id);
            if found.is_none() {
                let message = "The [twoFactorId] property is not valid.";
                errors.field("twoFactorId", "invalid", message);
            }
            found
        }
        None => None,
    };
    errors.check()?;
    messages::check_enabled(&tenant, kind)?;
    let code = code.unwrap_or_default();
    match &secret {
        Some(secret) => {
            if !totp::is_right(secret, code, call.state.clock.now()) {
                return challenge::wrong(&call.state, db, &user, &tenant);
            }
        }
        None => {
            let Some((ticket, sent)) = messages::sent_change(&call.state, db, &user, code)? else {
                return challenge::wrong(&call.state, db, &user, &tenant);
            };
            messages::check_match(call, &sent, &method)?;
            tickets::take(db, &ticket)?;
        }
    }
    challenge::right(db, &user)?;
    let first = second_factor::methods(&user).is_empty();
    let secret = secret.map(|secret| totp::in_base64(&secret));
    second_factor::add(db, &mut user, &method, secret)?;
    let mut body = json!({});
    if first {
        set_member(&mut body, "recoveryCodes", second_factor::renew_codes(db, &user.id)?);
    }
    if let Some((ticket, waiting)) = waiting {
        let code = second_factor::new_code()?;
        waiting.accept(&call.state, db, &ticket, &tenant, &code, None)?;
        set_member(&mut body, "code", code);
    }
    match body.as_object().is_some_and(serde_json::Map::is_empty) {
        true => Ok(Reply::empty()),
        false => Ok(Reply::json(body)),
    }
}

/// The secret of an authenticator. The request has the secret in base64 or in base32.
fn sent_secret(call: &Call, errors: &mut Errors) -> Result<Option<Vec<u8>>, Refusal> {
    let (base64, base32) = (call.text("secret")?, call.text("secretBase32Encoded")?);
    let (name, secret) = match (base64, base32) {
        (Some(text), _) => ("secret", totp::from_base64(text)),
        (None, Some(text)) => ("secretBase32Encoded", totp::from_base32(text)),
        (None, None) => {
            errors.blank("secret");
            return Ok(None);
        }
    };
    if secret.is_none() {
        errors.field(name, "invalid", format!("The [{name}] property is not a secret."));
    }
    Ok(secret)
}

/// Checks the name of a method.
pub(super) fn check_name(name: &str, errors: &mut Errors) {
    if name.chars().count() > LONGEST_NAME {
        let message = format!("The [name] property has more than [{LONGEST_NAME}] characters.");
        errors.field("name", "tooLong", message);
    }
}
