//! The token endpoint of OAuth 2. Its filters and errors differ from those of all other operations, and it
//! has no rate limit.

use std::net::IpAddr;

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, Method, Response, StatusCode, header};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use crate::db::Writer;
use crate::fusio::reply::{ApiError, Envelope, Reply};
use crate::fusio::tokens::Issued;
use crate::fusio::users::User;
use crate::fusio::{answers, credentials, headers, limits, payload, roles, tokens, users};
use crate::openapi::{self, Content, Document, schema};
use crate::settings::{App, Settings};
use crate::state::State;

/// The path of the token endpoint.
pub(in crate::fusio) const PATH: &str = "authorization/token";

/// Adds the token endpoint to the OpenAPI document.
pub(in crate::fusio) fn describe(document: &mut Document) {
    let (token, refusal) = (document.answered::<TokenBody<'_>>(), document.answered::<ErrorBody>());
    let error = document.answered::<Envelope>();
    let texts =
        ["username", "password", "refresh_token", "code", "client_id", "client_secret", "scope"];
    let mut members: Vec<_> = texts.map(|name| (format!("{name}?"), schema::text())).into();
    let grants = ["client_credentials", "password", "refresh_token", "authorization_code"];
    members.push(("grant_type".to_owned(), schema::one_of(&grants)));
    let body = schema::open(schema::object(members));
    let operation =
        openapi::Operation::new(answers::TAG, "oauth.token", "The token endpoint of OAuth 2.0")
            .security(&["", "fusioApp"])
            .body(true, Content::json(body.clone()).or(answers::FORM, body))
            .answer(200, "A pair of tokens", Content::json(token))
            .answer(400, "The grant is refused", Content::json(refusal.clone()))
            .answer(401, "The credentials are unknown", Content::json(refusal))
            .answer(413, "The body is longer than 1 MiB", Content::json(error.clone()))
            .answer(500, "An internal error", Content::json(error));
    document.add(&format!("/{PATH}"), &Method::POST, operation);
}

/// A pair of tokens, in the format of OAuth.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "FusioToken")]
struct TokenBody<'a> {
    access_token: &'a str,
    token_type: &'static str,
    expires_in: i64,
    refresh_token: &'a str,
    scope: &'a str,
}

/// A refusal, in the format of OAuth.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "FusioTokenError")]
struct ErrorBody {
    error: &'static str,
    error_description: String,
}

/// A grant that was refused.
enum Refusal {
    /// A refusal in the format of OAuth. `counts` says whether the firewall counts it.
    OAuth { status: StatusCode, error: &'static str, description: String, counts: bool },
    /// An error in the format of all other operations.
    Other(ApiError),
}

impl<E: Into<ApiError>> From<E> for Refusal {
    fn from(error: E) -> Self {
        Self::Other(error.into())
    }
}

/// The parameters of one request.
struct Parameters(Value);

impl Parameters {
    fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).and_then(Value::as_str)
    }

    fn need(&self, name: &str) -> Result<&str, Refusal> {
        self.get(name).ok_or_else(|| malformed(format!("Parameter {name} is missing")))
    }

    /// The requested scopes. A text with commas is split on the commas, another text on the spaces;
    /// nothing is trimmed. The list is empty if the request names no scope. Such a request asks for all
    /// scopes.
    fn scopes(&self) -> Vec<&str> {
        let Some(scope) = self.get("scope").filter(|scope| !payload::is_empty(scope)) else {
            return Vec::new();
        };
        scope.split(if scope.contains(',') { ',' } else { ' ' }).collect()
    }
}

