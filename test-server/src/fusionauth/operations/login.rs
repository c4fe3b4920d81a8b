//! Logs a user in.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::db::{Reader, Writer};
use crate::fusionauth::answers::{json_body, kept_out};
use crate::fusionauth::call::Call;
use crate::fusionauth::errors::{Errors, Refusal};
use crate::fusionauth::members::{is_set, number_at, set_member, text_of};
use crate::fusionauth::operation::{Operation, Route, Run};
use crate::fusionauth::reply::Reply;
use crate::fusionauth::shapes::Shapes;
use crate::fusionauth::store::User;
use crate::fusionauth::tickets::{Kind, New};
use crate::fusionauth::tokens::Grant;
use crate::fusionauth::{
    application, attempts, barred, fields, identity, keys, last_login, normalize, registration,
    shapes, store, tenant, tickets, tokens, user, verify_email, verify_registration,
};
use crate::openapi::schema::{any, boolean, format, list, object, one_of, optional, text};
use crate::openapi::{self, Content};
use crate::secret::Secret;
use crate::token;

pub(super) const OPERATION: Operation = Operation {
    name: "login",
    routes: &[Route::open(Method::POST, "/api/login")],
    summary: "Log in",
    describe,
    run: Run::Wait(|call| Box::pin(login(call))),
};

/// The body, and the many possible answers.
fn describe(shapes: &Shapes, _: &Route, about: openapi::Operation) -> openapi::Operation {
    let body = optional([
        ("applicationId", format("uuid")),
        ("loginId", text()),
        ("loginIdTypes", list(&text())),
        ("metaData", any()),
        ("noJWT", boolean()),
        ("oneTimePassword", text()),
        ("password", text()),
        ("state", any()),
    ]);
    let mut tokens = shapes::tokens();
    tokens.extend([("state?", any()), ("user", shapes.user.clone())]);
    let tokens = object(tokens);
    let gated =
        |id: &str| object([(format!("{id}?"), text()), ("user".to_owned(), shapes.user.clone())]);
    let reasons = one_of(&["Administrative", "Validation"]);
    let change = object([("changePasswordId", text()), ("changePasswordReason", reasons)]);
    let factor = object([
        ("configurableMethods", list(&any())),
        ("methods", list(&any())),
        ("twoFactorId", text()),
    ]);
    json_body(kept_out(shapes, about), body)
        .answer(200, "Logged in", Content::json(tokens.clone()))
        .answer(202, "Logged in, but not registered for the application", Content::json(tokens))
        .answer(203, "The password must be changed first", Content::json(change))
        .answer(
            212,
            "The address must be verified first",
            Content::json(gated("emailVerificationId")),
        )
        .answer(
            213,
            "The registration must be verified first",
            Content::json(gated("registrationVerificationId")),
        )
        .answer(242, "A second factor is needed", Content::json(factor))
}

async fn login(call: &Call) -> Result<Reply, Refusal> {
    let attempt = call.state.db.read(|db| Attempt::read(call, db))?;
    keys::ready(&call.state).await?;
    match attempt.means {
        Means::Once(once) => call.state.db.write(|db| {
            let attempt = Attempt::read(call, db)?;
            let proof = by_one_time_password(call, db, &attempt.tenant, once)?;
            admit(call, db, attempt, proof)
        }),
        Means::Password { login, password } => by_password(call, &attempt, login, password).await,
    }
}

/// A login that is tried: the tenant, the application, and what proves who the user is.
struct Attempt<'a> {
    tenant: Value,
    app: Option<Value>,
    means: Means<'a>,
}

enum Means<'a> {
    Once(&'a str),
    Password { login: &'a str, password: &'a str },
}

impl<'a> Attempt<'a> {
    fn read(call: &'a Call, db: &Reader) -> Result<Self, Refusal> {
        let app_id = call.body_id("applicationId")?;
        let app = match &app_id {
            Some(id) => application::find(db, id)?,
            None => None,
        };
        if !call.with_key() {
            let rule = match (&app_id, call.tenant.as_deref()) {
                (Some(_), _) => app.clone(),
                (None, Some(id)) => tenant::find(db, id)?,
                (None, None) => match store::first_ids(db, store::TENANT)?.first() {
                    Some(first) => tenant::find(db, first)?,
                    None => None,
                },
            };
            if !rule.is_some_and(|rule| is_open(&rule)) {
                return Err(Refusal::unauthorized());
            }
        }
        let mut errors = Errors::default();
        let once = call.text("oneTimePassword")?;
        let (login, password) = (call.text("loginId")?, call.text("password")?);
        if once.is_none() {
            if login.is_none() {
                errors.blank("loginId");
            }
            if password.is_none() {
                errors.blank("password");
            }
        }
        call.flag("noJWT")?;
        let active = |app: &Value| is_set(app, "/active") && call.sees(text_of(app, "tenantId"));
        let app = app.filter(active);
        if let (Some(id), None) = (&app_id, &app) {
            application::unknown(id, &mut errors);
        }
        errors.check()?;
        let tenant = match &app {
            Some(app) => text_of(app, "tenantId").to_owned(),
            None => call.need_tenant(db)?,
        };
        let tenant = tenant::of(db, &tenant)?;
        let means = match (once, login, password) {
            (Some(once), ..) => Means::Once(once),
            (None, Some(login), Some(password)) => Means::Password { login, password },
            _ => return Err(Refusal::not_found()),
        };
        Ok(Self { tenant, app, means })
    }
}

