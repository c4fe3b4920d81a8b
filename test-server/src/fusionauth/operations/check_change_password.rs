//! Says whether a password may be changed: by the mailed id, by login id and key, or by token.

use axum::http::Method;

use crate::fusionauth::answers::empty;
use crate::fusionauth::call::Call;
use crate::fusionauth::errors::Refusal;
use crate::fusionauth::operation::{Operation, Route};
use crate::fusionauth::reply::Reply;
use crate::fusionauth::{password, tokens, user};
use crate::openapi::schema::text;

pub(super) const OPERATION: Operation = Operation {
    name: "checkChangePassword",
    routes: &[
        Route::open(Method::GET, "/api/user/change-password"),
        Route::open(Method::GET, "/api/user/change-password/{changePasswordId}"),
    ],
    writes: false,
    summary: "Check an id for a change of the password",
    describe: |_, route, about| match route.names_one() {
        true => empty(about),
        false => empty(about).query(&[("loginId", text()), ("loginIdTypes", text())]),
    },
    run: |call| Box::pin(check(call)),
};

async fn check(call: &Call) -> Result<Reply, Refusal> {
    if let Some(id) = call.ids.first() {
        password::ticket(call, id).await?;
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
