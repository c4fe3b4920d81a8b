//! Removes a two-factor method of a user. With a recovery code, removes all methods.

use axum::http::Method;

use crate::db::Writer;
use crate::fusionauth::answers::{checks_code, empty, json_body};
use crate::fusionauth::call::Call;
use crate::fusionauth::errors::{Errors, Refusal};
use crate::fusionauth::operation::{Operation, Route, Run};
use crate::fusionauth::reply::Reply;
use crate::fusionauth::second_factor::{self, Hidden};
use crate::fusionauth::{challenge, concerned, messages, tenant, tickets, trust};
use crate::openapi::schema::{format, optional, text};

pub(super) const OPERATION: Operation = Operation {
    name: "disableTwoFactor",
    routes: &[
        Route::key(Method::DELETE, "/api/user/two-factor/{userId}"),
        Route::open(Method::DELETE, "/api/user/two-factor"),
    ],
    summary: "Remove a second factor",
    describe: |_, _, about| {
        let body =
            optional([("applicationId", format("uuid")), ("code", text()), ("methodId", text())]);
        let about = checks_code(empty(json_body(about, body)));
        about.query(&[("code", text()), ("methodId", text())])
    },
    run: Run::Write(disable),
};

fn disable(call: &Call, db: &Writer) -> Result<Reply, Refusal> {
    let mut user = concerned::user(call, db, call.id(0, "userId")?)?;
    let tenant = tenant::of(db, &user.tenant)?;
    let text = |name: &str| match call.query.get(name) {
        Some(text) => Ok(Some(text)),
        None => call.text(name),
    };
    let (code, method) = (text("code")?, text("methodId")?);
    let mut errors = Errors::default();
    for (name, value) in [("code", code), ("methodId", method)] {
        if value.is_none() {
            errors.blank(name);
        }
    }
    errors.check()?;
    let (code, method) = (code.unwrap_or_default(), method.unwrap_or_default());
    if second_factor::method(&user, method).is_none() {
        return Err(Refusal::not_found());
    }
    let hidden = Hidden::of(db, &user.id)?;
    let now = call.state.clock.now();
    let sent = messages::sent_change(&call.state, db, &user, code)?;
    let sent = sent.filter(|(_, sent)| sent.was_for(method));
    let by_code = sent.is_some() || hidden.authenticator(code, now, Some(method)).is_some();
    if !by_code && !hidden.recovers(code) {
        return challenge::wrong(&call.state, db, &user, &tenant);
    }
    if let Some((ticket, _)) = sent {
        tickets::take(db, &ticket)?;
    }
    challenge::right(db, &user)?;
    second_factor::remove(db, &mut user, by_code.then_some(method))?;
    if second_factor::methods(&user).is_empty() {
        trust::end(db, &user.id)?;
    }
    Ok(Reply::empty())
}
