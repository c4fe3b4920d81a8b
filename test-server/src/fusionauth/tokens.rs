//! Issues access tokens, some with a refresh token, and checks access tokens.

use serde_json::{Value, json};

use super::call::Call;
use super::errors::Refusal;
use super::members::{is_set, number_at, set_member, text_of};
use super::refresh::Made;
use super::store::User;
use super::{barred, keys, memberships, normalize, refresh, store};
use crate::db::{Reader, Writer};

/// What a token is issued for.
pub(super) struct Grant<'a> {
    pub(super) user: &'a User,
    pub(super) tenant: &'a Value,
    pub(super) application: Option<&'a Value>,
    /// `None` if there is no application, or if the user is not registered for the application.
    pub(super) registration: Option<&'a Value>,
    /// The claim `authenticationType`.
    pub(super) kind: &'a str,
}

/// Puts an access token into an answer. If the application generates refresh tokens and the user is
/// registered, also puts a refresh token into the answer, and returns the refresh token.
pub(super) fn issue(
    call: &Call,
    db: &Writer,
    grant: &Grant<'_>,
    body: &mut Value,
) -> Result<Option<Made>, Refusal> {
    let session = match refreshed(grant) {
        Some(app) => Some(refresh::make(call, db, grant.user, Some(app))?),
        None => None,
    };
    issue_access(call, db, grant, session.as_ref(), body)?;
    Ok(session)
}

/// The id of the grant's application, if the user may have a refresh token for this application.
pub(super) fn refreshed<'a>(grant: &Grant<'a>) -> Option<&'a str> {
    let app = grant.application.filter(|_| grant.registration.is_some());
    let app = app.filter(|app| is_set(app, "/loginConfiguration/generateRefreshTokens"));
    app.map(|app| text_of(app, "id"))
}

/// Puts an access token into an answer. If a refresh token belongs to the access token, also puts the
/// refresh token into the answer.
pub(super) fn issue_access(
    call: &Call,
    db: &Reader,
    grant: &Grant<'_>,
    session: Option<&Made>,
    body: &mut Value,
) -> Result<(), Refusal> {
    let expiry = Expiry::After(lifetime(grant));
    let (token, expires) = access_for(call, db, grant, session, expiry)?;
    if let Some(session) = session {
        set_member(body, "refreshToken", session.token.as_str());
        set_member(body, "refreshTokenId", session.id.as_str());
    }
    set_member(body, "token", token);
    set_member(body, "tokenExpirationInstant", expires.saturating_mul(1_000));
    Ok(())
}

/// The lifetime of access tokens in seconds.
pub(super) fn lifetime(grant: &Grant<'_>) -> i64 {
    // An application's own configuration replaces the tenant's configuration.
    let rules = grant.application.and_then(keys::own_configuration).unwrap_or(grant.tenant);
    number_at(rules, "/jwtConfiguration/timeToLiveInSeconds", 3_600).clamp(1, 1_000_000_000)
}

/// When an access token expires.
#[derive(Clone, Copy)]
pub(super) enum Expiry {
    /// At this time, in seconds since 1970.
    At(i64),
    /// This many seconds from now.
    After(i64),
}

/// An access token, and its expiry in seconds since 1970.
pub(super) fn access_for(
    call: &Call,
    db: &Reader,
    grant: &Grant<'_>,
    session: Option<&Made>,
    expiry: Expiry,
) -> Result<(String, i64), Refusal> {
    let now = call.state.clock.now();
    let expires = match expiry {
        Expiry::At(expires) => expires,
        Expiry::After(seconds) => now.saturating_add(seconds),
    };
    let user = grant.user;
    let mut claims = json!({
        "auth_time": session.map_or(now, |session| session.login),
        "authenticationType": grant.kind,
        "exp": expires,
        "iat": now,
        "iss": text_of(grant.tenant, "issuer"),
        "jti": normalize::new_id(),
        "sub": user.id,
        "tid": user.tenant,
    });
    if let Some(email) = user.text("email") {
        set_member(&mut claims, "email", email);
        set_member(&mut claims, "email_verified", user.is("verified"));
    }
    if let Some(username) = user.text("username") {
        set_member(&mut claims, "preferred_username", username);
    }
    if let Some(app) = grant.application {
        set_member(&mut claims, "aud", text_of(app, "id"));
        if let Some(registration) = grant.registration {
            set_member(&mut claims, "applicationId", text_of(app, "id"));
            let roles = memberships::roles(db, user, app, registration)?;
            set_member(&mut claims, "roles", roles);
        }
    }
    if let Some(session) = session {
        set_member(&mut claims, "sid", session.id.clone());
    }
    let key = grant
        .application
        .and_then(keys::own_configuration)
        .and_then(keys::named)
        .or_else(|| keys::named(grant.tenant));
    Ok((keys::sign(&call.state, db, key.as_deref(), &claims)?, expires))
}

/// The claims of the request's access token, if it is valid and the caller may see its tenant.
pub(super) fn claims(call: &Call, db: &Reader) -> Result<Option<Value>, Refusal> {
    let Some(token) = call.bearer() else { return Ok(None) };
    let claims = keys::verify(&call.state, db, token)?;
    Ok(claims.filter(|claims| claims.get("tid").is_none() || call.sees(text_of(claims, "tid"))))
}

/// The user of the request's access token. `None` if the token is not valid, or if the user may not
/// log in now.
pub(super) fn caller(call: &Call, db: &Reader) -> Result<Option<User>, Refusal> {
    let Some(claims) = claims(call, db)? else { return Ok(None) };
    let Some(user) = user_of(call, db, &claims)? else { return Ok(None) };
    let barred = barred::find(&call.state, db, &user)?;
    Ok(barred.is_none().then_some(user))
}

/// The user whom the claims of a valid access token name. This user may be barred from logins.
pub(super) fn user_of(call: &Call, db: &Reader, claims: &Value) -> Result<Option<User>, Refusal> {
    let user = store::user(db, text_of(claims, "sub"))?;
    // A token of the operation `vend` can have any claim `sub`. A token of one tenant is not valid for a
    // user of another tenant.
    let own = |user: &User| claims.get("tid").is_none_or(|tenant| *tenant == *user.tenant);
    Ok(user.filter(|user| own(user) && call.sees(&user.tenant)))
}
