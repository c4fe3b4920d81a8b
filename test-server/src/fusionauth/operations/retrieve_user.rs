//! Shows a user.

use axum::http::Method;
use serde_json::json;

use crate::db::Reader;
use crate::fusionauth::call::Call;
use crate::fusionauth::errors::Refusal;
use crate::fusionauth::members::set_member;
use crate::fusionauth::operation::{Operation, Route, Run};
use crate::fusionauth::reply::Reply;
use crate::fusionauth::store::User;
use crate::fusionauth::tickets::Kind;
use crate::fusionauth::verify_identity::{self, Identity};
use crate::fusionauth::{shapes, store, tickets, tokens, user};
use crate::imported_hash::ImportedHash;
use crate::openapi::Content;
use crate::openapi::schema::text;

pub(super) const OPERATION: Operation = Operation {
    name: "retrieveUser",
    routes: &[Route::open(Method::GET, "/api/user"), Route::key(Method::GET, "/api/user/{userId}")],
    summary: "A user, found by id, by a parameter or by the access token",
    describe: |shapes, route, about| {
        let answer = about.answer(200, "The user", Content::json(shapes::retrieved(&shapes.user)));
        let names =
            ["email", "username", "loginId", "loginIdTypes", "verificationId", "changePasswordId"];
        if route.names_one() { answer } else { answer.query(&names.map(|name| (name, text()))) }
    },
    run: Run::Read(retrieve),
};

fn retrieve(call: &Call, db: &Reader) -> Result<Reply, Refusal> {
    let found = lookup(call, db)?;
    let user = found.filter(|user| call.sees(&user.tenant)).ok_or_else(Refusal::not_found)?;
    let mut shown = user::view(db, &user, true)?;
    if call.with_key()
        && let Some(hash) = &user.password
    {
        set_member(&mut shown, "encryptionScheme", scheme(hash));
    }
    let mut body = json!({"user": shown});
    if call.with_key() {
        let mut ids = Vec::new();
        for identity in Identity::ALL {
            let Some(value) = identity.of_user(&user) else { continue };
            for ticket in tickets::open(&call.state, db, identity.kind(), &user.id)? {
                let (id, code) = (ticket.shown.unwrap_or_default(), ticket.code);
                ids.push(verify_identity::shown(identity, value, &id, code.as_deref()));
                if identity == Identity::Email {
                    set_member(&mut body, "emailVerificationId", id);
                    if let Some(code) = code {
                        set_member(&mut body, "emailVerificationOneTimeCode", code);
                    }
                }
            }
        }
        if !ids.is_empty() {
            set_member(&mut body, "verificationIds", ids);
        }
        let open = tickets::open(&call.state, db, Kind::Registration, &user.id)?;
        for ticket in open {
            let app = ticket.application.unwrap_or_default();
            json_patch::merge(
                &mut body,
                &json!({"registrationVerificationIds": {app.as_str(): ticket.shown}}),
            );
            if ticket.code.is_some() {
                let codes = json!({app.as_str(): ticket.code});
                json_patch::merge(
                    &mut body,
                    &json!({"registrationVerificationOneTimeCodes": codes}),
                );
            }
        }
    }
    Ok(Reply::json(body))
}

/// The scheme of a stored hash. A hash that this server has made is shown with FusionAuth's default scheme.
fn scheme(hash: &str) -> &'static str {
    ImportedHash::parse(hash).map_or("salted-pbkdf2-hmac-sha256", |hash| hash.scheme())
}

fn lookup(call: &Call, db: &Reader) -> Result<Option<User>, Refusal> {
    if let Some(id) = call.id(0, "userId")? {
        return store::user(db, &id);
    }
    if !call.with_key() {
        let user = tokens::caller(call, db)?;
        return user.map(Some).ok_or_else(Refusal::unauthorized);
    }
    for (name, kinds) in [
        ("verificationId", &[Kind::Registration, Kind::Email, Kind::Phone][..]),
        ("changePasswordId", &[Kind::Password, Kind::SetPassword][..]),
    ] {
        let Some(id) = call.query.get(name) else { continue };
        for kind in kinds {
            if let Some(ticket) = tickets::find(&call.state, db, *kind, id)? {
                return store::user(db, &ticket.user);
            }
        }
        return Ok(None);
    }
    if let Some(email) = call.query.get("email") {
        return store::by_email(db, &call.need_tenant(db)?, email);
    }
    if let Some(username) = call.query.get("username") {
        return store::by_username(db, &call.need_tenant(db)?, username);
    }
    if let Some(login) = call.query.get("loginId") {
        let kinds = call.query_login_kinds()?;
        return user::by_login(db, &call.need_tenant(db)?, login, &kinds);
    }
    let message = "You must specify either the [userId], [email], [username] or [loginId].";
    Err(Refusal::field("userId", "missing", message))
}
