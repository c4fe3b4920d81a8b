//! Logs a user in.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::fusionauth::answers::{json_body, kept_out};
use crate::fusionauth::call::Call;
use crate::fusionauth::errors::{Errors, Refusal};
use crate::fusionauth::members::{is_set, number_at, set_member, text_of};
use crate::fusionauth::operation::{Operation, Route};
use crate::fusionauth::reply::Reply;
use crate::fusionauth::shapes::Shapes;
use crate::fusionauth::store::User;
use crate::fusionauth::tickets::{Kind, New};
use crate::fusionauth::tokens::Grant;
use crate::fusionauth::{
    application, attempts, barred, fields, identity, last_login, normalize, registration, shapes,
    store, tenant, tickets, tokens, user, verify_email, verify_registration,
};
use crate::openapi::schema::{any, boolean, format, list, object, one_of, optional, text};
use crate::openapi::{self, Content};
use crate::secret::Secret;
use crate::token;

pub(super) const OPERATION: Operation = Operation {
    name: "login",
    routes: &[Route::open(Method::POST, "/api/login")],
    // Logins check much and write little.
    writes: false,
    summary: "Log in",
    describe,
    run: |call| Box::pin(login(call)),
};

/// The many outcomes.
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

/// Who has proved to be who, and how.
struct Proof {
    user: User,
    kind: &'static str,
}

