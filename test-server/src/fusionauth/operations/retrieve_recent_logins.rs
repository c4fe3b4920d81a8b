//! Shows the recent logins of a user, or of all users, newest first.

use axum::http::Method;
use serde_json::json;

use crate::db::Reader;
use crate::fusionauth::call::Call;
use crate::fusionauth::errors::{Errors, Refusal};
use crate::fusionauth::operation::{Operation, Route, Run};
use crate::fusionauth::reply::Reply;
use crate::fusionauth::{last_login, paging, store};
use crate::openapi::Content;
use crate::openapi::schema::{format, integer, list, object, one_of, text};

pub(super) const OPERATION: Operation = Operation {
    name: "retrieveRecentLogins",
    routes: &[Route::global(Method::GET, "/api/user/recent-login")],
    summary: "The recent logins of a user, or of all users",
    describe: |_, _, about| {
        let login = object([
            ("applicationId?", format("uuid")),
            ("applicationName?", text()),
            ("instant", integer()),
            ("ipAddress?", text()),
            ("loginId?", text()),
            ("loginIdType", one_of(&["email", "username", "phoneNumber"])),
            ("userId", format("uuid")),
        ]);
        let query = [("limit", integer()), ("offset", integer()), ("userId", format("uuid"))];
        let answer = object([("logins", list(&login))]);
        about.query(&query).answer(200, "The logins", Content::json(answer))
    },
    run: Run::Read(retrieve),
};

fn retrieve(call: &Call, db: &Reader) -> Result<Reply, Refusal> {
    let user = call.query_id("userId")?;
    if let Some(user) = &user {
        let found = store::user(db, user)?;
        found.filter(|user| call.sees(&user.tenant)).ok_or_else(Refusal::not_found)?;
    }
    let mut errors = Errors::default();
    let mut number = |name, default| paging::number(call, None, ("", name), default, &mut errors);
    let page = (number("offset", 0), number("limit", 10));
    errors.check()?;
    let logins = last_login::recent(db, user.as_deref(), call.tenant.as_deref(), page)?;
    Ok(Reply::json(json!({"logins": logins})))
}
