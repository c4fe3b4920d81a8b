//! `/api/jwt`: refresh, revoke, validate, issue, vend; and the public keys.

use serde_json::{Value, json};

use super::call::Call;
use super::errors::{Errors, Refusal};
use super::members::{is_set, set_member, text_of};
use super::refresh::{self, Session};
use super::reply::Reply;
use super::store::User;
use super::tokens::{self, Grant};
use super::{application, barred, keys, normalize, store, tenant};

/// `POST /api/jwt/refresh`
pub(super) async fn refresh(call: &Call) -> Result<Reply, Refusal> {
    let invalid =
        || Refusal::field("refreshToken", "invalid", "The [refreshToken] property is not valid.");
    let token = match call.cookie("refresh_token") {
        Some(token) => Some(token),
        None => call.text("refreshToken")?,
    };
    let Some(token) = token else {
        let message = "You must specify the [refreshToken] property.";
        return Err(Refusal::field("refreshToken", "missing", message));
    };
    let Live { session, user, app, registration } = live(call, token).await?.ok_or_else(invalid)?;
    if app.as_ref().is_some_and(|app| !is_set(app, "/loginConfiguration/allowTokenRefresh")) {
        return Err(invalid());
    }
    let next = refresh::renew(&call.state, &session, token).await?.ok_or_else(invalid)?;
    let tenant = tenant::of(&call.state, &session.tenant).await?;
    let grant = Grant {
        user: &user,
        tenant: &tenant,
        application: app.as_ref(),
        registration: registration.as_ref(),
        kind: "REFRESH_TOKEN",
    };
    let (token, _) = tokens::access(call, &grant, Some(&session.id)).await?;
    let body = json!({"refreshToken": next, "refreshTokenId": session.id, "token": token});
    let reply = Reply::json(body).with_cookie("access_token", Some(&token), false);
    Ok(reply.with_cookie("refresh_token", Some(&next), true))
}

/// A refresh token that may be used, and what it is for.
struct Live {
    session: Session,
    user: User,
    app: Option<Value>,
    registration: Option<Value>,
}

/// Finds a refresh token, unless its user is kept out or its application is gone or inactive.
async fn live(call: &Call, token: &str) -> Result<Option<Live>, Refusal> {
    let db = &call.state.db;
    let session = refresh::find(&call.state, token).await?;
    let Some(session) = session.filter(|session| call.sees(&session.tenant)) else {
        return Ok(None);
    };
    let Some(user) = store::user(db, &session.user).await? else { return Ok(None) };
    if barred::find(&call.state, &user).await?.is_some() {
        return Ok(None);
    }
    let (mut app, mut registration) = (None, None);
    if let Some(id) = &session.application {
        app = application::find(db, id).await?.filter(|app| is_set(app, "/active"));
        if app.is_none() {
            return Ok(None);
        }
        registration = store::registration(db, &session.user, id).await?;
    }
    Ok(Some(Live { session, user, app, registration }))
}

/// `GET /api/jwt/refresh?userId=`, `GET /api/jwt/refresh/{tokenId}`
pub(super) async fn retrieve_refresh(call: &Call) -> Result<Reply, Refusal> {
    if let Some(id) = call.id(0, "tokenId")? {
        let session = refresh::by_id(&call.state.db, &id).await?;
        let session = session.filter(|session| call.sees(&session.tenant));
        let session = session.ok_or_else(Refusal::not_found)?;
        return Ok(Reply::json(json!({"refreshToken": session.view()})));
    }
    let Some(user) = call.query_id("userId")? else {
        let message = "You must specify the [userId] as a parameter.";
        return Err(Refusal::field("userId", "missing", message));
    };
    let found = store::user(&call.state.db, &user).await?;
    found.filter(|user| call.sees(&user.tenant)).ok_or_else(Refusal::not_found)?;
    let sessions = refresh::of_user(&call.state.db, &user).await?;
    let shown: Vec<Value> = sessions.iter().map(Session::view).collect();
    Ok(Reply::json(json!({"refreshTokens": shown})))
}

/// `DELETE /api/jwt/refresh` in its many forms.
pub(super) async fn revoke(call: &Call) -> Result<Reply, Refusal> {
    let db = &call.state.db;
    let token = match call.query.get("token") {
        Some(token) => Some(token),
        None => call.text("token")?,
    };
    let session = match (call.id(0, "tokenId")?, token) {
        (Some(id), _) => Some(refresh::by_id(db, &id).await?),
        (None, Some(token)) => Some(refresh::find(&call.state, token).await?),
        (None, None) => None,
    };
    if let Some(session) = session {
        let caller = if call.with_key() { None } else { tokens::caller(call).await? };
        if !call.with_key() && caller.is_none() {
            return Err(Refusal::unauthorized());
        }
        let session = session.filter(|session| call.sees(&session.tenant));
        let session = session.ok_or_else(Refusal::not_found)?;
        if caller.is_some_and(|caller| caller.id != session.user) {
            return Err(Refusal::unauthorized());
        }
        refresh::end(db, &session.id).await?;
        return Ok(Reply::empty());
    }
    if !call.with_key() {
        return Err(Refusal::unauthorized());
    }
    let user = match call.query_id("userId")? {
        Some(id) => Some(id),
        None => call.body_id("userId")?,
    };
    let app = match call.query_id("applicationId")? {
        Some(id) => Some(id),
        None => call.body_id("applicationId")?,
    };
    let mut errors = Errors::default();
    if let Some(id) = &user
        && !store::user(db, id).await?.is_some_and(|user| call.sees(&user.tenant))
    {
        let message = format!("Invalid [userId] property. No user exists with an Id [{id}].");
        errors.field("userId", "invalid", message);
    }
    if let Some(id) = &app
        && !application::find(db, id).await?.is_some_and(|app| call.sees(text_of(&app, "tenantId")))
    {
        application::unknown(id, &mut errors);
    }
    if user.is_none() && app.is_none() {
        let message = "You must specify the [token], [userId] or [applicationId].";
        return Err(Refusal::general("[invalid]", message));
    }
    errors.check()?;
    refresh::end_of(db, user.as_deref(), app.as_deref()).await?;
    Ok(Reply::empty())
}

