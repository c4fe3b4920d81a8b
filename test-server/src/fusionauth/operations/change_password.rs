//! Changes a password: by the mailed id, by login id and key, or by token.

use axum::http::Method;
use serde_json::{Value, json};

use crate::fusionauth::answers::json_body;
use crate::fusionauth::call::Call;
use crate::fusionauth::errors::{Errors, Refusal};
use crate::fusionauth::members::{number_at, set_member};
use crate::fusionauth::operation::{Operation, Route};
use crate::fusionauth::reply::Reply;
use crate::fusionauth::store::User;
use crate::fusionauth::tickets::{Kind, New};
use crate::fusionauth::{
    attempts, identity, password, refresh, tenant, tickets, tokens, user, verify_email,
};
use crate::openapi::Content;
use crate::openapi::schema::{any, object, optional, text};

pub(super) const OPERATION: Operation = Operation {
    name: "changePassword",
    routes: &[
        Route::open(Method::POST, "/api/user/change-password"),
        Route::open(Method::POST, "/api/user/change-password/{changePasswordId}"),
    ],
    writes: true,
    summary: "Change a password",
    describe: |_, _, about| {
        let body = optional([
            ("changePasswordId", text()),
            ("currentPassword", text()),
            ("loginId", text()),
            ("password", text()),
        ]);
        let answer = object([("oneTimePassword", text()), ("state?", any())]);
        json_body(about, body).answer(
            200,
            "Done; possibly with a one-time password for a login",
            Content::json(answer).or_none(),
        )
    },
    run: |call| Box::pin(change(call)),
};

async fn change(call: &Call) -> Result<Reply, Refusal> {
    let id = call.text("changePasswordId")?.or(call.ids.first().map(String::as_str));
    let password = call.text("password")?;
    let current = call.text("currentPassword")?;
    if let Some(id) = id {
        let (ticket, mut user, confirms) = password::ticket(call, id).await?;
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
    attempts::succeeded(&call.state.db, &user.id).await?;
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
