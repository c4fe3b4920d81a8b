//! Records a login that another system has checked. The request has no credentials of the user.

use axum::http::Method;
use serde_json::json;

use crate::db::Writer;
use crate::fusionauth::answers::{json_body, kept_out};
use crate::fusionauth::call::Call;
use crate::fusionauth::errors::Refusal;
use crate::fusionauth::last_login::{self, Login};
use crate::fusionauth::login_id::LoginKind;
use crate::fusionauth::members::text_of;
use crate::fusionauth::operation::{Operation, Route, Run};
use crate::fusionauth::reply::Reply;
use crate::fusionauth::tokens::Grant;
use crate::fusionauth::{application, barred, keys, store, tenant, tokens, user};
use crate::openapi::Content;
use crate::openapi::schema::{format, integer, object, optional, text};

pub(super) const OPERATION: Operation = Operation {
    name: "loginPing",
    routes: &[
        Route::key(Method::PUT, "/api/login"),
        Route::key(Method::PUT, "/api/login/{userId}"),
        Route::key(Method::PUT, "/api/login/{userId}/{applicationId}"),
    ],
    summary: "Record a login, without the credentials of the user",
    describe: |shapes, _, about| {
        let answer = object([
            ("token", text()),
            ("tokenExpirationInstant", integer()),
            ("user", shapes.user.clone()),
        ]);
        let body = optional([("userId", format("uuid")), ("applicationId", format("uuid"))]);
        json_body(kept_out(shapes, about), body)
            .answer(200, "The user, and an access token", Content::json(answer.clone()))
            .answer(
                202,
                "The user, who is not registered for the application, and an access token",
                Content::json(answer),
            )
    },
    run: Run::Wait(|call| Box::pin(ping(call))),
};

async fn ping(call: &Call) -> Result<Reply, Refusal> {
    keys::ready(&call.state).await?;
    call.state.db.write(|db| record(call, db))
}

fn record(call: &Call, db: &Writer) -> Result<Reply, Refusal> {
    let id = match call.id(0, "userId")? {
        Some(id) => Some(id),
        None => call.body_id("userId")?,
    };
    let Some(id) = id else {
        return Err(Refusal::field("userId", "missing", "You must specify the [userId] property."));
    };
    let app_id = match call.id(1, "applicationId")? {
        Some(id) => Some(id),
        None => call.body_id("applicationId")?,
    };
    let user = store::user(db, &id)?.filter(|user| call.sees(&user.tenant));
    let mut user = user.ok_or_else(Refusal::not_found)?;
    let app = match &app_id {
        Some(id) => Some(application::named(db, id, &user.tenant)?),
        None => None,
    };
    if let Some(barred) = barred::find(&call.state, db, &user)? {
        return Ok(barred.reply());
    }
    let tenant = tenant::of(db, &user.tenant)?;
    let mut known = match &app {
        Some(app) => store::registration(db, &id, text_of(app, "id"))?,
        None => None,
    };
    let login = Login { kind: LoginKind::of_user(&user), app: app.as_ref() };
    last_login::note(call, db, &mut user, known.as_mut(), &login)?;
    let grant = Grant {
        user: &user,
        tenant: &tenant,
        application: app.as_ref(),
        registration: known.as_ref(),
        kind: "PING",
    };
    let (token, expires) = tokens::access(call, db, &grant, None)?;
    let shown = user::view(db, &user, true)?;
    let body = json!({"token": token, "tokenExpirationInstant": expires * 1_000, "user": shown});
    let status = if app.is_some() && known.is_none() { 202 } else { 200 };
    Ok(Reply::json(body).with_status(status))
}
