//! Starts the verification of an e-mail address or a phone number: makes the id, but sends nothing.

use axum::http::Method;
use serde_json::json;

use crate::db::Writer;
use crate::fusionauth::answers::json_body;
use crate::fusionauth::call::Call;
use crate::fusionauth::errors::{Errors, Refusal};
use crate::fusionauth::members::{set_member, text_of};
use crate::fusionauth::operation::{Operation, Route, Run};
use crate::fusionauth::reply::Reply;
use crate::fusionauth::verify_identity::{self, Identity};
use crate::fusionauth::{application, identity, phone, proven, tenant, user};
use crate::openapi::Content;
use crate::openapi::schema::{any, format, object, one_of, optional, text};

pub(super) const OPERATION: Operation = Operation {
    name: "startVerifyIdentity",
    routes: &[Route::key(Method::POST, "/api/identity/verify/start")],
    summary: "Start the verification of an address or a phone number",
    describe: |_, _, about| {
        let body = optional([
            ("applicationId", format("uuid")),
            ("existingUserStrategy", one_of(&["mustExist", "mustNotExist"])),
            ("loginId", text()),
            ("loginIdType", one_of(&["email", "phoneNumber"])),
            ("state", any()),
            ("verificationStrategy", one_of(&["ClickableLink", "FormField"])),
        ]);
        let answer = object([("oneTimeCode?", text()), ("verificationId", text())]);
        json_body(about, body).answer(200, "The id", Content::json(answer))
    },
    run: Run::Write(start),
};

fn start(call: &Call, db: &Writer) -> Result<Reply, Refusal> {
    let (login, identity) = named(call)?;
    let mut errors = Errors::default();
    let new = choice(call, "existingUserStrategy", ["mustExist", "mustNotExist"], &mut errors)?;
    let code = choice(call, "verificationStrategy", ["ClickableLink", "FormField"], &mut errors)?;
    errors.check()?;
    let app = call.body_id("applicationId")?;
    let tenant = application::tenant(call, db, app.as_deref())?;
    if let Some(app) = &app {
        application::named(db, app, &tenant)?;
    }
    let tenant = tenant::of(db, &tenant)?;
    let with_code = code.unwrap_or_else(|| identity.by_code(&tenant));
    let made = if new == Some(true) {
        let mut errors = Errors::default();
        let value = match identity {
            Identity::Email => {
                let email = login.to_lowercase();
                identity::email_address(db, &tenant, &email, None, true, "loginId", &mut errors)?;
                email
            }
            Identity::Phone => {
                let number = phone::e164(login);
                if number.is_none() {
                    identity::no_number("loginId", &mut errors);
                }
                let number = number.unwrap_or_default();
                identity::number(db, &tenant, &number, None, "loginId", &mut errors)?;
                number
            }
        };
        errors.check()?;
        proven::start(call, db, &tenant, identity, &value, with_code)?
    } else {
        let user = user::by_login(db, text_of(&tenant, "id"), login, &[identity.login()])?;
        let user = user.ok_or_else(Refusal::not_found)?;
        let state = call.state_to_repeat().map(|state| state.to_string());
        let (state, server) = (state.as_deref(), &call.state);
        verify_identity::make_with(server, db, &user, &tenant, identity, with_code, state)?
    };
    let mut body = json!({"verificationId": made.id});
    if let Some(code) = made.code {
        set_member(&mut body, "oneTimeCode", code);
    }
    Ok(Reply::json(body))
}

/// The login id in the body, and whether this login id is an address or a phone number.
pub(super) fn named(call: &Call) -> Result<(&str, Identity), Refusal> {
    let mut errors = Errors::default();
    let login = call.text("loginId")?;
    if login.is_none() {
        errors.blank("loginId");
    }
    let kind = call.text("loginIdType")?;
    let identity = kind.and_then(Identity::named);
    match (kind, identity) {
        (None, _) => errors.blank("loginIdType"),
        (Some(_), None) => {
            let message = "The [loginIdType] property must be [email] or [phoneNumber].";
            errors.field("loginIdType", "invalid", message);
        }
        _ => {}
    }
    errors.check()?;
    login.zip(identity).ok_or_else(Refusal::not_found)
}

/// Whether a member has the second of two values; `None` if the member is missing, null or empty.
fn choice(
    call: &Call,
    name: &str,
    values: [&str; 2],
    errors: &mut Errors,
) -> Result<Option<bool>, Refusal> {
    let Some(value) = call.text(name)? else { return Ok(None) };
    if !values.contains(&value) {
        errors.field(name, "invalid", format!("The [{name}] property is not valid."));
    }
    Ok(Some(value == values[1]))
}
