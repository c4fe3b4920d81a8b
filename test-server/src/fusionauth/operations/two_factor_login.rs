//! Completes a login with the code of a second factor.

use axum::http::Method;
use serde_json::Value;

use crate::db::Writer;
use crate::fusionauth::admit::{Proof, complete};
use crate::fusionauth::answers::{checks_code, json_body, logged_in};
use crate::fusionauth::call::Call;
use crate::fusionauth::challenge::{self, Right};
use crate::fusionauth::errors::{Errors, Refusal};
use crate::fusionauth::login_id::LoginKind;
use crate::fusionauth::members::text_of;
use crate::fusionauth::operation::{Operation, Route, Run};
use crate::fusionauth::reply::Reply;
use crate::fusionauth::store::{self, User};
use crate::fusionauth::verify_identity::{self, Identity};
use crate::fusionauth::{application, barred, hooks, keys, second_factor, tenant, tickets, trust};
use crate::openapi::schema::{any, boolean, format, optional, text};

pub(super) const OPERATION: Operation = Operation {
    name: "twoFactorLogin",
    routes: &[Route::open(Method::POST, "/api/two-factor/login")],
    summary: "Complete a login with a second factor",
    describe: |shapes, _, about| {
        let body = optional([
            ("applicationId", format("uuid")),
            ("code", text()),
            ("metaData", any()),
            ("noJWT", boolean()),
            ("trustComputer", boolean()),
            ("twoFactorId", text()),
            ("userId", format("uuid")),
        ]);
        checks_code(logged_in(shapes, json_body(about, body)))
    },
    run: Run::Wait(|call| Box::pin(login(call))),
};

async fn login(call: &Call) -> Result<Reply, Refusal> {
    keys::ready(&call.state).await?;
    hooks::write(call, (), |db| proceed(call, db)).await
}

fn proceed(call: &Call, db: &Writer) -> Result<Reply, Refusal> {
    let mut errors = Errors::default();
    let (code, id) = (call.text("code")?, call.text("twoFactorId")?);
    for (name, text) in [("code", code), ("twoFactorId", id)] {
        if text.is_none() {
            errors.blank(name);
        }
    }
    errors.check()?;
    call.flag("noJWT")?;
    let trusts = call.flag("trustComputer")?;
    let named = call.body_id("userId")?;
    let sent_app = call.body_id("applicationId")?;
    let found = challenge::find(call, db, id.unwrap_or_default())?;
    let (ticket, waiting) = found.ok_or_else(Refusal::not_found)?;
    let user = store::user(db, &ticket.user)?;
    let user = user.filter(|user| {
        call.sees(&user.tenant) && named.as_ref().is_none_or(|named| *named == user.id)
    });
    let mut user = user.ok_or_else(Refusal::not_found)?;
    let tenant = tenant::of(db, &user.tenant)?;
    // If the first factor was a code or an authentication token of one application, the login must not
    // become a login to another application.
    let bound = matches!(&*waiting.kind, "APPLICATION_TOKEN" | "PASSWORDLESS");
    if bound && sent_app.is_some() && sent_app != ticket.application {
        return Err(Refusal::not_found());
    }
    let app = match sent_app.as_ref().or(ticket.application.as_ref()) {
        Some(id) => Some(application::named(db, id, &user.tenant)?),
        None => None,
    };
    barred::check(&call.state, db, &user)?;
    let code = code.unwrap_or_default();
    let Some(right) = waiting.right(&call.state, db, &user, code)? else {
        return challenge::wrong(&call.state, db, &user, &tenant);
    };
    challenge::right(db, &user)?;
    if !tickets::take(db, &ticket)? {
        return Err(Refusal::not_found());
    }
    let mut proven = None;
    match right {
        Right::Method(id) => {
            second_factor::mark_used(&mut user, &id);
            proven = own_identity(&user, &id);
        }
        Right::Recovery => second_factor::spend(db, &user.id, code)?,
        Right::Answered => {}
    }
    user.save(db)?;
    if let Some(identity) = proven {
        verify_identity::imply(call, db, &mut user, &tenant, identity)?;
    }
    if let Some(barred) = barred::find(&call.state, db, &user)? {
        return Ok(barred.reply());
    }
    let device = match trusts {
        true => Some(trust::device(&call.state, db, &user, &tenant, app.as_ref())?),
        false => None,
    };
    let token = trust::token(&call.state, db, &user, &tenant, waiting.challenge)?;
    let login = waiting.login.unwrap_or_else(|| LoginKind::of_user(&user));
    let (kind, refresh) = (known(&waiting.kind), !waiting.without_refresh);
    let proof = Proof { user, tenant, app, kind, login, state: None, refresh };
    let mut reply = complete(call, db, proof, waiting.weak)?;
    if let Some(device) = &device {
        reply = reply.with_cookie(trust::COOKIE, Some(&device.id), Some(device.seconds));
    }
    let more = [
        ("state", waiting.state),
        ("trustToken", Some(Value::from(token))),
        ("twoFactorTrustId", device.map(|device| Value::from(device.id))),
    ];
    Ok(more.into_iter().fold(reply, |reply, (name, value)| match value {
        Some(value) => reply.with_member(name, value),
        None => reply,
    }))
}

/// The address or the number of the user to which the codes of this method go. `None` if the codes go elsewhere.
fn own_identity(user: &User, id: &str) -> Option<Identity> {
    let method = second_factor::method(user, id).unwrap_or_default();
    let (identity, member) = match text_of(&method, "method") {
        "email" => (Identity::Email, "email"),
        "sms" => (Identity::Phone, "mobilePhone"),
        _ => return None,
    };
    let own = user.text(identity.name())?;
    own.eq_ignore_ascii_case(text_of(&method, member)).then_some(identity)
}

/// How the first factor was proved, as a value of the claim `authenticationType`.
fn known(kind: &str) -> &'static str {
    let kinds = ["APPLICATION_TOKEN", "ONE_TIME_PASSWORD", "PASSWORDLESS"];
    kinds.into_iter().find(|known| *known == kind).unwrap_or("PASSWORD")
}
