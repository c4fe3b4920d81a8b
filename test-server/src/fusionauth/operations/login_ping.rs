//! Records a login that another system has checked. The request has an API key and names the user, or it has
//! the user's access token.

use axum::http::Method;
use serde_json::Value;

use crate::db::{Reader, Writer};
use crate::fusionauth::answers::{json_body, kept_out};
use crate::fusionauth::call::Call;
use crate::fusionauth::errors::Refusal;
use crate::fusionauth::last_login::{self, Login};
use crate::fusionauth::login_id::LoginKind;
use crate::fusionauth::members::text_of;
use crate::fusionauth::operation::{Operation, Route, Run};
use crate::fusionauth::reply::Reply;
use crate::fusionauth::store::User;
use crate::fusionauth::{application, barred, normalize, store, tokens};
use crate::openapi::Content;
use crate::openapi::schema::{format, optional};

pub(super) const OPERATION: Operation = Operation {
    name: "loginPing",
    routes: &[
        Route::open(Method::PUT, "/api/login"),
        Route::key(Method::PUT, "/api/login/{userId}"),
        Route::key(Method::PUT, "/api/login/{userId}/{applicationId}"),
    ],
    summary: "Record a login, without the password of the user",
    describe: |shapes, route, about| {
        let about = match route.names_one() {
            true => about,
            false => about.security(&["apiKey", "accessToken", "accessTokenCookie"]),
        };
        let body = optional([("userId", format("uuid")), ("applicationId", format("uuid"))]);
        json_body(kept_out(shapes, about), body)
            .answer(200, "The login is recorded", Content::none())
            .answer(
                202,
                "The login is recorded; the user is not registered for the application",
                Content::none(),
            )
    },
    run: Run::Write(record),
};

fn record(call: &Call, db: &Writer) -> Result<Reply, Refusal> {
    let (mut user, app_id) = match call.with_key() {
        true => named(call, db)?,
        false => of_token(call, db)?,
    };
    let app = match &app_id {
        Some(id) => Some(application::named(db, id, &user.tenant)?),
        None => None,
    };
    if let Some(barred) = barred::find(&call.state, db, &user)? {
        return Ok(barred.reply());
    }
    let mut known = match &app {
        Some(app) => store::registration(db, &user.id, text_of(app, "id"))?,
        None => None,
    };
    let login = Login { kind: LoginKind::of_user(&user), app: app.as_ref() };
    last_login::note(call, db, &mut user, known.as_mut(), &login)?;
    let status = if app.is_some() && known.is_none() { 202 } else { 200 };
    Ok(Reply::empty().with_status(status))
}

/// The user that the path or the body names, and the id of the application.
fn named(call: &Call, db: &Reader) -> Result<(User, Option<String>), Refusal> {
    let id = match call.id(0, "userId")? {
        Some(id) => Some(id),
        None => call.body_id("userId")?,
    };
    let Some(id) = id else {
        return Err(Refusal::field("userId", "missing", "You must specify the [userId] property."));
    };
    let app = match call.id(1, "applicationId")? {
        Some(id) => Some(id),
        None => call.body_id("applicationId")?,
    };
    let user = store::user(db, &id)?.filter(|user| call.sees(&user.tenant));
    Ok((user.ok_or_else(Refusal::not_found)?, app))
}

/// The user of the access token, and the id of the application for which the token was issued. The request
/// must not name another user or application.
fn of_token(call: &Call, db: &Reader) -> Result<(User, Option<String>), Refusal> {
    let claims = tokens::claims(call, db)?.ok_or_else(Refusal::unauthorized)?;
    let user = tokens::user_of(call, db, &claims)?.ok_or_else(Refusal::unauthorized)?;
    // Only the access token of a registered user has the claim `applicationId`. For a user who is not
    // registered, the claim `aud` names the application.
    let app = claims.get("applicationId").or_else(|| claims.get("aud"));
    let app = app.and_then(Value::as_str).and_then(normalize::uuid);
    for (name, own) in [("userId", Some(&user.id)), ("applicationId", app.as_ref())] {
        if call.body_id(name)?.as_ref().is_some_and(|sent| Some(sent) != own) {
            let message = format!("The [{name}] property is not that of the access token.");
            return Err(Refusal::field(name, "invalid", message));
        }
    }
    Ok((user, app))
}
