//! Marks an e-mail address or a phone number as verified, without any message to the user.

use axum::http::Method;

use super::start_verify_identity::named;
use crate::db::Writer;
use crate::fusionauth::answers::{empty, json_body};
use crate::fusionauth::call::Call;
use crate::fusionauth::errors::Refusal;
use crate::fusionauth::operation::{Operation, Route, Run};
use crate::fusionauth::reply::Reply;
use crate::fusionauth::{user, verify_identity};
use crate::openapi::schema::{one_of, optional, text};

pub(super) const OPERATION: Operation = Operation {
    name: "verifyIdentity",
    routes: &[Route::key(Method::POST, "/api/identity/verify")],
    summary: "Mark an address or a phone number as verified",
    describe: |_, _, about| {
        let kinds = one_of(&["email", "phoneNumber"]);
        empty(json_body(about, optional([("loginId", text()), ("loginIdType", kinds)])))
    },
    run: Run::Write(verify),
};

fn verify(call: &Call, db: &Writer) -> Result<Reply, Refusal> {
    let (login, identity) = named(call)?;
    let user = user::by_login(db, &call.need_tenant(db)?, login, &[identity.login()])?;
    let mut user = user.ok_or_else(Refusal::not_found)?;
    verify_identity::mark(call, db, &mut user, identity, "Administrative")?;
    Ok(Reply::empty())
}
