//! The operations of Fusio for the OpenAPI document: made from the table of routes and what is said here.

use axum::http::Method;
use serde_json::Value;

use super::account::Account;
use super::collection::Collection;
use super::identity::Entry;
use super::payload;
use super::reply::{Envelope, Message};
use super::routes::{self, Operation, Route};
use super::scope::{Categories, Scope};
use super::token::{ErrorBody, TokenBody};
use super::tokens::LoginBody;
use crate::openapi::{self, Content, Document, schema};

const TAG: &str = "Fusio";
const FORM: &str = "application/x-www-form-urlencoded";

/// Adds all operations.
pub(crate) fn describe(document: &mut Document) {
    for route in routes::ROUTES {
        let operation = operation(document, route);
        document.add(&format!("/{}", route.path), &route.method, operation);
    }
    let token = token(document);
    document.add(&format!("/{}", routes::TOKEN), &Method::POST, token);
}

/// What the filters do to every operation, and what each does itself.
fn operation(document: &mut Document, route: &'static Route) -> openapi::Operation {
    let error = document.answered::<Envelope>();
    let refusal = || Content::json(error.clone());
    let mut operation = openapi::Operation::new(TAG, route.id, summary(route.operation))
        .answer(400, "The request is refused", refusal())
        .answer(403, "The firewall has banned the caller's address", refusal())
        .answer(429, "The caller has reached the rate limit", refusal())
        .answer(500, "An internal error", refusal());
    if let Some(fields) = route.body {
        let body = Content::json(payload::schema(fields)).or(FORM, payload::schema(fields));
        operation =
            operation.body(true, body).answer(413, "The body is longer than 1 MiB", refusal());
    }
    if let Some(scope) = route.scope {
        operation = operation.role("fusioToken", scope).answer(
            401,
            "The token is missing or invalid, or lacks the scope",
            refusal(),
        );
    }
    let message = document.answered::<Message<'_>>();
    let login = document.answered::<LoginBody<'_>>();
    let done = |operation: openapi::Operation| {
        operation.answer(200, "Done", Content::json(message.clone()))
    };
    let gone =
        |operation: openapi::Operation| operation.answer(404, "There is no such user", refusal());
    match route.operation {
        Operation::Register | Operation::Activate => {
            done(operation).answer(503, "Registration is disabled", refusal())
        }
        Operation::Login | Operation::Refresh => {
            operation.answer(200, "A pair of tokens", Content::json(login))
        }
        Operation::RequestPasswordReset | Operation::ExecutePasswordReset => gone(done(operation)),
        Operation::GetAccount | Operation::Whoami => {
            let account = document.answered::<Account<'_>>();
            gone(operation.answer(200, "The account", Content::json(account)))
        }
        Operation::UpdateAccount | Operation::ChangePassword => gone(done(operation)),
        Operation::ListIdentities => {
            let identities = document.answered::<Collection<Entry>>();
            paged(operation).query(&[("appId", schema::text()), ("appKey", schema::text())]).answer(
                200,
                "The active identities",
                Content::json(identities),
            )
        }
        Operation::RedirectIdentity => identity(operation, &error)
            .query(&[("redirect_uri", schema::text())])
            .answer(302, "Redirect to the provider", Content::html()),
        Operation::ExchangeIdentity => {
            let names = ["code", "state", "error", "error_description", "error_uri"];
            identity(operation, &error)
                .query(&names.map(|name| (name, schema::text())))
                .answer(200, "Logged in, without a redirect", Content::html())
                .answer(302, "Logged in, with a redirect to the app", Content::html())
        }
        Operation::ProviderCallback => operation
            .answer(200, "A pair of tokens", Content::json(login))
            .answer(404, "There is no such provider", refusal()),
        Operation::ListScopes => {
            let scopes = document.answered::<Collection<Scope>>();
            gone(paged(operation)).answer(200, "The user's scopes", Content::json(scopes))
        }
        Operation::ListScopeCategories => {
            let categories = document.answered::<Categories>();
            gone(operation).answer(200, "The user's scopes by category", Content::json(categories))
        }
        Operation::Revoke => done(operation),
        Operation::CreateApp | Operation::CreateIdentity => {
            operation.answer(201, "Created", Content::json(message))
        }
    }
}

fn summary(operation: Operation) -> &'static str {
    match operation {
        Operation::Register => "Register a user",
        Operation::Activate => "Activate a user with the mailed token",
        Operation::Login => "Log in by name or e-mail address",
        Operation::Refresh => "Exchange a refresh token for a new pair",
        Operation::RequestPasswordReset => "Mail a token to set a new password",
        Operation::ExecutePasswordReset => "Set a new password with the mailed token",
        Operation::GetAccount => "The caller's account",
        Operation::UpdateAccount => "Change the caller's e-mail address",
        Operation::ChangePassword => "Change the caller's password",
        Operation::ListIdentities => "The providers to log in with",
        Operation::RedirectIdentity => "Redirect to a provider",
        Operation::ExchangeIdentity => "Return from a provider",
        Operation::ProviderCallback => "Log in with a provider's code, as before Fusio 4.0",
        Operation::ListScopes => "The scopes of the user's role",
        Operation::ListScopeCategories => "All of the user's scopes",
        Operation::Whoami => "The caller's account",
        Operation::Revoke => "Revoke the token of this call",
        Operation::CreateApp => "Add an app",
        Operation::CreateIdentity => "Add a provider to log in with",
    }
}

/// The parameters of lists.
fn paged(operation: openapi::Operation) -> openapi::Operation {
    operation.query(&[
        ("startIndex", schema::text()),
        ("count", schema::text()),
        ("search", schema::text()),
        ("sortBy", schema::text()),
        ("sortOrder", schema::text()),
    ])
}

/// What is about one identity.
fn identity(operation: openapi::Operation, error: &Value) -> openapi::Operation {
    operation.answer(404, "There is no such identity", Content::json(error.clone())).answer(
        410,
        "The identity was deleted",
        Content::json(error.clone()),
    )
}

/// The token endpoint, which has filters of its own.
fn token(document: &mut Document) -> openapi::Operation {
    let (token, refusal) = (document.answered::<TokenBody<'_>>(), document.answered::<ErrorBody>());
    let error = document.answered::<Envelope>();
    let texts =
        ["username", "password", "refresh_token", "code", "client_id", "client_secret", "scope"];
    let mut members: Vec<_> = texts.map(|name| (format!("{name}?"), schema::text())).into();
    let grants = ["client_credentials", "password", "refresh_token", "authorization_code"];
    members.push(("grant_type".to_owned(), schema::one_of(&grants)));
    let body = schema::open(schema::object(members));
    openapi::Operation::new(TAG, "oauth.token", "The token endpoint of OAuth 2.0")
        .security(&["", "fusioApp"])
        .body(true, Content::json(body.clone()).or(FORM, body))
        .answer(200, "A pair of tokens", Content::json(token))
        .answer(400, "The grant is refused", Content::json(refusal.clone()))
        .answer(401, "The credentials are unknown", Content::json(refusal))
        .answer(413, "The body is longer than 1 MiB", Content::json(error.clone()))
        .answer(500, "An internal error", Content::json(error))
}
