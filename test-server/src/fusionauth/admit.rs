//! What happens after users have proved who they are: an answer that asks for another step, or a
//! complete login.

use serde_json::{Value, json};

use super::call::Call;
use super::errors::{Errors, Refusal};
use super::members::{is_set, number_at, set_member, text_of};
use super::reply::Reply;
use super::store::User;
use super::tickets::{Kind, New};
use super::tokens::Grant;
use super::{
    application, barred, identity, last_login, normalize, password_age, registration, store,
    tickets, tokens, user, verify_email, verify_registration,
};
use crate::db::Writer;
use crate::token;

/// The user whose identity the request has proved, and where the user logs in.
pub(super) struct Proof {
    pub(super) user: User,
    pub(super) tenant: Value,
    pub(super) app: Option<Value>,
    /// The kind of the proof: the token's claim `authenticationType`.
    pub(super) kind: &'static str,
}

/// Logs in a user after the proof, unless something keeps the user out.
pub(super) fn admit(call: &Call, db: &Writer, proof: Proof) -> Result<Reply, Refusal> {
    match stopped(call, db, &proof)? {
        Some(stop) => Ok(stop),
        None => finish(call, db, proof),
    }
}

/// The answer if something keeps the user out in spite of the proof.
fn stopped(call: &Call, db: &Writer, proof: &Proof) -> Result<Option<Reply>, Refusal> {
    let Proof { user, tenant, .. } = proof;
    if let Some(barred) = barred::find(&call.state, db, user)? {
        return Ok(Some(barred.reply()));
    }
    let methods = user::second_factors(user);
    if !methods.is_empty() {
        let id = token::random_code(32)?;
        let body = json!({"configurableMethods": [], "methods": methods, "twoFactorId": id});
        return Ok(Some(Reply::json(normalize::without_nulls(body)).with_status(242)));
    }
    let mut reason = user.is("passwordChangeRequired").then_some("Administrative");
    if let (None, "PASSWORD", true) =
        (reason, proof.kind, is_set(tenant, "/passwordValidationRules/validateOnLogin"))
    {
        let mut errors = Errors::default();
        let password = call.text("password")?.unwrap_or_default();
        identity::password(tenant, &user.doc, password, "password", &mut errors);
        reason = (!errors.is_empty()).then_some("Validation");
    }
    let now = call.state.clock.now_ms();
    if reason.is_none() && proof.kind == "PASSWORD" && password_age::is_too_old(user, tenant, now) {
        reason = Some("Expired");
    }
    if let Some(reason) = reason {
        let ttl = "/externalIdentifierConfiguration/changePasswordIdTimeToLiveInSeconds";
        let new = New {
            kind: Kind::Password,
            user: &user.id,
            application: None,
            with_code: false,
            state: None,
            seconds: number_at(tenant, ttl, 600),
        };
        let made = tickets::make(&call.state, db, &new)?;
        let body = json!({"changePasswordId": made.id, "changePasswordReason": reason});
        return Ok(Some(Reply::json(body).with_status(203)));
    }
    if user::is_gated(tenant, user) {
        let mut body = json!({"user": user::view(db, user, true)?});
        let made = verify_email::open(&call.state, db, user, tenant)?;
        if made.code.is_some() {
            set_member(&mut body, "emailVerificationId", made.id);
        }
        return Ok(Some(Reply::json(body).with_status(212)));
    }
    Ok(None)
}

fn finish(call: &Call, db: &Writer, proof: Proof) -> Result<Reply, Refusal> {
    let Proof { mut user, tenant, app, kind } = proof;
    let (mut known, mut letter) = (None, None);
    if let Some(app) = &app {
        known = store::registration(db, &user.id, text_of(app, "id"))?;
        let itself = is_set(app, "/registrationConfiguration/enabled")
            && (call.settings.fusionauth.auto_register_on_login
                || is_set(app, "/data/autoRegisterOnLogin"));
        if known.is_none() && itself {
            let (made, mail) = registration::by_itself(call, db, &user, app)?;
            (known, letter) = (Some(made), mail);
        }
        let unverified = known.as_ref().filter(|known| !is_set(known, "/verified"));
        if unverified.is_some() && application::is_gated(app) {
            let mut body = json!({"user": user::view(db, &user, true)?});
            let made = verify_registration::open(&call.state, db, &user, app)?;
            if made.code.is_some() {
                set_member(&mut body, "registrationVerificationId", made.id);
            }
            return Ok(Reply::json(body).with_status(213).with_letter(letter));
        }
    }
    last_login::note(call, db, &mut user, known.as_mut())?;
    let mut body = json!({});
    let mut session = None;
    if !call.flag("noJWT")? {
        let grant = Grant {
            user: &user,
            tenant: &tenant,
            application: app.as_ref(),
            registration: known.as_ref(),
            kind,
        };
        session = tokens::issue(call, db, &grant, &mut body)?;
    }
    set_member(&mut body, "user", user::view(db, &user, true)?);
    if let Some(state) = call.body.get("state").filter(|state| state.is_object()) {
        set_member(&mut body, "state", state.clone());
    }
    let access = body.get("token").and_then(Value::as_str).map(str::to_owned);
    let status = if app.is_some() && known.is_none() { 202 } else { 200 };
    let mut reply = Reply::json(body).with_status(status).with_letter(letter);
    if let Some(access) = access {
        reply = reply.with_cookie("access_token", Some(&access), None);
    }
    if let Some(session) = session {
        reply = reply.with_cookie("refresh_token", Some(&session.token), Some(session.seconds));
    }
    Ok(reply)
}
