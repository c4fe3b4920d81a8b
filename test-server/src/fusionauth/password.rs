//! Passwords: forgotten, changed, and the rules for them.

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::call::Call;
use super::errors::{Errors, Refusal};
use super::members::{number_at, set_member, text_of};
use super::reply::Reply;
use super::store::User;
use super::tickets::{self, Kind, New, Ticket};
use super::{application, identity, mails, refresh, store, tenant, tokens, user, verify_email};

/// `POST /api/user/forgot-password`
pub(super) async fn forgot(call: &Call) -> Result<Reply, Refusal> {
    let mut login = None;
    for name in ["loginId", "email", "username"] {
        login = login.or(call.text(name)?);
    }
    let Some(login) = login else {
        let message = "You must specify the [loginId] property.";
        return Err(Refusal::field("loginId", "blank", message));
    };
    let mut mail = true;
    for name in ["sendForgotPasswordEmail", "sendForgotPasswordMessage"] {
        mail &= call.body.get(name).is_none_or(Value::is_null) || call.flag(name)?;
    }
    if !mail && !call.with_key() {
        return Err(Refusal::unauthorized());
    }
    let app = call.body_id("applicationId")?;
    let tenant = match (&call.tenant, &app) {
        (None, Some(app)) => {
            let found = application::find(&call.state.db, app).await?;
            text_of(&found.ok_or_else(Refusal::not_found)?, "tenantId").to_owned()
        }
        _ => call.need_tenant().await?,
    };
    let tenant = tenant::of(&call.state, &tenant).await?;
    if let Some(app) = &app {
        application::named(call, app, text_of(&tenant, "id")).await?;
    }
    if tenant.pointer("/emailConfiguration/forgotPasswordEmailTemplateId").is_none() {
        return Err(Refusal::Empty(StatusCode::FORBIDDEN));
    }
    let kinds = call.body.get("loginIdTypes").and_then(Value::as_array).into_iter().flatten();
    let kinds: Vec<&str> = kinds.filter_map(Value::as_str).collect();
    let user = user::by_login(call, text_of(&tenant, "id"), login, &kinds).await?;
    let user = user.filter(|user| user.is("active")).ok_or_else(Refusal::not_found)?;
    if mail && user.mail_address().is_none() {
        return Err(Refusal::Empty(StatusCode::UNPROCESSABLE_ENTITY));
    }
    let ttl = "/externalIdentifierConfiguration/changePasswordIdTimeToLiveInSeconds";
    let state = call.body.get("state").filter(|state| state.is_object()).map(Value::to_string);
    let new = New {
        kind: Kind::Password,
        user: &user.id,
        application: app.as_deref(),
        with_code: false,
        state: state.as_deref(),
        seconds: number_at(&tenant, ttl, 600),
    };
    let made = tickets::make(&call.state, new).await?;
    if mail {
        mails::send(&call.state, mails::Why::ForgotPassword, &user, app.as_deref(), &made).await;
    }
    Ok(match call.with_key() {
        true => Reply::json(json!({"changePasswordId": made.id})),
        false => Reply::empty(),
    })
}

/// A ticket to change a password, whose it is, and whether it also confirms the address.
async fn ticket(call: &Call, id: &str) -> Result<(Ticket, User, bool), Refusal> {
    for kind in [Kind::Password, Kind::SetPassword] {
        let Some(ticket) = tickets::find(&call.state, kind, id).await? else { continue };
        let user = store::user(&call.state.db, &ticket.user).await?;
        let user = user.filter(|user| user.is("active") && call.sees(&user.tenant));
        let user = user.ok_or_else(Refusal::not_found)?;
        return Ok((ticket, user, kind == Kind::SetPassword));
    }
    Err(Refusal::not_found())
}

/// `POST /api/user/change-password[/{changePasswordId}]`: by id, by login id and key, or by token.
pub(super) async fn change(call: &Call) -> Result<Reply, Refusal> {
    let id = call.text("changePasswordId")?.or(call.ids.first().map(String::as_str));
    let password = call.text("password")?;
    let current = call.text("currentPassword")?;
    if let Some(id) = id {
        let (ticket, mut user, confirms) = ticket(call, id).await?;
        let new = checked(call, &user, password).await?;
        if let Some(current) = current
            && !call.state.hasher.verify(current, user.password.as_deref()).await?
        {
            return Err(wrong_current(call));
        }
        if !tickets::take(&call.state.db, &ticket).await? {
            return Err(Refusal::not_found());
        }
        set(call, &mut user, new).await?;
        if confirms {
            verify_email::mark(&call.state, &mut user).await?;
        }
        return one_time(call, &user, ticket.state.as_deref()).await;
    }
    if call.with_key() {
        let Some(login) = call.text("loginId")? else { return Err(unusable()) };
        let tenant = call.need_tenant().await?;
        let found = user::by_login(call, &tenant, login, &[]).await?;
        let mut user = found.ok_or_else(Refusal::not_found)?;
        let new = checked(call, &user, password).await?;
        if let Some(current) = current
            && !call.state.hasher.verify(current, user.password.as_deref()).await?
        {
            return Err(wrong_current(call));
        }
        set(call, &mut user, new).await?;
        return Ok(Reply::empty());
    }
    if call.bearer().is_none() {
        return Err(unusable());
    }
    let mut user = tokens::caller(call).await?.ok_or_else(Refusal::unauthorized)?;
    let mut errors = Errors::default();
    if current.is_none() {
        errors.blank("currentPassword");
    }
    if password.is_none() {
        errors.blank("password");
    }
    errors.check()?;
    let new = checked(call, &user, password).await?;
    let hash = user.password.as_deref();
    if !call.state.hasher.verify(current.unwrap_or_default(), hash).await? {
        return Err(wrong_current(call));
    }
    set(call, &mut user, new).await?;
    one_time(call, &user, None).await
}

