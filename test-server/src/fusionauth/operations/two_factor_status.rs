//! Says whether a user needs a second factor for a login or for another action.

use axum::http::Method;
use serde_json::{Value, json};

use crate::db::Reader;
use crate::fusionauth::answers::json_body;
use crate::fusionauth::call::Call;
use crate::fusionauth::errors::Refusal;
use crate::fusionauth::members::set_member;
use crate::fusionauth::operation::{Operation, Route, Run};
use crate::fusionauth::reply::Reply;
use crate::fusionauth::{
    application, challenge, keys, second_factor, store, tenant, tokens, trust,
};
use crate::openapi::Content;
use crate::openapi::schema::{boolean, format, integer, list, object, one_of, optional, text};

pub(super) const OPERATION: Operation = Operation {
    name: "retrieveTwoFactorStatus",
    routes: &[
        Route::key(Method::GET, "/api/two-factor/status"),
        Route::key(Method::GET, "/api/two-factor/status/{twoFactorTrustId}"),
        Route::key(Method::POST, "/api/two-factor/status"),
    ],
    summary: "Whether a user needs a second factor",
    describe: |_, route, about| {
        let trust = object([
            ("applicationId?", format("uuid")),
            ("expiration", integer()),
            ("expired", boolean()),
            ("startInstant", integer()),
        ]);
        let answer =
            || Content::json(object([("trusts", list(&trust)), ("twoFactorTrustId?", text())]));
        let about = match route.method == Method::POST {
            true => json_body(
                about,
                optional([
                    ("accessToken", text()),
                    ("action", one_of(ACTIONS)),
                    ("applicationId", format("uuid")),
                    ("twoFactorTrustId", text()),
                    ("userId", format("uuid")),
                ]),
            ),
            false => about.query(&[("userId", format("uuid")), ("applicationId", format("uuid"))]),
        };
        about.answer(200, "No second factor is needed", answer()).answer(
            242,
            "A second factor is needed",
            answer(),
        )
    },
    run: Run::Read(status),
};

const ACTIONS: &[&str] = &["changePassword", "login", "stepUp"];

fn status(call: &Call, db: &Reader) -> Result<Reply, Refusal> {
    let id = |name: &str| match call.query_id(name)? {
        Some(id) => Ok(Some(id)),
        None => call.body_id(name),
    };
    let Some(user) = id("userId")? else {
        return Err(Refusal::field("userId", "missing", "You must specify the [userId] property."));
    };
    let found = store::user(db, &user)?.filter(|user| call.sees(&user.tenant));
    let Some(user) = found else {
        let message = format!("Invalid [userId] property. No user exists with an Id [{user}].");
        return Err(Refusal::field("userId", "invalid", message));
    };
    let tenant = tenant::of(db, &user.tenant)?;
    let app = match id("applicationId")? {
        Some(id) => Some(application::named(db, &id, &user.tenant)?),
        None => None,
    };
    let action = call.text("action")?.unwrap_or("login");
    if !ACTIONS.contains(&action) {
        return Err(Refusal::field("action", "invalid", "The [action] property is not valid."));
    }
    if let Some(token) = call.text("accessToken")? {
        let owner = match keys::verify(&call.state, db, token)? {
            Some(claims) => tokens::user_of(call, db, &claims)?,
            None => None,
        };
        if owner.is_none_or(|owner| owner.id != user.id) {
            let message = "The [accessToken] property is not a valid access token of this user.";
            return Err(Refusal::field("accessToken", "invalid", message));
        }
    }
    let device = match call.ids.first() {
        Some(id) => Some(id.as_str()),
        None => call.text("twoFactorTrustId")?,
    };
    let ticket = match device {
        Some(id) => trust::find(&call.state, db, &user, id)?,
        None => None,
    };
    // Only a login accepts a trusted device instead of a second factor.
    let needed = match action {
        "login" => {
            let trusted = ticket.as_ref().is_some_and(|it| trust::counts(it, app.as_ref()));
            challenge::is_needed(&tenant, app.as_ref(), &user) && !trusted
        }
        _ => !second_factor::methods(&user).is_empty(),
    };
    let trusts: Vec<Value> = ticket.iter().map(trust::shown).collect();
    let mut body = json!({"trusts": trusts});
    if let Some(id) = device {
        set_member(&mut body, "twoFactorTrustId", id);
    }
    Ok(Reply::json(body).with_status(if needed { 242 } else { 200 }))
}