/// Whether logins to this application or tenant need no API key.
fn is_open(doc: &Value) -> bool {
    let required = doc.pointer("/loginConfiguration/requireAuthentication");
    required.and_then(fields::boolean) == Some(false)
}

/// The user that the request has proved to be, and how.
struct Proof {
    user: User,
    kind: &'static str,
}

fn by_one_time_password(
    call: &Call,
    db: &Writer,
    tenant: &Value,
    once: &str,
) -> Result<Proof, Refusal> {
    let invalid =
        || Refusal::field("oneTimePassword", "invalid", "Invalid [oneTimePassword] property.");
    let ticket = tickets::find(&call.state, db, Kind::OneTimePassword, once)?;
    let ticket = ticket.ok_or_else(invalid)?;
    let user = store::user(db, &ticket.user)?;
    let user = user.filter(|user| user.tenant == text_of(tenant, "id")).ok_or_else(invalid)?;
    match tickets::take(db, &ticket)? {
        true => Ok(Proof { user, kind: "ONE_TIME_PASSWORD" }),
        false => Err(invalid()),
    }
}

async fn by_password(
    call: &Call,
    attempt: &Attempt<'_>,
    login: &str,
    password: &str,
) -> Result<Reply, Refusal> {
    let db = &call.state.db;
    let kinds = call.body.get("loginIdTypes").and_then(Value::as_array).into_iter().flatten();
    let kinds: Vec<&str> = kinds.filter_map(Value::as_str).collect();
    let find = |db: &Reader| user::by_login(db, text_of(&attempt.tenant, "id"), login, &kinds);
    let user = db.read(find)?;
    // An unknown user takes the same steps as a known user: the time must not tell who exists.
    let turn = user.as_ref().map_or(login, |user| user.id.as_str());
    let _turn = call.state.guesses.take(turn).await;
    let now = call.state.clock.now_ms();
    let known = db.read(|db| match find(db)? {
        Some(user) if attempts::is_locked(db, &user.id, now)? => {
            Err(Refusal::Empty(StatusCode::LOCKED))
        }
        Some(user) => Ok(user.password),
        None => attempts::is_locked(db, attempts::NOBODY, now).map(|_| None),
    })?;
    let right = call.state.hasher.verify(password, known.as_deref()).await?;
    db.write(|db| {
        let attempt = Attempt::read(call, db)?;
        let user = find(db)?;
        let id = user.as_ref().map_or(attempts::NOBODY, |user| user.id.as_str());
        let registration = match &attempt.app {
            Some(app) => store::registration(db, id, text_of(app, "id"))?,
            None => None,
        };
        let token = registration.map(|doc| Secret::from(text_of(&doc, "authenticationToken")));
        let by_token = token.is_some_and(|token| !token.is_empty() && token.matches(password));
        match user {
            // The user still has the password that was checked.
            Some(user) if right && user.password == known => {
                attempts::succeeded(db, &user.id)?;
                admit(call, db, attempt, Proof { user, kind: "PASSWORD" }).map(Ok)
            }
            Some(user) if by_token => {
                admit(call, db, attempt, Proof { user, kind: "APPLICATION_TOKEN" }).map(Ok)
            }
            _ => {
                attempts::failed(db, id, &attempt.tenant, now)?;
                Ok(Err(Refusal::not_found()))
            }
        }
    })?
}

/// Logs in a user after the proof, unless something keeps the user out.
fn admit(call: &Call, db: &Writer, attempt: Attempt<'_>, proof: Proof) -> Result<Reply, Refusal> {
    match stopped(call, db, &attempt.tenant, &proof)? {
        Some(stop) => Ok(stop),
        None => finish(call, db, attempt, proof),
    }
}

/// The answer if something keeps the user out in spite of the proof.
fn stopped(
    call: &Call,
    db: &Writer,
    tenant: &Value,
    proof: &Proof,
) -> Result<Option<Reply>, Refusal> {
    let user = &proof.user;
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

fn finish(call: &Call, db: &Writer, attempt: Attempt<'_>, proof: Proof) -> Result<Reply, Refusal> {
    let Proof { mut user, kind } = proof;
    let Attempt { tenant, app, .. } = attempt;
    let (mut known, mut letter) = (None, None);
    if let Some(app) = &app {
        known = store::registration(db, &user.id, text_of(app, "id"))?;
        let itself = call.settings.fusionauth.auto_register_on_login
            && is_set(app, "/registrationConfiguration/enabled");
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
