//! Logs a user in with a code instead of a password.

use axum::http::Method;

use crate::db::Reader;
use crate::fusionauth::admit::{Proof, admit};
use crate::fusionauth::answers::{challenge, json_body, logged_in};
use crate::fusionauth::call::Call;
use crate::fusionauth::errors::Refusal;
use crate::fusionauth::members::text_of;
use crate::fusionauth::operation::{Operation, Route, Run};
use crate::fusionauth::passwordless::{self, Started};
use crate::fusionauth::reply::Reply;
use crate::fusionauth::{application, keys, tickets};
use crate::openapi::Content;
use crate::openapi::schema::{any, boolean, format, optional, text};

pub(super) const OPERATION: Operation = Operation {
    name: "passwordlessLogin",
    routes: &[Route::open(Method::POST, "/api/passwordless/login")],
    summary: "Log in with a code instead of a password",
    describe: |shapes, _, about| {
        let body = optional([
            ("applicationId", format("uuid")),
            ("code", text()),
            ("metaData", any()),
            ("noJWT", boolean()),
            ("oneTimeCode", text()),
            ("twoFactorTrustId", text()),
        ]);
        let asked = Content::json(challenge());
        logged_in(shapes, json_body(about, body)).answer(242, "A second factor is needed", asked)
    },
    run: Run::Wait(|call| Box::pin(login(call))),
};

async fn login(call: &Call) -> Result<Reply, Refusal> {
    call.state.db.read(|db| read(call, db))?;
    keys::ready(&call.state).await?;
    call.state.db.write(|db| {
        let mut started = read(call, db)?;
        if !tickets::take(db, &started.ticket)? {
            return Err(Refusal::not_found());
        }
        passwordless::confirm(call, db, &mut started)?;
        let Started { user, tenant, app, memory, .. } = started;
        let (login, state, app) = (memory.login, memory.state, Some(app));
        admit(call, db, Proof { user, tenant, app, kind: "PASSWORDLESS", login, state })
    })
}

/// The login that waits for the code of the request. A missing or wrong short code ends nothing.
fn read(call: &Call, db: &Reader) -> Result<Started, Refusal> {
    call.flag("noJWT")?;
    let Some(code) = call.text("code")? else {
        let message = "You must specify the [code] property.";
        return Err(Refusal::field("code", "blank", message));
    };
    let app = call.body_id("applicationId")?;
    let started = passwordless::find(call, db, code)?.ok_or_else(Refusal::not_found)?;
    if let Some(app) = app
        && app != text_of(&started.app, "id")
    {
        application::named(db, &app, &started.user.tenant)?;
        return Err(Refusal::not_found());
    }
    let sent = call.text("oneTimeCode")?.map(str::trim);
    match started.ticket.code.as_deref() {
        Some(short) if sent != Some(short) => Err(Refusal::not_found()),
        _ => Ok(started),
    }
}
