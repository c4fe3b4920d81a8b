//! Finds users by ids or by a query string. The users that a query string finds are sorted and come
//! in pages.

use std::collections::BTreeMap;

use axum::http::Method;
use serde_json::{Map, Value, json};

use crate::db::Reader;
use crate::fusionauth::answers::json_body;
use crate::fusionauth::call::Call;
use crate::fusionauth::errors::{Errors, Refusal};
use crate::fusionauth::members::{set_member, text_of};
use crate::fusionauth::operation::{Operation, Route, Run};
use crate::fusionauth::reply::Reply;
use crate::fusionauth::store::User;
use crate::fusionauth::user_search::{self, MOST_TERMS, Page, Query, Sort};
use crate::fusionauth::{fields, normalize, objects, paging, store, user};
use crate::openapi::Content;
use crate::openapi::schema::{boolean, integer, list, object, one_of, open, optional, text};

pub(super) const OPERATION: Operation = Operation {
    name: "searchUsers",
    routes: &[
        Route::key(Method::GET, "/api/user/search"),
        Route::key(Method::POST, "/api/user/search"),
    ],
    summary: "Search users by ids or by a query string",
    describe: |shapes, _, about| {
        let answer = object([
            ("expandable?", list(&text())),
            ("total", integer()),
            ("users", list(&shapes.user)),
        ]);
        let search = open(optional(fields::schemas(objects::USER_SEARCH)));
        json_body(about, optional([("search", search), ("expand", list(&text()))]))
            .query(&[
                ("accurateTotal", boolean()),
                ("expand", text()),
                ("ids", text()),
                ("numberOfResults", integer()),
                ("queryString", text()),
                ("sortFields[0].missing", one_of(&["_first", "_last"])),
                ("sortFields[0].name", text()),
                ("sortFields[0].order", one_of(&["asc", "desc"])),
                ("startRow", integer()),
            ])
            .answer(200, "The users", Content::json(answer))
    },
    run: Run::Read(search),
};

/// How many sort fields a search may have.
const MOST_SORT_FIELDS: usize = 20;
const MEMBERSHIPS: &str = "memberships";
const REGISTRATIONS: &str = "registrations";

fn search(call: &Call, db: &Reader) -> Result<Reply, Refusal> {
    let mut errors = Errors::default();
    let search = asked(call, &mut errors);
    let order = order(call, &search, &mut errors);
    let sent = call.body.get("search");
    let mut number =
        |name, default| paging::number(call, sent, ("search", name), default, &mut errors);
    let page = Page { start: number("startRow", 0), length: number("numberOfResults", 25) };
    let ids = search.get("ids").and_then(Value::as_array);
    let words = search.get("queryString").and_then(Value::as_str);
    let (total, users) = if let Some(ids) = ids {
        errors.check()?;
        let users = with_ids(call, db, ids.iter().filter_map(Value::as_str))?;
        (i64::try_from(users.len()).unwrap_or(i64::MAX), users)
    } else if search.contains_key("query") {
        let message = "This server has no search engine: use [search.queryString].";
        errors.field("search.query", "invalid", message);
        return Err(errors.into());
    } else if let Some(words) = words {
        let query = query(words, "search.queryString", &mut errors);
        errors.check()?;
        user_search::find(db, call.tenant.as_deref(), &query, &order, &page)?
    } else {
        let message = "You must specify either the [ids], [queryString], or [query] property.";
        return Err(Refusal::general("[invalid]", message));
    };
    let expand = expanded(call);
    let shows = |name: &str| expand.as_ref().is_none_or(|names| names.contains(&name));
    let mut shown = Vec::new();
    for user in &users {
        let mut view = user::view(db, user, shows(REGISTRATIONS))?;
        if !shows(MEMBERSHIPS) {
            set_member(&mut view, MEMBERSHIPS, Value::Null);
        }
        shown.push(normalize::without_nulls(view));
    }
    // FusionAuth names the members that it leaves out. The vendor's sample, which has both members, has no list.
    let left_out: Vec<&str> =
        [MEMBERSHIPS, REGISTRATIONS].into_iter().filter(|name| !shows(name)).collect();
    let mut body = json!({"total": total, "users": shown});
    if !left_out.is_empty() {
        set_member(&mut body, "expandable", left_out);
    }
    Ok(Reply::json(body))
}

