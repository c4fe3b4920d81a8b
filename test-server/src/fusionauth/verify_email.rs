//! Verifying an e-mail address: `/api/user/verify-email`.

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::call::Call;
use super::errors::Refusal;
use super::members::{is_set, number_at, set_member, text_of};
use super::reply::Reply;
use super::store::User;
use super::tickets::{self, Kind, Made, New};
use super::verify_registration::check_code;
use super::{application, mails, store, tenant};
use crate::state::State;

/// Makes a verification id and mails it.
pub(super) async fn make(
    state: &State,
    user: &User,
    tenant: &Value,
    mail: bool,
) -> Result<Made, Refusal> {
    let ttl = "/externalIdentifierConfiguration/emailVerificationIdTimeToLiveInSeconds";
    let new = New {
        kind: Kind::Email,
        user: &user.id,
        application: None,
        with_code: application::by_code(tenant.get("emailConfiguration").unwrap_or(&Value::Null)),
        state: None,
        seconds: number_at(tenant, ttl, 86_400),
    };
    let made = tickets::make(state, new).await?;
    if mail {
        mails::send(state, mails::Why::VerifyEmail, user, None, &made).await;
    }
    Ok(made)
}

/// The open verification of an address, or a new one.
pub(super) async fn open(state: &State, user: &User, tenant: &Value) -> Result<Made, Refusal> {
    for ticket in tickets::open(state, Kind::Email, &user.id).await? {
        if let Some(shown) = ticket.shown {
            return Ok(Made { id: shown, code: ticket.code });
        }
    }
    make(state, user, tenant, false).await
}

/// Marks the address as verified.
pub(super) async fn mark(state: &State, user: &mut User) -> Result<(), Refusal> {
    let now = state.clock.now_ms();
    set_member(&mut user.doc, "verified", true);
    set_member(&mut user.doc, "verifiedInstant", now);
    set_member(&mut user.doc, "verifiedReason", "Completed");
    set_member(&mut user.doc, "lastUpdateInstant", now);
    user.save(&state.db).await?;
    tickets::end(&state.db, Kind::Email, &user.id, None).await
}

/// `POST /api/user/verify-email[/{verificationId}]`; with a key also by `userId`.
pub(super) async fn verify(call: &Call) -> Result<Reply, Refusal> {
    let id = call.text("verificationId")?.or(call.ids.first().map(String::as_str));
    let (mut user, ticket) = match (id, call.body_id("userId")?) {
        (Some(id), _) => {
            let ticket = tickets::find(&call.state, Kind::Email, id).await?;
            let ticket = ticket.ok_or_else(Refusal::not_found)?;
            (store::user(&call.state.db, &ticket.user).await?, Some(ticket))
        }
        (None, Some(_)) if !call.with_key() => return Err(Refusal::unauthorized()),
        (None, Some(user)) => (store::user(&call.state.db, &user).await?, None),
        (None, None) => {
            let message = "You must specify the [verificationId] property.";
            return Err(Refusal::field("verificationId", "missing", message));
        }
    };
    user = user.filter(|user| call.sees(&user.tenant));
    let mut user = user.ok_or_else(Refusal::not_found)?;
    let tenant = tenant::of(&call.state, &user.tenant).await?;
    let Some(ticket) = ticket else {
        mark(&call.state, &mut user).await?;
        return Ok(Reply::empty());
    };
    if !is_set(&tenant, "/emailConfiguration/verifyEmail") {
        return Err(Refusal::Empty(StatusCode::FORBIDDEN));
    }
    check_code(call, ticket.code.as_deref())?;
    if !tickets::take(&call.state.db, &ticket).await? {
        return Err(Refusal::not_found());
    }
    mark(&call.state, &mut user).await?;
    Ok(Reply::empty())
}

/// `PUT /api/user/verify-email?email=`
pub(super) async fn resend(call: &Call) -> Result<Reply, Refusal> {
    call.query_id("applicationId")?;
    let mail = call.query_flag("sendVerifyEmail")?.unwrap_or(true);
    let Some(email) = call.query.get("email") else {
        let message = "You must specify the [email] as a parameter.";
        return Err(Refusal::field("email", "blank", message));
    };
    if !mail && !call.with_key() {
        return Err(Refusal::unauthorized());
    }
    let tenant = match call.query_id("applicationId")? {
        Some(app) if call.tenant.is_none() => {
            let app = application::find(&call.state.db, &app).await?;
            text_of(&app.ok_or_else(Refusal::not_found)?, "tenantId").to_owned()
        }
        _ => call.need_tenant().await?,
    };
    let tenant = tenant::of(&call.state, &tenant).await?;
    if !is_set(&tenant, "/emailConfiguration/verifyEmail") {
        return Err(Refusal::Empty(StatusCode::FORBIDDEN));
    }
    let user = store::by_email(&call.state.db, text_of(&tenant, "id"), email).await?;
    let user = user.ok_or_else(Refusal::not_found)?;
    let made = make(&call.state, &user, &tenant, mail).await?;
    if !call.with_key() {
        return Ok(Reply::empty());
    }
    let mut body = json!({"verificationId": made.id});
    if let Some(code) = made.code {
        set_member(&mut body, "oneTimeCode", code);
    }
    Ok(Reply::json(body))
}