async fn login(call: &Call) -> Result<Reply, Refusal> {
    let app_id = call.body_id("applicationId")?;
    let app = match &app_id {
        Some(id) => application::find(&call.state.db, id).await?,
        None => None,
    };
    let named = match call.tenant.as_deref() {
        Some(id) => tenant::find(&call.state.db, id).await?,
        None => None,
    };
    let open = |doc: &Value| {
        let required = doc.pointer("/loginConfiguration/requireAuthentication");
        required.and_then(fields::boolean) == Some(false)
    };
    if !call.with_key() {
        let lone = match (&app_id, &named) {
            (None, None) => store::list(&call.state.db, store::TENANT).await?.into_iter().next(),
            _ => None,
        };
        let rule = if app_id.is_some() { app.as_ref() } else { named.as_ref().or(lone.as_ref()) };
        if !rule.is_some_and(open) {
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
    let no_jwt = call.flag("noJWT")?;
    let active = |app: &Value| is_set(app, "/active") && call.sees(text_of(app, "tenantId"));
    let app = app.filter(active);
    if let (Some(id), None) = (&app_id, &app) {
        application::unknown(id, &mut errors);
    }
    errors.check()?;
    let tenant = match &app {
        Some(app) => text_of(app, "tenantId").to_owned(),
        None => call.need_tenant().await?,
    };
    let tenant = tenant::of(&call.state, &tenant).await?;
    let proof = match (once, login, password) {
        (Some(once), ..) => by_one_time_password(call, &tenant, once).await?,
        (None, Some(login), Some(password)) => {
            by_password(call, &tenant, app.as_ref(), login, password).await?
        }
        _ => return Err(Refusal::not_found()),
    };
    if let Some(stop) = stopped(call, &tenant, &proof).await? {
        return Ok(stop);
    }
    finish(call, &tenant, app, proof, no_jwt).await
}

async fn by_one_time_password(call: &Call, tenant: &Value, once: &str) -> Result<Proof, Refusal> {
    let invalid =
        || Refusal::field("oneTimePassword", "invalid", "Invalid [oneTimePassword] property.");
    let ticket = tickets::find(&call.state, Kind::OneTimePassword, once).await?;
    let ticket = ticket.ok_or_else(invalid)?;
    let user = store::user(&call.state.db, &ticket.user).await?;
    let user = user.filter(|user| user.tenant == text_of(tenant, "id")).ok_or_else(invalid)?;
    match tickets::take(&call.state.db, &ticket).await? {
        true => Ok(Proof { user, kind: "ONE_TIME_PASSWORD" }),
        false => Err(invalid()),
    }
}

async fn by_password(
    call: &Call,
    tenant: &Value,
    app: Option<&Value>,
    login: &str,
    password: &str,
) -> Result<Proof, Refusal> {
    let kinds = call.body.get("loginIdTypes").and_then(Value::as_array).into_iter().flatten();
    let kinds: Vec<&str> = kinds.filter_map(Value::as_str).collect();
    let user = user::by_login(call, text_of(tenant, "id"), login, &kinds).await?;
    // All is done for an unknown user as for a known one: the time must not tell who exists.
    let id = user.as_ref().map_or(attempts::NOBODY, |user| user.id.as_str());
    let turn = user.as_ref().map_or(login, |user| user.id.as_str());
    let _turn = call.state.guesses.take(turn).await;
    let db = &call.state.db;
    let now = call.state.clock.now_ms();
    if attempts::is_locked(db, id, now).await? && user.is_some() {
        return Err(Refusal::Empty(StatusCode::LOCKED));
    }
    let hash = user.as_ref().and_then(|user| user.password.as_deref());
    let right = call.state.hasher.verify(password, hash).await?;
    let known = match app {
        Some(app) => store::registration(db, id, text_of(app, "id")).await?,
        None => None,
    };
    let token = known.as_ref().map(|known| Secret::from(text_of(known, "authenticationToken")));
    let by_token = token.is_some_and(|token| !token.is_empty() && token.matches(password));
    match user {
        Some(user) if right => {
            attempts::succeeded(db, &user.id).await?;
            Ok(Proof { user, kind: "PASSWORD" })
        }
        Some(user) if by_token => Ok(Proof { user, kind: "APPLICATION_TOKEN" }),
        _ => {
            attempts::failed(db, id, tenant, now).await?;
            Err(Refusal::not_found())
        }
    }
}

/// What keeps a user out who has proved to be one.
async fn stopped(call: &Call, tenant: &Value, proof: &Proof) -> Result<Option<Reply>, Refusal> {
    let user = &proof.user;
    if let Some(barred) = barred::find(&call.state, user).await? {
        return Ok(Some(barred.reply()));
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
        let made = tickets::make(&call.state, new).await?;
        let body = json!({"changePasswordId": made.id, "changePasswordReason": reason});
        return Ok(Some(Reply::json(body).with_status(203)));
    }
    let methods = user::second_factors(user);
    if !methods.is_empty() {
        let id = token::random_code(32)?;
        let body = json!({"configurableMethods": [], "methods": methods, "twoFactorId": id});
        return Ok(Some(Reply::json(normalize::without_nulls(body)).with_status(242)));
    }
    if user::is_gated(tenant, user) {
        let mut body = json!({"user": user::view(call, user, true).await?});
        let made = verify_email::open(&call.state, user, tenant).await?;
        if made.code.is_some() {
            set_member(&mut body, "emailVerificationId", made.id);
        }
        return Ok(Some(Reply::json(body).with_status(212)));
    }
    Ok(None)
}

async fn finish(
    call: &Call,
    tenant: &Value,
    app: Option<Value>,
    proof: Proof,
    no_jwt: bool,
) -> Result<Reply, Refusal> {
    let Proof { user, kind } = proof;
    let db = &call.state.db;
    let mut known = None;
    if let Some(app) = &app {
        known = store::registration(db, &user.id, text_of(app, "id")).await?;
        let itself = call.settings.fusionauth.auto_register_on_login
            && is_set(app, "/registrationConfiguration/enabled");
        if known.is_none() && itself {
            // Logins do not wait for each other, so look once more.
            let _turn = call.state.fusionauth_writer.lock().await;
            known = store::registration(db, &user.id, text_of(app, "id")).await?;
            if known.is_none() {
                known = Some(registration::by_itself(call, &user, app).await?);
            }
        }
        let unverified = known.as_ref().filter(|known| !is_set(known, "/verified"));
        if unverified.is_some() && application::is_gated(app) {
            let mut body = json!({"user": user::view(call, &user, true).await?});
            let made = verify_registration::open(&call.state, &user, app).await?;
            if made.code.is_some() {
                set_member(&mut body, "registrationVerificationId", made.id);
            }
            return Ok(Reply::json(body).with_status(213));
        }
    }
    let (user, known) = last_login::note(call, user, known).await?;
    let mut body = json!({});
    if !no_jwt {
        let grant = Grant {
            user: &user,
            tenant,
            application: app.as_ref(),
            registration: known.as_ref(),
            kind,
        };
        tokens::issue(call, &grant, &mut body).await?;
    }
    set_member(&mut body, "user", user::view(call, &user, true).await?);
    if let Some(state) = call.body.get("state").filter(|state| state.is_object()) {
        set_member(&mut body, "state", state.clone());
    }
    let cookie = |name: &str| body.get(name).and_then(Value::as_str).map(str::to_owned);
    let (access, refresh) = (cookie("token"), cookie("refreshToken"));
    let status = if app.is_some() && known.is_none() { 202 } else { 200 };
    let mut reply = Reply::json(body).with_status(status);
    if let Some(access) = access {
        reply = reply.with_cookie("access_token", Some(&access), false);
    }
    if let Some(refresh) = refresh {
        reply = reply.with_cookie("refresh_token", Some(&refresh), true);
    }
    Ok(reply)
}