/// Answers a token request.
pub(in crate::fusio) async fn handle(
    state: &State,
    headers: &HeaderMap,
    body: Result<Bytes, ApiError>,
    ip: IpAddr,
) -> Response<Body> {
    let settings = state.settings();
    let answer = match grant(state, &settings, headers, body, ip).await {
        Ok(issued) => Reply::json(&TokenBody {
            access_token: &issued.access,
            token_type: "bearer",
            expires_in: issued.expires_in,
            refresh_token: &issued.refresh,
            scope: &issued.scope,
        }),
        Err(Refusal::Other(error)) => Err(error),
        Err(Refusal::OAuth { status, error, description, counts }) => {
            if counts {
                state.limits.client_error(&settings.fusio.firewall, ip, state.clock.now());
            }
            Reply::json(&ErrorBody { error, error_description: description })
                .map(|reply| reply.with_status(status))
        }
    };
    let mut response = match answer {
        Ok(reply) => reply.into_response(),
        Err(error) => error.into_response(settings.fusio.debug),
    };
    let unauthorized = response.status() == StatusCode::UNAUTHORIZED
        && headers.contains_key(header::AUTHORIZATION);
    let refused = !response.status().is_success();
    let own = response.headers_mut();
    if refused {
        own.remove(header::VARY);
    }
    headers::insert(own, "x-powered-by", "psx");
    headers::insert(own, "x-operation-id", "oauth.token");
    headers::insert(own, "x-stability", "experimental");
    headers::insert(own, "cache-control", "no-store");
    if unauthorized {
        headers::insert(own, "www-authenticate", "Bearer");
    }
    response
}

async fn grant(
    state: &State,
    settings: &Settings,
    headers: &HeaderMap,
    body: Result<Bytes, ApiError>,
    ip: IpAddr,
) -> Result<Issued, Refusal> {
    let value = match payload::decode(headers::text(headers, header::CONTENT_TYPE), &body?) {
        Ok(value) => value,
        Err(error) => return Err(malformed(error.message().to_owned())),
    };
    if let Some(kind) = no_object(&value) {
        return Err(malformed(format!("{NO_OBJECT}, {kind} given")));
    }
    let parameters = Parameters(value);
    let basic = basic(headers);
    match parameters.get("grant_type") {
        Some("client_credentials") => {
            let (key, secret) = enter(state, settings, ip, basic)?;
            if let Some(app) = app(settings, &key, &secret) {
                return state.db.write(|db| {
                    let user = users::by_id(db, app.user_id)?.ok_or_else(unknown_credentials)?;
                    if user.status != users::ACTIVE {
                        let text = "Invalid user status";
                        return Err(refused(StatusCode::BAD_REQUEST, "invalid_request", text));
                    }
                    issue(state, db, &user, Some(app), &parameters)
                });
            }
            let user = credentials::authenticate(state, &key, &secret)
                .await?
                .ok_or_else(unknown_credentials)?;
            state.db.write(|db| match credentials::still_count(db, &user)? {
                true => issue(state, db, &user, None, &parameters),
                false => Err(unknown_credentials()),
            })
        }
        Some("password") => {
            let (username, password) = (parameters.need("username")?, parameters.need("password")?);
            let (key, secret) = enter(state, settings, ip, basic)?;
            let app = app(settings, &key, &secret).ok_or_else(unknown_credentials)?;
            let user = credentials::authenticate(state, username, password).await?;
            let unknown = || refused(StatusCode::BAD_REQUEST, "invalid_grant", "Unknown user");
            let user = user.ok_or_else(unknown)?;
            state.db.write(|db| match credentials::still_count(db, &user)? {
                true => issue(state, db, &user, Some(app), &parameters),
                false => Err(unknown()),
            })
        }
        Some("refresh_token") => {
            let token = parameters.need("refresh_token")?;
            // There have to be credentials, but they are not checked: whoever has the token may
            // renew it.
            enter(state, settings, ip, basic)?;
            tokens::renew(state, token).map_err(|error| match error.status {
                StatusCode::BAD_REQUEST => {
                    refused(StatusCode::BAD_REQUEST, "invalid_request", error.message())
                }
                _ => Refusal::Other(error),
            })
        }
        Some("authorization_code") => {
            parameters.need("code")?;
            let in_body = parameters.get("client_id").zip(parameters.get("client_secret"));
            let in_body = in_body.map(|(id, secret)| (id.to_owned(), secret.to_owned()));
            enter(state, settings, ip, basic.or(in_body))?;
            // Only the consent endpoints issue codes, and this server does not have these endpoints.
            // So every code is unknown. The vendor has the same error for an unknown app and an
            // unknown code.
            Err(unknown_credentials())
        }
        _ => Err(malformed("Provided an invalid grant type".into())),
    }
}

