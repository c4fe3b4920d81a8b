//! Logs a user in.

use axum::http::{Method, StatusCode};
use serde_json::Value;

use crate::db::{Reader, Writer};
use crate::fusionauth::admit::{Proof, admit};
use crate::fusionauth::answers::{challenge, json_body, logged_in};
use crate::fusionauth::call::Call;
use crate::fusionauth::errors::{Errors, Refusal};
use crate::fusionauth::login_id::LoginKind;
use crate::fusionauth::members::{is_set, text_of};
use crate::fusionauth::operation::{Operation, Route, Run};
use crate::fusionauth::password::OneTime;
use crate::fusionauth::reply::Reply;
use crate::fusionauth::shapes::Shapes;
use crate::fusionauth::store::{self, User};
use crate::fusionauth::tickets::{self, Kind};
use crate::fusionauth::{application, attempts, barred, fields, hooks, keys, tenant, user};
use crate::openapi::schema::{any, boolean, format, list, optional, text};
use crate::openapi::{self, Content};
use crate::secret::Secret;

pub(super) const OPERATION: Operation = Operation {
    name: "login",
    routes: &[Route::open(Method::POST, "/api/login")],
    summary: "Log in",
    describe,
    run: Run::Wait(|call| Box::pin(login(call))),
};

fn describe(shapes: &Shapes, _: &Route, about: openapi::Operation) -> openapi::Operation {
    let body = optional([
        ("applicationId", format("uuid")),
        ("loginId", text()),
        ("loginIdTypes", list(&text())),
        ("metaData", any()),
        ("noJWT", boolean()),
        ("oneTimePassword", text()),
        ("password", text()),
        ("twoFactorTrustId", text()),
    ]);
    logged_in(shapes, json_body(about, body)).answer(
        242,
        "A second factor is needed",
        Content::json(challenge()),
    )
}

async fn login(call: &Call) -> Result<Reply, Refusal> {
    let attempt = call.state.db.read(|db| Attempt::read(call, db))?;
    keys::ready(&call.state).await?;
    match attempt.means {
        Means::Once(once) => {
            let work = |db: &Writer| {
                let attempt = Attempt::read(call, db)?;
                let (user, memory) = by_one_time_password(call, db, &attempt.tenant, once)?;
                let login = LoginKind::of_user(&user);
                let proof = attempt.proved((user, login), "ONE_TIME_PASSWORD");
                let OneTime { refresh, state } = memory;
                admit(call, db, Proof { refresh, state, ..proof })
            };
            hooks::write(call, (), work).await
        }
        Means::Password { login, password } => by_password(call, &attempt, login, password).await,
    }
}

/// An attempt to log in: the tenant, the application, what proves who the user is, and the kinds of
/// login id to look up.
struct Attempt<'a> {
    tenant: Value,
    app: Option<Value>,
    means: Means<'a>,
    kinds: Vec<LoginKind>,
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
        let kinds = call.login_kinds()?;
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
        Ok(Self { tenant, app, means, kinds })
    }

    /// The proof that the request comes from `user`.
    fn proved(self, (user, login): (User, LoginKind), kind: &'static str) -> Proof {
        let Self { tenant, app, .. } = self;
        Proof { user, tenant, app, kind, login, state: None, refresh: true }
    }
}

/// Whether logins to this application or tenant need no API key.
fn is_open(doc: &Value) -> bool {
    let required = doc.pointer("/loginConfiguration/requireAuthentication");
    required.and_then(fields::boolean) == Some(false)
}

/// Uses up a one-time password. Returns its user, and the data that is stored with the one-time password.
fn by_one_time_password(
    call: &Call,
    db: &Writer,
    tenant: &Value,
    once: &str,
) -> Result<(User, OneTime), Refusal> {
    let invalid =
        || Refusal::field("oneTimePassword", "invalid", "Invalid [oneTimePassword] property.");
    let ticket = tickets::find(&call.state, db, Kind::OneTimePassword, once)?;
    let ticket = ticket.ok_or_else(invalid)?;
    let user = store::user(db, &ticket.user)?;
    let user = user.filter(|user| user.tenant == text_of(tenant, "id")).ok_or_else(invalid)?;
    let memory = serde_json::from_str(ticket.state.as_deref().unwrap_or_default())?;
    match tickets::take(db, &ticket)? {
        true => Ok((user, memory)),
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
    let find =
        |db: &Reader| user::found_by(db, text_of(&attempt.tenant, "id"), login, &attempt.kinds);
    let user = db.read(find)?;
    // The steps are the same for an unknown user as for a known user: the duration of the answer must
    // not show which users exist.
    let turn = user.as_ref().map_or(login, |(user, _)| user.id.as_str());
    let turn = call.state.guesses.take(turn).await;
    let now = call.state.clock.now_ms();
    let known = db.read(|db| match find(db)? {
        Some((user, _)) => barred::check(&call.state, db, &user).map(|()| user.password),
        None => Ok(None),
    })?;
    let right = call.state.hasher.verify(password, known.as_deref()).await?;
    hooks::write(call, turn, |db| {
        let attempt = Attempt::read(call, db)?;
        let user = find(db)?;
        let id = user.as_ref().map_or(attempts::NOBODY, |(user, _)| user.id.as_str());
        let takes_tokens = |app: &&Value| is_set(app, "/authenticationTokenConfiguration/enabled");
        let registration = match attempt.app.as_ref().filter(takes_tokens) {
            Some(app) => store::registration(db, id, text_of(app, "id"))?,
            None => None,
        };
        let token = registration.map(|doc| Secret::from(text_of(&doc, "authenticationToken")));
        let by_token = token.is_some_and(|token| !token.is_empty() && token.matches(password));
        match user {
            // The user still has the password that was checked.
            Some(user) if right && user.0.password == known => {
                attempts::succeeded(db, &user.0.id)?;
                admit(call, db, attempt.proved(user, "PASSWORD"))
            }
            Some(user) if by_token => admit(call, db, attempt.proved(user, "APPLICATION_TOKEN")),
            _ => {
                let letter = attempts::failed(db, id, &attempt.tenant, now)?;
                // The answer is not an `Err`, because an `Err` would undo the count of failures.
                Ok(Reply::of(StatusCode::NOT_FOUND, None).with_letter(letter))
            }
        }
    })
    .await
}
