//! Changes the password of a user. The request names the user by the `changePasswordId`, by the login id
//! (with an API key), or by the access token.

use axum::http::Method;
use serde_json::{Value, json};

use crate::db::{Reader, Writer};
use crate::fusionauth::answers::json_body;
use crate::fusionauth::call::Call;
use crate::fusionauth::errors::{Errors, Refusal};
use crate::fusionauth::members::{number_at, set_member};
use crate::fusionauth::operation::{Operation, Route, Run};
use crate::fusionauth::password::{OneTime, Permit};
use crate::fusionauth::reply::Reply;
use crate::fusionauth::store::User;
use crate::fusionauth::tickets::{Kind, New, Ticket};
use crate::fusionauth::verify_identity::{self, Identity};
use crate::fusionauth::{
    attempts, identity, password, password_age, password_history, refresh, tenant, tickets, tokens,
    trust, user,
};
use crate::openapi::Content;
use crate::openapi::schema::{any, list, object, optional, text};

pub(super) const OPERATION: Operation = Operation {
    name: "changePassword",
    routes: &[
        Route::open(Method::POST, "/api/user/change-password"),
        Route::open(Method::POST, "/api/user/change-password/{changePasswordId}"),
    ],
    summary: "Change a password",
    describe: |_, _, about| {
        let body = optional([
            ("changePasswordId", text()),
            ("currentPassword", text()),
            ("loginId", text()),
            ("loginIdTypes", list(&text())),
            ("password", text()),
            ("refreshToken", text()),
            ("trustChallenge", text()),
            ("trustToken", text()),
        ]);
        let answer = object([("oneTimePassword", text()), ("state?", any())]);
        json_body(about, body).answer(
            200,
            "Done; the answer may have a one-time password for a login",
            Content::json(answer).or_none(),
        )
    },
    run: Run::Wait(|call| Box::pin(change(call))),
};

async fn change(call: &Call) -> Result<Reply, Refusal> {
    let change = call.state.db.read(|db| read(call, db))?;
    let Change { user, password, current, used, .. } = change;
    if let Some(current) = current
        && !call.state.hasher.verify(current, user.password.as_deref()).await?
    {
        return Err(wrong_current(call));
    }
    if password_history::has(call, &used, password).await? {
        let message = password_history::message("password");
        return Err(Refusal::field("password", "previouslyUsed", message));
    }
    let hash = call.state.hasher.hash(password).await?;
    call.state.db.write(|db| {
        let change = read(call, db)?;
        // Another request may have changed the password. Then the password that was checked is
        // not the current password.
        if current.is_some() && change.user.password != user.password {
            return Err(wrong_current(call));
        }
        write(call, db, change, hash)
    })
}

/// The user, the new password, the current password if the request has one, and what allows the change.
struct Change<'a> {
    user: User,
    password: &'a str,
    current: Option<&'a str>,
    by: By,
    /// The hashes of the passwords that the user must not have again.
    used: Vec<String>,
    /// The proof that the user has given the second factor; `None` if the user has no second factor.
    trust: Option<Ticket>,
}

/// What allows the change.
enum By {
    Ticket {
        ticket: Ticket,
        confirms: Option<Identity>,
        state: Option<Value>,
    },
    Key,
    /// The access token. `refresh` says whether the request also has a refresh token of the user.
    Token {
        refresh: bool,
    },
}

fn read<'a>(call: &'a Call, db: &Reader) -> Result<Change<'a>, Refusal> {
    let kinds = call.login_kinds()?;
    let id = call.text("changePasswordId")?.or(call.ids.first().map(String::as_str));
    let password = call.text("password")?;
    let current = call.text("currentPassword")?;
    let (user, by) = if let Some(id) = id {
        let Permit { ticket, user, confirms, state } = password::permit(call, db, id)?;
        (user, By::Ticket { ticket, confirms, state })
    } else if call.with_key() {
        let Some(login) = call.text("loginId")? else { return Err(unusable()) };
        let tenant = call.need_tenant(db)?;
        let found = user::by_login(db, &tenant, login, &kinds)?;
        let message = "The [loginId] property is not correct.";
        (found.ok_or_else(|| Refusal::field("loginId", "invalid", message))?, By::Key)
    } else {
        if call.bearer().is_none() {
            return Err(unusable());
        }
        let user = tokens::caller(call, db)?.ok_or_else(Refusal::unauthorized)?;
        let mut errors = Errors::default();
        if current.is_none() {
            errors.blank("currentPassword");
        }
        if password.is_none() {
            errors.blank("password");
        }
        errors.check()?;
        let refresh = has_refresh_token(call, db, &user)?;
        (user, By::Token { refresh })
    };
    let trust = trust::required(call, db, &user)?;
    let password = checked(call, db, &user, password)?;
    let used = password_history::of(db, &user, &tenant::of(db, &user.tenant)?)?;
    Ok(Change { user, password, current, by, used, trust })
}

