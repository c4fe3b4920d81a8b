//! Finds users by ids, or by a part of their address or name. A search by part returns at most 25
//! users, unless the request sets `numberOfResults`.

use axum::http::Method;
use serde_json::{Value, json};

use crate::db::Reader;
use crate::fusionauth::answers::json_body;
use crate::fusionauth::call::Call;
use crate::fusionauth::errors::Refusal;
use crate::fusionauth::operation::{Operation, Route, Run};
use crate::fusionauth::reply::Reply;
use crate::fusionauth::store::Page;
use crate::fusionauth::{normalize, store, user};
use crate::openapi::Content;
use crate::openapi::schema::{format, integer, list, object, open, optional, text};

pub(super) const OPERATION: Operation = Operation {
    name: "searchUsers",
    routes: &[
        Route::key(Method::GET, "/api/user/search"),
        Route::key(Method::POST, "/api/user/search"),
    ],
    summary: "Search users by ids or text",
    describe: |shapes, _, about| {
        let answer = object([("total", integer()), ("users", list(&shapes.user))]);
        let search = optional([
            ("ids", list(&format("uuid"))),
            ("numberOfResults", integer()),
            ("queryString", text()),
            ("startRow", integer()),
        ]);
        json_body(about, optional([("search", open(search))]))
            .query(&[
                ("ids", text()),
                ("numberOfResults", integer()),
                ("queryString", text()),
                ("startRow", integer()),
            ])
            .answer(200, "The users", Content::json(answer))
    },
    run: Run::Read(search),
};

fn search(call: &Call, db: &Reader) -> Result<Reply, Refusal> {
    let search = call.body.get("search");
    let mut ids: Vec<String> = call.query.all("ids").map(str::to_owned).collect();
    let listed = search.and_then(|search| search.get("ids")).and_then(Value::as_array);
    ids.extend(listed.into_iter().flatten().filter_map(Value::as_str).map(str::to_owned));
    let words = search.and_then(|search| search.get("queryString")).and_then(Value::as_str);
    let words = call.query.get("queryString").or(words);
    let (total, users) = match (ids.is_empty(), words) {
        (false, _) => {
            let mut users = Vec::new();
            for id in ids.iter().filter_map(|id| normalize::uuid_parameter(id)) {
                let found = store::user(db, &id)?;
                users.extend(found.filter(|user| call.sees(&user.tenant)));
            }
            (i64::try_from(users.len()).unwrap_or(i64::MAX), users)
        }
        (true, Some(words)) => {
            let words = words.trim_matches('*').to_lowercase();
            let number = |name: &str, default: i64| {
                let sent = search.and_then(|search| search.get(name)).and_then(Value::as_i64);
                let sent = sent.or_else(|| call.query.get(name)?.parse().ok());
                sent.filter(|number| *number >= 0).unwrap_or(default)
            };
            let page = Page { start: number("startRow", 0), length: number("numberOfResults", 25) };
            store::users_with(db, call.tenant.as_deref(), &words, &page)?
        }
        (true, None) => {
            let message = "You must specify either the [ids], [queryString], or [query] property.";
            return Err(Refusal::general("[invalid]", message));
        }
    };
    let mut shown = Vec::new();
    for user in &users {
        shown.push(user::view(db, user, true)?);
    }
    Ok(Reply::json(json!({"total": total, "users": shown})))
}
