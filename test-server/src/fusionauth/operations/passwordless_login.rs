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
use crate::fusionauth::{application, attempts, barred, hooks, keys, tickets};
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
    hooks::write(call, (), |db| {
        let mut started = read(call, db)?;
        barred::check(&call.state, db, &started.user)?;
        let counter = attempts::passwordless_of(&started.user.id);
        if is_wrong(call, &started)? {
            let now = call.state.clock.now_ms();
            let letter = attempts::failed(db, &counter, &started.tenant, now)?;
            // The answer is not an `Err`, because an `Err` would undo the count of failures.
            let status = call.settings.fusionauth.choices.passwordless_one_time_code;
            return Ok(Reply::empty().with_status(status).with_letter(letter));
        }
        attempts::succeeded(db, &counter)?;
        if !tickets::take(db, &started.ticket)? {
            return Err(Refusal::not_found());
        }
        passwordless::confirm(call, db, &mut started)?;
        let Started { user, tenant, app, memory, .. } = started;
        let (login, state, app) = (memory.login, memory.state, Some(app));
        let kind = "PASSWORDLESS";
        admit(call, db, Proof { user, tenant, app, kind, login, state, refresh: true })
    })
    .await
}

/// The login that waits for the code of the request.
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
    Ok(started)
}

/// Whether the login needs a short code, and `oneTimeCode` in the request is missing or wrong. The user
/// can then try again.
fn is_wrong(call: &Call, started: &Started) -> Result<bool, Refusal> {
    let sent = call.text("oneTimeCode")?.map(str::trim);
    Ok(started.ticket.code.as_deref().is_some_and(|short| sent != Some(short)))
}