/// The members of `search` in the body, without `numberOfResults` and `startRow`. The parameters
/// `queryString`, `query` and `ids` of the URL replace the members with the same names.
fn asked(call: &Call, errors: &mut Errors) -> Map<String, Value> {
    let mut search = call.object("search", errors).unwrap_or_default();
    // `paging` reads these two members.
    search.remove("numberOfResults");
    search.remove("startRow");
    for name in ["queryString", "query"] {
        if let Some(text) = call.query.get(name) {
            search.insert(name.to_owned(), text.into());
        }
    }
    let ids: Vec<&str> = call.query.all("ids").collect();
    if !ids.is_empty() {
        search.insert("ids".to_owned(), ids.into());
    }
    let mut search = fields::read(&search, objects::USER_SEARCH, "search", errors);
    if search.get("ids").and_then(Value::as_array).is_some_and(Vec::is_empty) {
        search.remove("ids");
    }
    search
}

/// The members to sort by, from the query of the URL, for example `sortFields[0].name=email`.
fn sort_fields(call: &Call) -> BTreeMap<usize, Map<String, Value>> {
    let mut fields: BTreeMap<usize, Map<String, Value>> = BTreeMap::new();
    for (parameter, value) in call.query.pairs() {
        let rest = parameter.strip_prefix("sortFields[");
        let Some((position, name)) = rest.and_then(|rest| rest.split_once("].")) else { continue };
        let is_number = position.bytes().all(|byte| byte.is_ascii_digit()) && !position.is_empty();
        if is_number && ["missing", "name", "order"].contains(&name) {
            // A number that is too large for `usize` becomes `usize::MAX`, which `order` refuses, too.
            let field = fields.entry(position.parse().unwrap_or(usize::MAX)).or_default();
            field.entry(name).or_insert_with(|| value.into());
        }
    }
    fields
}

/// The order that the search asks for: in the query of the URL, or else in the body.
fn order(call: &Call, search: &Map<String, Value>, errors: &mut Errors) -> Vec<Sort> {
    let mut sent = sort_fields(call);
    if sent.is_empty() {
        let fields = search.get("sortFields").and_then(Value::as_array).into_iter().flatten();
        sent = fields.filter_map(|field| field.as_object().cloned()).enumerate().collect();
    }
    let mut order = Vec::new();
    if sent.keys().any(|position| *position >= MOST_SORT_FIELDS) {
        let message =
            format!("The [search.sortFields] property has more than [{MOST_SORT_FIELDS}] values.");
        errors.field("search.sortFields", "tooMany", message);
        return order;
    }
    for (position, field) in sent {
        let path = format!("search.sortFields[{position}]");
        let field = Value::Object(fields::read(&field, objects::SORT_FIELD, &path, errors));
        let is = |name: &str, value: &str| text_of(&field, name) == value;
        match Sort::by(text_of(&field, "name"), is("order", "desc"), is("missing", "_first")) {
            Some(sort) => order.push(sort),
            None => {
                let message = "Users cannot be sorted by this member.";
                errors.field(&format!("{path}.name"), "invalid", message);
            }
        }
    }
    order
}

/// Reads a query string. If it cannot be read, adds an error for `field`.
pub(super) fn query(words: &str, field: &str, errors: &mut Errors) -> Query {
    Query::parse(words).unwrap_or_else(|| {
        let message = format!(
            "The [{field}] property is not valid: it may have at most {MOST_TERMS} terms, joined by AND. A term is [word] or [field:word]. A word may have * at its beginning and at its end."
        );
        errors.field(field, "invalid", message);
        Query::default()
    })
}

/// The users who have these ids, if the caller may see them. An id that is not a UUID finds nobody.
pub(super) fn with_ids<'a>(
    call: &Call,
    db: &Reader,
    ids: impl Iterator<Item = &'a str>,
) -> Result<Vec<User>, Refusal> {
    let mut users = Vec::new();
    for id in ids.filter_map(normalize::uuid_parameter) {
        let found = store::user(db, &id)?;
        users.extend(found.filter(|user| call.sees(&user.tenant)));
    }
    Ok(users)
}

/// Which additional data of the users the answer shows. `None` means all data.
fn expanded(call: &Call) -> Option<Vec<&str>> {
    let mut names: Vec<&str> = call.query.all("expand").collect();
    let sent = call.body.get("expand").and_then(Value::as_array);
    names.extend(sent.into_iter().flatten().filter_map(Value::as_str));
    (sent.is_some() || !names.is_empty()).then_some(names)
}
