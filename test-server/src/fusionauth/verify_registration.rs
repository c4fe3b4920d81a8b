//! Verifying a registration: `/api/user/verify-registration`.

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::call::Call;
use super::errors::{Errors, Refusal};
use super::members::{is_set, number_at, set_member, text_of};
use super::reply::Reply;
use super::store::User;
use super::tickets::{self, Kind, Made, New};
use super::{application, mails, normalize, store, tenant};
use crate::state::State;

/// Makes a verification id and mails it.
pub(super) async fn make(
    state: &State,
    user: &User,
    app: &Value,
    mail: bool,
) -> Result<Made, Refusal> {
    let tenant = tenant::of(state, &user.tenant).await?;
    let ttl = "/externalIdentifierConfiguration/registrationVerificationIdTimeToLiveInSeconds";
    let id = text_of(app, "id");
    let new = New {
        kind: Kind::Registration,
        user: &user.id,
        application: Some(id),
        with_code: application::by_code(app),
        state: None,
        seconds: number_at(app, ttl, number_at(&tenant, ttl, 86_400)),
    };
    let made = tickets::make(state, new).await?;
    if mail {
        mails::send(state, mails::Why::VerifyRegistration, user, Some(id), &made).await;
    }
    Ok(made)
}

/// The open verification of a registration, or a new one.
pub(super) async fn open(state: &State, user: &User, app: &Value) -> Result<Made, Refusal> {
    let id = text_of(app, "id");
    for ticket in tickets::open(state, Kind::Registration, &user.id).await? {
        if let (Some(shown), Some(known)) = (ticket.shown, ticket.application)
            && known == id
        {
            return Ok(Made { id: shown, code: ticket.code });
        }
    }
    make(state, user, app, false).await
}

/// `POST /api/user/verify-registration[/{verificationId}]`
pub(super) async fn verify(call: &Call) -> Result<Reply, Refusal> {
    let id = call.text("verificationId")?.or(call.ids.first().map(String::as_str));
    let Some(id) = id else {
        let message = "You must specify the [verificationId] property.";
        return Err(Refusal::field("verificationId", "missing", message));
    };
    let ticket = tickets::find(&call.state, Kind::Registration, id).await?;
    let ticket = ticket.ok_or_else(Refusal::not_found)?;
    let user = store::user(&call.state.db, &ticket.user).await?;
    let user = user.filter(|user| call.sees(&user.tenant)).ok_or_else(Refusal::not_found)?;
    check_code(call, ticket.code.as_deref())?;
    let app = ticket.application.as_deref().unwrap_or_default();
    let registration = store::registration(&call.state.db, &user.id, app).await?;
    let Some(mut registration) = registration else { return Err(Refusal::not_found()) };
    if !tickets::take(&call.state.db, &ticket).await? {
        return Err(Refusal::not_found());
    }
    let now = call.state.clock.now_ms();
    let verified = json!({"verified": true, "verifiedInstant": now, "lastUpdateInstant": now});
    json_patch::merge(&mut registration, &verified);
    let mut connection = call.state.db.begin().await?;
    store::save_registration(&mut connection, &user.id, &registration).await?;
    connection.commit().await?;
    Ok(Reply::empty())
}

/// A ticket with a code needs it: missing is 400, wrong is 404.
pub(super) fn check_code(call: &Call, code: Option<&str>) -> Result<(), Refusal> {
    let Some(code) = code else { return Ok(()) };
    let sent = match call.text("oneTimeCode")? {
        Some(sent) => Some(sent),
        None => call.text("verificationOneTimeCode")?,
    };
    let Some(sent) = sent else {
        let message = "You must specify the [oneTimeCode] property.";
        return Err(Refusal::field("oneTimeCode", "missing", message));
    };
    match sent.trim().eq_ignore_ascii_case(code) {
        true => Ok(()),
        false => Err(Refusal::not_found()),
    }
}

/// `PUT /api/user/verify-registration?applicationId=&email=`
pub(super) async fn resend(call: &Call) -> Result<Reply, Refusal> {
    let mut errors = Errors::default();
    let sent = call.query.get("applicationId");
    let id = sent.and_then(normalize::uuid_parameter);
    if id.is_none() {
        if sent.is_some() {
            errors.field("applicationId", "couldNotConvert", "Invalid UUID");
        }
        let message = "You must specify the [applicationId] as a parameter.";
        errors.field("applicationId", "missing", message);
    }
    let email = call.query.get("email");
    if email.is_none() {
        errors.field("email", "blank", "You must specify the [email] as a parameter.");
    }
    let mut mail = true;
    for name in ["sendVerifyRegistrationEmail", "sendVerifyPasswordEmail"] {
        mail &= call.query_flag(name)?.unwrap_or(true);
    }
    errors.check()?;
    if !mail && !call.with_key() {
        return Err(Refusal::unauthorized());
    }
    let (Some(id), Some(email)) = (id, email) else { return Err(Refusal::not_found()) };
    let app = application::find(&call.state.db, &id).await?;
    let app =
        app.filter(|app| call.sees(text_of(app, "tenantId"))).ok_or_else(Refusal::not_found)?;
    if !is_set(&app, "/verifyRegistration") {
        return Err(Refusal::Empty(StatusCode::FORBIDDEN));
    }
    let tenant = text_of(&app, "tenantId");
    let user = store::by_email(&call.state.db, tenant, email).await?;
    let user = user.ok_or_else(Refusal::not_found)?;
    if store::registration(&call.state.db, &user.id, &id).await?.is_none() {
        return Err(Refusal::not_found());
    }
    let made = make(&call.state, &user, &app, mail).await?;
    if !call.with_key() {
        return Ok(Reply::empty());
    }
    let mut body = json!({"verificationId": made.id});
    if let Some(code) = made.code {
        set_member(&mut body, "oneTimeCode", code);
    }
    Ok(Reply::json(body))
}
