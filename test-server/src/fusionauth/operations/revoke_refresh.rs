//! Ends refresh tokens: one token, or all tokens of a user, of an application, or of a user at an
//! application.

use axum::http::Method;

use crate::db::Writer;
use crate::fusionauth::answers::empty;
use crate::fusionauth::call::Call;
use crate::fusionauth::errors::{Errors, Refusal};
use crate::fusionauth::members::text_of;
use crate::fusionauth::operation::{Operation, Route, Run};
use crate::fusionauth::reply::Reply;
use crate::fusionauth::{application, refresh, store, tokens};
use crate::openapi::schema::{format, text};

pub(super) const OPERATION: Operation = Operation {
    name: "revokeRefresh",
    routes: &[
        Route::open(Method::DELETE, "/api/jwt/refresh").or_form(),
        Route::open(Method::DELETE, "/api/jwt/refresh/{tokenId}"),
    ],
    summary: "End one refresh token, or all refresh tokens of a user or an application",
    describe: |_, _, about| {
        empty(about).query(&[
            ("token", text()),
            ("userId", format("uuid")),
            ("applicationId", format("uuid")),
        ])
    },
    run: Run::Write(revoke),
};

fn revoke(call: &Call, db: &Writer) -> Result<Reply, Refusal> {
    let token = match call.query.get("token") {
        Some(token) => Some(token),
        None => call.text("token")?,
    };
    let session = match (call.id(0, "tokenId")?, token) {
        (Some(id), _) => Some(refresh::by_id(&call.state, db, &id)?),
        (None, Some(token)) => Some(refresh::find(&call.state, db, token)?),
        (None, None) => None,
    };
    if let Some(session) = session {
        let caller = if call.with_key() { None } else { tokens::caller(call, db)? };
        if !call.with_key() && caller.is_none() {
            return Err(Refusal::unauthorized());
        }
        let session = session.filter(|session| call.sees(&session.tenant));
        let session = session.ok_or_else(Refusal::not_found)?;
        if caller.is_some_and(|caller| caller.id != session.user) {
            return Err(Refusal::unauthorized());
        }
        refresh::end(db, &session.id)?;
        return Ok(Reply::empty());
    }
    if !call.with_key() {
        return Err(Refusal::unauthorized());
    }
    let user = match call.query_id("userId")? {
        Some(id) => Some(id),
        None => call.body_id("userId")?,
    };
    let app = match call.query_id("applicationId")? {
        Some(id) => Some(id),
        None => call.body_id("applicationId")?,
    };
    let mut errors = Errors::default();
    if let Some(id) = &user
        && !store::user(db, id)?.is_some_and(|user| call.sees(&user.tenant))
    {
        let message = format!("Invalid [userId] property. No user exists with an Id [{id}].");
        errors.field("userId", "invalid", message);
    }
    if let Some(id) = &app
        && !application::find(db, id)?.is_some_and(|app| call.sees(text_of(&app, "tenantId")))
    {
        application::unknown(id, &mut errors);
    }
    errors.check()?;
    match (&user, &app) {
        (Some(user), Some(app)) => refresh::end_of_both(db, user, app)?,
        (Some(user), None) => refresh::end_of_user(db, user)?,
        (None, Some(app)) => refresh::end_of_application(db, app)?,
        (None, None) => {
            let message = "You must specify the [token], [userId] or [applicationId].";
            return Err(Refusal::general("[invalid]", message));
        }
    }
    Ok(Reply::empty())
}
