//! Changes the name of a two-factor method of a user.

use axum::http::Method;

use super::enable_two_factor::check_name;
use crate::db::Writer;
use crate::fusionauth::answers::{empty, json_body};
use crate::fusionauth::call::Call;
use crate::fusionauth::errors::{Errors, Refusal};
use crate::fusionauth::operation::{Operation, Route, Run};
use crate::fusionauth::reply::Reply;
use crate::fusionauth::{concerned, second_factor};
use crate::openapi::schema::{optional, text};

pub(super) const OPERATION: Operation = Operation {
    name: "updateTwoFactor",
    routes: &[Route::key(Method::PUT, "/api/user/two-factor/{userId}")],
    summary: "Change the name of a second factor",
    describe: |_, _, about| {
        let body = optional([("methodId", text()), ("name", text())]);
        empty(json_body(about, body)).query(&[("methodId", text())])
    },
    run: Run::Write(update),
};

fn update(call: &Call, db: &Writer) -> Result<Reply, Refusal> {
    let mut user = concerned::user(call, db, call.id(0, "userId")?)?;
    let method = match call.query.get("methodId") {
        Some(method) => Some(method),
        None => call.text("methodId")?,
    };
    let name = call.text("name")?;
    let mut errors = Errors::default();
    if method.is_none() {
        errors.blank("methodId");
    }
    check_name(name.unwrap_or_default(), &mut errors);
    errors.check()?;
    let method = method.unwrap_or_default();
    if second_factor::method(&user, method).is_none() {
        return Err(Refusal::not_found());
    }
    second_factor::rename(db, &mut user, method, name)?;
    Ok(Reply::empty())
}
