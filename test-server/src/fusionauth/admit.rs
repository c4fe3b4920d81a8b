//! What happens after users have proved who they are: a refusal, an answer that asks for another step, or
//! a complete login.

use serde_json::{Value, json};

use super::call::Call;
use super::challenge::{self, Waiting};
use super::errors::{Errors, Refusal};
use super::last_login::{self, Login};
use super::login_id::LoginKind;
use super::members::{is_set, number_at, set_member, text_of};
use super::reply::Reply;
use super::store::User;
use super::tickets::{Kind, New};
use super::tokens::Grant;
use super::verify_identity::{self, Identity};
use super::{
    application, barred, identity, password_age, registration, store, tickets, tokens, user,
    verify_registration,
};
use crate::db::Writer;

/// The user whose identity the request has proved, and where the user logs in.
pub(super) struct Proof {
    pub(super) user: User,
    pub(super) tenant: Value,
    pub(super) app: Option<Value>,
    /// The kind of the proof. It becomes the claim `authenticationType` of the access token.
    pub(super) kind: &'static str,
    /// The kind of the login id in the request. Without a login id, it is the kind that [`LoginKind::of_user`] chooses.
    pub(super) login: LoginKind,
    /// The `state` of the request that started the login. After a change of the password, it is the `state` of the
    /// request that started this change. The answer repeats this `state`.
    pub(super) state: Option<Value>,
    /// Whether the login may give a refresh token.
    pub(super) refresh: bool,
}

/// Logs in a user who has given the proof. The answer may also refuse the user, or ask for another step.
pub(super) fn admit(call: &Call, db: &Writer, proof: Proof) -> Result<Reply, Refusal> {
    let Proof { user, tenant, app, kind, login, state, refresh } = &proof;
    if let Some(barred) = barred::find(&call.state, db, user)? {
        return Ok(barred.reply());
    }
    let weak = is_weak(call, &proof)?;
    let (kind, login, state) = ((*kind).to_owned(), Some(*login), state.clone());
    let without_refresh = !refresh;
    let waiting = Waiting { kind, login, weak, state, without_refresh, ..Waiting::default() };
    match challenge::ask(call, db, user, tenant, app.as_ref(), &waiting)? {
        Some(asked) => Ok(asked),
        None => complete(call, db, proof, weak),
    }
}

/// Logs in a user who has given the second factor, or who needs none. The answer may also ask for another
/// step. `weak` is the result of `is_weak` in `admit`.
pub(super) fn complete(
    call: &Call,
    db: &Writer,
    proof: Proof,
    weak: bool,
) -> Result<Reply, Refusal> {
    match stopped(call, db, &proof, weak)? {
        Some(stop) => Ok(stop),
        None => finish(call, db, proof),
    }
}

/// Whether the user logs in with a password that breaks a rule of the tenant. False if the tenant does not
/// check passwords at logins.
fn is_weak(call: &Call, proof: &Proof) -> Result<bool, Refusal> {
    let Proof { user, tenant, kind, .. } = proof;
    if *kind != "PASSWORD" || !is_set(tenant, "/passwordValidationRules/validateOnLogin") {
        return Ok(false);
    }
    let mut errors = Errors::default();
    let password = call.text("password")?.unwrap_or_default();
    identity::password(tenant, &user.doc, password, "password", &mut errors);
    Ok(!errors.is_empty())
}

/// The answer if the user must first change the password (203), or verify the e-mail address or the phone
/// number (212); `None` if the login can go on.
fn stopped(call: &Call, db: &Writer, proof: &Proof, weak: bool) -> Result<Option<Reply>, Refusal> {
    let Proof { user, tenant, .. } = proof;
    let too_old = || {
        let now = call.state.clock.now_ms();
        proof.kind == "PASSWORD" && password_age::is_too_old(user, tenant, now)
    };
    let required = user.password.is_some() && user.is("passwordChangeRequired");
    let reason = match (required, weak) {
        (true, _) => user.text("passwordChangeReason").or(Some("Administrative")),
        (false, true) => Some("Validation"),
        (false, false) => too_old().then_some("Expired"),
    };
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
    let identity = Identity::of(proof.login);
    if identity.keeps_out(tenant, user, call.settings.fusionauth.classic) {
        let mut body = json!({"user": user::view(db, user, true)?});
        let made = verify_identity::open(&call.state, db, user, tenant, identity)?;
        if made.code.is_some() {
            if identity == Identity::Email {
                set_member(&mut body, "emailVerificationId", made.id.as_str());
            }
            set_member(&mut body, "identityVerificationId", made.id);
        }
        return Ok(Some(Reply::json(body).with_status(212)));
    }
    Ok(None)
}

fn finish(call: &Call, db: &Writer, proof: Proof) -> Result<Reply, Refusal> {
    let Proof { mut user, tenant, app, kind, login, state, refresh } = proof;
    let (mut known, mut letter, mut event) = (None, None, None);
    if let Some(app) = &app {
        known = store::registration(db, &user.id, text_of(app, "id"))?;
        let itself = is_set(app, "/registrationConfiguration/enabled")
            && (call.settings.fusionauth.auto_register_on_login
                || is_set(app, "/data/autoRegisterOnLogin"));
        if known.is_none() && itself {
            let (made, mail, announced) = registration::by_itself(call, db, &user, app)?;
            (known, letter, event) = (Some(made), mail, announced);
        }
        let unverified = known.as_ref().filter(|known| !is_set(known, "/verified"));
        let verifies = is_set(app, "/verifyRegistration");
        if unverified.is_some() && verifies && application::is_gated(app) {
            let mut body = json!({"user": user::view(db, &user, true)?});
            let made = verify_registration::open(&call.state, db, &user, app)?;
            if made.code.is_some() {
                set_member(&mut body, "registrationVerificationId", made.id);
            }
            let reply = Reply::json(body).with_status(213);
            return Ok(reply.with_letter(letter).with_events(event));
        }
    }
    let login = Login { kind: login, app: app.as_ref() };
    last_login::note(call, db, &mut user, known.as_mut(), &login)?;
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
        session = match refresh {
            true => tokens::issue(call, db, &grant, &mut body)?,
            false => tokens::issue_access(call, db, &grant, None, &mut body).map(|()| None)?,
        };
    }
    set_member(&mut body, "user", user::view(db, &user, true)?);
    if let Some(state) = state {
        set_member(&mut body, "state", state);
    }
    let access = body.get("token").and_then(Value::as_str).map(str::to_owned);
    let status = if app.is_some() && known.is_none() { 202 } else { 200 };
    let reply = Reply::json(body).with_status(status).with_letter(letter);
    let mut reply = reply.with_events(event);
    if let Some(access) = access {
        reply = reply.with_cookie("access_token", Some(&access), None);
    }
    if let Some(session) = session {
        reply = reply.with_cookie("refresh_token", Some(&session.token), Some(session.seconds));
    }
    Ok(reply)
}