/// `GET /api/jwt/validate`
pub(super) async fn validate(call: &Call) -> Result<Reply, Refusal> {
    match tokens::claims(call).await? {
        Some(claims) => Ok(Reply::json(json!({"jwt": claims}))),
        None => Err(Refusal::unauthorized()),
    }
}

/// `GET /api/jwt/issue?applicationId=`: a token for another application of the same tenant.
pub(super) async fn issue(call: &Call) -> Result<Reply, Refusal> {
    let user = tokens::caller(call).await?.ok_or_else(Refusal::unauthorized)?;
    let Some(id) = call.query_id("applicationId")? else {
        let message = "You must specify the [applicationId] as a parameter.";
        return Err(Refusal::field("applicationId", "missing", message));
    };
    let app = application::named(call, &id, &user.tenant).await?;
    let tenant = tenant::of(&call.state, &user.tenant).await?;
    let known = store::registration(&call.state.db, &user.id, &id).await?;
    let grant = Grant {
        user: &user,
        tenant: &tenant,
        application: Some(&app),
        registration: known.as_ref(),
        kind: "JWT_SSO",
    };
    let mut body = json!({});
    // A good refresh token earns one for the other application.
    let own = match call.query.get("refreshToken").or_else(|| call.cookie("refresh_token")) {
        Some(token) => live(call, token).await?,
        None => None,
    };
    if own.is_some_and(|own| own.user.id == user.id) {
        tokens::issue(call, &grant, &mut body).await?;
    } else {
        set_member(&mut body, "token", tokens::access(call, &grant, None).await?.0);
    }
    let status = if known.is_some() { 200 } else { 202 };
    Ok(Reply::json(body).with_status(status))
}

/// `POST /api/jwt/vend`: signs what it is given.
pub(super) async fn vend(call: &Call) -> Result<Reply, Refusal> {
    let mut errors = Errors::default();
    let mut claims = call.object("claims", &mut errors).unwrap_or_default();
    let life = call.body.get("timeToLiveInSeconds").and_then(Value::as_i64).unwrap_or(3_600);
    if life <= 0 {
        errors.field("timeToLiveInSeconds", "invalid", "The value must be greater than zero.");
    }
    let mut key = call.body_id("keyId")?;
    if let Some(key) = &key
        && store::get(&call.state.db, store::KEY, key).await?.is_none()
    {
        errors.field("keyId", "invalid", format!("No key exists with Id [{key}]."));
    }
    errors.check()?;
    let mut issuer = "acme.com".to_owned();
    if let Some(id) = &call.tenant {
        let tenant = tenant::of(&call.state, id).await?;
        issuer = text_of(&tenant, "issuer").to_owned();
        key = key.or_else(|| keys::named(&tenant));
        // Whatever else is claimed, the token is one of this tenant.
        claims.insert("tid".into(), id.as_str().into());
    }
    let now = call.state.clock.now();
    for reserved in ["amr", "cnf"] {
        claims.remove(reserved);
    }
    claims.insert("iat".into(), now.into());
    claims.insert("exp".into(), now.saturating_add(life).into());
    claims.entry("iss").or_insert_with(|| issuer.into());
    claims.insert("jti".into(), normalize::new_id().into());
    let token = keys::sign(&call.state, key.as_deref(), &Value::Object(claims)).await?;
    Ok(Reply::json(json!({"token": token})))
}

/// `GET /api/jwt/public-key[?kid=|?applicationId=]`
pub(super) async fn public_key(call: &Call) -> Result<Reply, Refusal> {
    let keys = keys::public(&call.state).await?;
    let pem = |key: &Value| json!({"publicKey": key.get("publicKey")});
    let id = call.query.get("kid").or_else(|| call.query.get("keyId"));
    if let Some(id) = id {
        let key = keys.iter().find(|key| text_of(key, "kid") == id || text_of(key, "id") == id);
        return key.map(|key| Reply::json(pem(key))).ok_or_else(Refusal::not_found);
    }
    if let Some(app) = call.query_id("applicationId")? {
        let app = application::find(&call.state.db, &app).await?;
        let app = app.filter(|app| call.sees(text_of(app, "tenantId")));
        let app = app.ok_or_else(Refusal::not_found)?;
        let key = keys::of_application(&call.state, &app).await?;
        return match key.get("publicKey") {
            Some(_) => Ok(Reply::json(pem(&key))),
            None => Err(Refusal::not_found()),
        };
    }
    let all: serde_json::Map<String, Value> = keys
        .iter()
        .map(|key| (text_of(key, "kid").to_owned(), text_of(key, "publicKey").into()))
        .collect();
    Ok(Reply::json(json!({"publicKeys": all})))
}

/// `GET /.well-known/jwks.json`
pub(super) async fn jwks(call: &Call) -> Result<Reply, Refusal> {
    let keys = keys::public(&call.state).await?;
    let keys: Vec<Value> = keys
        .iter()
        .map(|key| {
            let mut jwk = key.get("jwk").cloned().unwrap_or_else(|| json!({}));
            let (alg, kid) = (text_of(key, "algorithm"), text_of(key, "kid"));
            json_patch::merge(&mut jwk, &json!({"alg": alg, "kid": kid, "use": "sig"}));
            jwk
        })
        .collect();
    Ok(Reply::json(json!({"keys": keys})))
}
