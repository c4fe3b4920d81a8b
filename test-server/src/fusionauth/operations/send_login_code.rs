//! Sends a code to one of the user's two-factor methods. The code completes a login.

use axum::http::Method;

use crate::db::Writer;
use crate::fusionauth::answers::{empty, json_body};
use crate::fusionauth::call::Call;
use crate::fusionauth::errors::Refusal;
use crate::fusionauth::members::text_of;
use crate::fusionauth::operation::{Operation, Route, Run};
use crate::fusionauth::reply::Reply;
use crate::fusionauth::{answers, barred, challenge, messages, second_factor, store, tenant};
use crate::openapi::schema::{optional, text};

pub(super) const OPERATION: Operation = Operation {
    name: "sendTwoFactorCodeForLogin",
    routes: &[Route::open(Method::POST, "/api/two-factor/send/{twoFactorId}")],
    summary: "Send the code that completes a login",
    describe: |shapes, _, about| {
        let body = optional([("messageType", text()), ("methodId", text())]);
        answers::barred(shapes, empty(json_body(about, body)))
    },
    run: Run::Write(send),
};

fn send(call: &Call, db: &Writer) -> Result<Reply, Refusal> {
    let id = call.ids.first().map(String::as_str).unwrap_or_default();
    let found = challenge::find(call, db, id)?;
    let (ticket, waiting) = found.ok_or_else(Refusal::not_found)?;
    let user = store::user(db, &ticket.user)?.filter(|user| call.sees(&user.tenant));
    let user = user.ok_or_else(Refusal::not_found)?;
    let tenant = tenant::of(db, &user.tenant)?;
    let method = messages::method(call, &user)?;
    messages::check(&tenant, &method)?;
    barred::check(&call.state, db, &user)?;
    let code = second_factor::new_code()?;
    let to = text_of(&method, "id");
    waiting.accept(&call.state, db, &ticket, &tenant, &code, Some(to))?;
    Ok(Reply::empty().with_letter(Some(messages::letter(&user, &method, &code))))
}
