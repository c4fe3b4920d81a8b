//! Deactivates or deletes many users: those with the given ids, or those that a query string finds.

use axum::http::Method;
use serde_json::{Value, json};

use super::{delete_user, search_users};
use crate::db::Writer;
use crate::fusionauth::answers::json_body;
use crate::fusionauth::call::Call;
use crate::fusionauth::errors::{Errors, Refusal};
use crate::fusionauth::members::set_member;
use crate::fusionauth::operation::{Operation, Route, Run};
use crate::fusionauth::paging;
use crate::fusionauth::reply::Reply;
use crate::fusionauth::store::User;
use crate::fusionauth::user_search::{self, Page};
use crate::openapi::Content;
use crate::openapi::schema::{boolean, format, integer, list, object, optional, text};

pub(super) const OPERATION: Operation = Operation {
    name: "deleteUsers",
    routes: &[Route::key(Method::DELETE, "/api/user/bulk")],
    summary: "Deactivate or delete many users",
    describe: |_, _, about| {
        let answer = object([
            ("dryRun", boolean()),
            ("hardDelete", boolean()),
            ("total", integer()),
            ("userIds?", list(&format("uuid"))),
        ]);
        let about = json_body(
            about,
            optional([
                ("dryRun", boolean()),
                ("hardDelete", boolean()),
                ("limit", integer()),
                ("queryString", text()),
                ("userIds", list(&format("uuid"))),
            ]),
        );
        about
            .query(&[
                ("dryRun", boolean()),
                ("hardDelete", boolean()),
                ("limit", integer()),
                ("queryString", text()),
                ("userId", text()),
            ])
            .answer(200, "The users", Content::json(answer))
    },
    run: Run::Write(delete),
};

/// How many users a query string deactivates or deletes at most, if the request has no `limit`.
const LIMIT: i64 = 10_000;

fn delete(call: &Call, db: &Writer) -> Result<Reply, Refusal> {
    let flag = |name: &str| -> Result<bool, Refusal> {
        Ok(call.query_flag(name)? == Some(true) || call.flag(name)?)
    };
    let (dry, hard) = (flag("dryRun")?, flag("hardDelete")?);
    let users = users(call, db)?;
    let ids: Vec<String> = users.iter().map(|user| user.id.clone()).collect();
    if !dry {
        for user in users {
            delete_user::end(db, user, hard)?;
        }
    }
    let mut answer = json!({"dryRun": dry, "hardDelete": hard, "total": ids.len()});
    if !ids.is_empty() {
        set_member(&mut answer, "userIds", ids);
    }
    Ok(Reply::json(answer))
}

/// The users whose ids are in the request, or the users that its query string finds.
fn users(call: &Call, db: &Writer) -> Result<Vec<User>, Refusal> {
    let mut errors = Errors::default();
    let limit = paging::number(call, Some(&call.body), ("", "limit"), LIMIT, &mut errors);
    let listed = call.body.get("userIds").and_then(Value::as_array);
    let mut ids: Vec<&str> = call.query.all("userId").chain(call.query.all("userIds")).collect();
    ids.extend(listed.into_iter().flatten().filter_map(Value::as_str));
    ids.sort_unstable();
    ids.dedup();
    if !ids.is_empty() {
        errors.check()?;
        return search_users::with_ids(call, db, ids.into_iter());
    }
    if call.query.get("query").is_some() || call.text("query")?.is_some() {
        errors.field("query", "invalid", "This server has no search engine: use [queryString].");
    }
    let words = match call.query.get("queryString") {
        Some(words) => Some(words),
        None => call.text("queryString")?,
    };
    let Some(words) = words else {
        errors.check()?;
        let message = "You must specify either the [userIds], [queryString], or [query] property.";
        return Err(Refusal::general("[invalid]", message));
    };
    let query = search_users::query(words, "queryString", &mut errors);
    errors.check()?;
    let page = Page { start: 0, length: limit };
    Ok(user_search::find(db, call.tenant.as_deref(), &query, &[], &page)?.1)
}
