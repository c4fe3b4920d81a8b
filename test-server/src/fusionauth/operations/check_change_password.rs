//! Says whether the password of a user may be changed. The request names the user by the
//! `changePasswordId`, by the login id (with an API key), or by the access token.

use axum::http::Method;

use crate::db::Reader;
use crate::fusionauth::answers::empty;
use crate::fusionauth::call::Call;
use crate::fusionauth::errors::Refusal;
use crate::fusionauth::operation::{Operation, Route, Run};
use crate::fusionauth::reply::Reply;
use crate::fusionauth::store::User;
use crate::fusionauth::{password, tokens, trust, user};
use crate::openapi::schema::text;

pub(super) const OPERATION: Operation = Operation {
    name: "checkChangePassword",
    routes: &[
        Route::open(Method::GET, "/api/user/change-password"),
        Route::open(Method::GET, "/api/user/change-password/{changePasswordId}"),
    ],
    summary: "Check whether the password of a user may be changed",
    describe: |_, route, about| match route.names_one() {
        true => empty(about),
        false => empty(about).query(&[("loginId", text()), ("loginIdTypes", text())]),
    },
    run: Run::Read(check),
};

fn check(call: &Call, db: &Reader) -> Result<Reply, Refusal> {
    if let Some(id) = call.ids.first() {
        return changeable(&password::permit(call, db, id)?.user);
    }
    if let (true, Some(login)) = (call.with_key(), call.query.get("loginId")) {
        let kinds = call.query_login_kinds()?;
        let found = user::by_login(db, &call.need_tenant(db)?, login, &kinds)?;
        return changeable(&found.ok_or_else(Refusal::not_found)?);
    }
    changeable(&tokens::caller(call, db)?.ok_or_else(Refusal::unauthorized)?)
}

/// Refuses a user who has a second factor, because such a user needs a trust token for the change.
fn changeable(user: &User) -> Result<Reply, Refusal> {
    trust::refuse_without_token(user)?;
    Ok(Reply::empty())
}