/// Checks that there are credentials, and that the IP address is not banned. If a grant needs parameters,
/// `grant` checks these parameters before it calls this function.
fn enter(
    state: &State,
    settings: &Settings,
    ip: IpAddr,
    credentials: Option<(String, String)>,
) -> Result<(String, String), Refusal> {
    let present =
        |(key, secret): &(String, String)| !payload::is_empty(key) && !payload::is_empty(secret);
    let credentials = credentials.filter(present);
    let credentials = credentials.ok_or_else(|| uncounted("Credentials not available"))?;
    if limits::check_ban(state, settings, ip).is_err() {
        return Err(uncounted(limits::BANNED));
    }
    Ok(credentials)
}

fn issue(
    state: &State,
    db: &Writer,
    user: &User,
    app: Option<&App>,
    parameters: &Parameters,
) -> Result<Issued, Refusal> {
    let owned = app.map_or_else(|| user.scopes.clone(), |app| app_scopes(app, user));
    let scope = roles::granted(&owned, &parameters.scopes());
    if scope.is_empty() {
        return Err(refused(StatusCode::BAD_REQUEST, "invalid_scope", roles::NO_SCOPE));
    }
    Ok(tokens::issue(state, db, user, app.map(|app| app.key.as_str()), scope)?)
}

fn app<'a>(settings: &'a Settings, key: &str, secret: &str) -> Option<&'a App> {
    let mut apps = settings.fusio.apps.iter().filter(|app| app.status == 1);
    apps.find(|app| app.key == key && app.secret.matches(secret))
}

/// The scopes that an app has for a user: those scopes of the user that are among the app's scopes,
/// or below one of them. An app without configured scopes has all scopes of the user.
fn app_scopes(app: &App, user: &User) -> String {
    if app.scopes.is_empty() {
        return user.scopes.clone();
    }
    let own = app.scopes.join(",");
    let may = roles::split(&user.scopes).filter(|scope| roles::covers(&own, scope));
    may.collect::<Vec<_>>().join(",")
}

fn basic(headers: &HeaderMap) -> Option<(String, String)> {
    let encoded = headers::text(headers, header::AUTHORIZATION).strip_prefix("Basic ")?;
    let decoded = String::from_utf8(BASE64_STANDARD.decode(encoded.trim()).ok()?).ok()?;
    decoded.split_once(':').map(|(name, secret)| (name.to_owned(), secret.to_owned()))
}

fn unknown_credentials() -> Refusal {
    refused(StatusCode::UNAUTHORIZED, "invalid_client", "Unknown credentials")
}

fn refused(status: StatusCode, error: &'static str, description: &str) -> Refusal {
    Refusal::OAuth { status, error, description: description.to_owned(), counts: true }
}

fn uncounted(description: &str) -> Refusal {
    let (status, error) = (StatusCode::BAD_REQUEST, "invalid_request");
    Refusal::OAuth { status, error, description: description.to_owned(), counts: false }
}

fn malformed(description: String) -> Refusal {
    let (status, error) = (StatusCode::BAD_REQUEST, "server_error");
    Refusal::OAuth { status, error, description, counts: false }
}

/// The start of PHP's message for a body that is not an object. It contains names from the vendor's code.
const NO_OBJECT: &str = "PSX\\Framework\\Controller\\OAuth2\\TokenController::tokenPost(): \
    Argument #2 ($payload) must be of type stdClass";

/// PHP's name for the type of a value that is not an object.
fn no_object(value: &Value) -> Option<&'static str> {
    match value {
        Value::Object(_) => None,
        Value::Null => Some("null"),
        Value::Array(_) => Some("array"),
        Value::String(_) => Some("string"),
        Value::Bool(_) => Some("bool"),
        Value::Number(number) if number.is_f64() => Some("float"),
        Value::Number(_) => Some("int"),
    }
}