fn unusable() -> Refusal {
    Refusal::general(
        "[invalid]",
        "Your request is invalid. You must call the API with a valid JSON body that includes a changePasswordId, with a valid JWT in the Authorization header or with an API key.",
    )
}

/// With a key the reason is told, without one nothing is.
fn wrong_current(call: &Call) -> Refusal {
    match call.with_key() {
        true => Refusal::field(
            "currentPassword",
            "invalid",
            "The [currentPassword] property is not correct.",
        ),
        false => Refusal::not_found(),
    }
}

async fn checked<'a>(
    call: &Call,
    user: &User,
    password: Option<&'a str>,
) -> Result<&'a str, Refusal> {
    let Some(password) = password else {
        let message = "You must specify the [password] property.";
        return Err(Refusal::field("password", "blank", message));
    };
    let tenant = tenant::of(&call.state, &user.tenant).await?;
    let mut errors = Errors::default();
    identity::password(&tenant, &user.doc, password, "password", &mut errors);
    errors.check()?;
    Ok(password)
}

/// Sets the password; what was open on the old one ends.
async fn set(call: &Call, user: &mut User, password: &str) -> Result<(), Refusal> {
    let now = call.state.clock.now_ms();
    user.password = Some(call.state.hasher.hash(password).await?);
    set_member(&mut user.doc, "passwordLastUpdateInstant", now);
    set_member(&mut user.doc, "lastUpdateInstant", now);
    set_member(&mut user.doc, "passwordChangeRequired", false);
    user.save(&call.state.db).await?;
    super::attempts::succeeded(&call.state.db, &user.id).await?;
    for kind in [Kind::Password, Kind::SetPassword, Kind::OneTimePassword] {
        tickets::end(&call.state.db, kind, &user.id, None).await?;
    }
    refresh::end_of_user(&call.state.db, &user.id).await
}

async fn one_time(call: &Call, user: &User, state: Option<&str>) -> Result<Reply, Refusal> {
    let tenant = tenant::of(&call.state, &user.tenant).await?;
    let ttl = "/externalIdentifierConfiguration/oneTimePasswordTimeToLiveInSeconds";
    let new = New {
        kind: Kind::OneTimePassword,
        user: &user.id,
        application: None,
        with_code: false,
        state: None,
        seconds: number_at(&tenant, ttl, 60),
    };
    let made = tickets::make(&call.state, new).await?;
    let mut body = json!({"oneTimePassword": made.id});
    if let Some(state) = state {
        let state: Value = serde_json::from_str(state)?;
        set_member(&mut body, "state", state);
    }
    Ok(Reply::json(body))
}

/// `GET /api/user/change-password/{changePasswordId}`, `?loginId=`, or by token: whether it may be done.
pub(super) async fn check(call: &Call) -> Result<Reply, Refusal> {
    if let Some(id) = call.ids.first() {
        ticket(call, id).await?;
        return Ok(Reply::empty());
    }
    if let (true, Some(login)) = (call.with_key(), call.query.get("loginId")) {
        let kinds: Vec<&str> = call.query.all("loginIdTypes").collect();
        let found = user::by_login(call, &call.need_tenant().await?, login, &kinds).await?;
        return found.map(|_| Reply::empty()).ok_or_else(Refusal::not_found);
    }
    let user = tokens::caller(call).await?;
    user.map(|_| Reply::empty()).ok_or_else(Refusal::unauthorized)
}

/// `GET /api/tenant/password-validation-rules[/{tenantId}]`
pub(super) async fn rules(call: &Call) -> Result<Reply, Refusal> {
    let id = match call.id(0, "tenantId")? {
        Some(id) => id,
        None => call.need_tenant().await?,
    };
    if !call.sees(&id) {
        return Err(Refusal::not_found());
    }
    let tenant = tenant::of(&call.state, &id).await?;
    Ok(Reply::json(json!({"passwordValidationRules": tenant.get("passwordValidationRules")})))
}