/// Whether the request has a refresh token of the user, in a cookie or in the body.
fn has_refresh_token(call: &Call, db: &Reader, user: &User) -> Result<bool, Refusal> {
    let token = match call.cookie("refresh_token") {
        Some(token) => Some(token),
        None => call.text("refreshToken")?,
    };
    let Some(token) = token else { return Ok(false) };
    Ok(refresh::find(&call.state, db, token)?.is_some_and(|session| session.user == user.id))
}

fn write(call: &Call, db: &Writer, change: Change<'_>, hash: String) -> Result<Reply, Refusal> {
    let Change { mut user, by, trust, .. } = change;
    if let By::Ticket { ticket, .. } = &by
        && !tickets::take(db, ticket)?
    {
        return Err(Refusal::not_found());
    }
    if let Some(trust) = &trust {
        tickets::take(db, trust)?;
    }
    set(call, db, &mut user, hash)?;
    match by {
        By::Ticket { confirms, state, .. } => {
            if let Some(identity) = confirms {
                let tenant = tenant::of(db, &user.tenant)?;
                verify_identity::imply(call, db, &mut user, &tenant, identity)?;
            }
            one_time(call, db, &user, state, true)
        }
        By::Key => Ok(Reply::empty()),
        By::Token { refresh } => one_time(call, db, &user, None, refresh),
    }
}

fn unusable() -> Refusal {
    Refusal::general(
        "[invalid]",
        "Your request is invalid. You must call the API with a valid JSON body that includes a changePasswordId, with a valid JWT in the Authorization header or with an API key.",
    )
}

/// The answer gives the reason only to a caller with an API key.
fn wrong_current(call: &Call) -> Refusal {
    match call.with_key() {
        true => Refusal::field(
            "currentPassword",
            "invalid",
            "The [currentPassword] property is not correct.",
        ),
        false => Refusal::not_found(),
    }
}

fn checked<'a>(
    call: &Call,
    db: &Reader,
    user: &User,
    password: Option<&'a str>,
) -> Result<&'a str, Refusal> {
    let Some(password) = password else {
        let message = "You must specify the [password] property.";
        return Err(Refusal::field("password", "blank", message));
    };
    let tenant = tenant::of(db, &user.tenant)?;
    let mut errors = Errors::default();
    identity::password(&tenant, &user.doc, password, "password", &mut errors);
    password_age::check(user, &tenant, call.state.clock.now_ms(), "password", &mut errors);
    errors.check()?;
    Ok(password)
}

/// Sets the password. Ends the refresh tokens, the open logins and the other things of the user that
/// `password::end_earlier` lists.
fn set(call: &Call, db: &Writer, user: &mut User, hash: String) -> Result<(), Refusal> {
    let now = call.state.clock.now_ms();
    let tenant = tenant::of(db, &user.tenant)?;
    password_history::keep(db, user, &tenant)?;
    user.password = Some(hash);
    set_member(&mut user.doc, "passwordLastUpdateInstant", now);
    set_member(&mut user.doc, "lastUpdateInstant", now);
    set_member(&mut user.doc, "passwordChangeRequired", false);
    if let Value::Object(members) = &mut user.doc {
        members.remove("passwordChangeReason");
    }
    user.save(db)?;
    password::end_earlier(db, user)?;
    attempts::password_reset(db, &user.id, &tenant)
}

/// The answer with a one-time password; `refresh` says whether a login with it gives a refresh token.
fn one_time(
    call: &Call,
    db: &Writer,
    user: &User,
    state: Option<Value>,
    refresh: bool,
) -> Result<Reply, Refusal> {
    let tenant = tenant::of(db, &user.tenant)?;
    let ttl = "/externalIdentifierConfiguration/oneTimePasswordTimeToLiveInSeconds";
    let memory = OneTime { refresh, state };
    let kept = serde_json::to_string(&memory)?;
    let new = New {
        kind: Kind::OneTimePassword,
        user: &user.id,
        application: None,
        with_code: false,
        state: Some(&kept),
        seconds: number_at(&tenant, ttl, 60),
    };
    let made = tickets::make(&call.state, db, &new)?;
    let mut body = json!({"oneTimePassword": made.id});
    if let Some(state) = memory.state {
        set_member(&mut body, "state", state);
    }
    Ok(Reply::json(body))
}
