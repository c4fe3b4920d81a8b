//! The provider's page: it asks who the user is, and whether the app may know this.

use std::sync::Arc;

use axum::extract::{Form, State as Shared};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use maud::html;
use schemars::JsonSchema;
use serde::Deserialize;
use url::Url;

use super::grants::{CODE_LIFE, Code, Profile};
use super::kind::Kind;
use crate::control::http::parameters;
use crate::net::is_loopback;
use crate::page;
use crate::state::State;
use crate::token;

const TITLE: &str = "Test provider";

/// The parameters with which an app sends the browser to this page.
#[derive(Default, Deserialize, JsonSchema)]
#[serde(default)]
pub(super) struct Request {
    response_type: String,
    client_id: String,
    redirect_uri: String,
    scope: String,
    state: Option<String>,
    nonce: Option<String>,
    login_hint: Option<String>,
}

/// What the form sends: the parameters of the page, and the user's answer.
#[derive(Default, Deserialize, JsonSchema)]
#[serde(default)]
pub(super) struct Answer {
    response_type: String,
    client_id: String,
    redirect_uri: String,
    scope: String,
    state: Option<String>,
    nonce: Option<String>,
    login: String,
    email: String,
    decision: String,
}

/// `GET .../authorize`: the form.
pub(super) async fn show(
    Shared(state): Shared<Arc<State>>,
    Kind(kind): Kind,
    uri: Uri,
) -> Response {
    let request: Request = match parameters(&uri) {
        Ok(request) => request,
        Err(problem) => return refuse(&problem),
    };
    if let Err(problem) = checked(&state, &request) {
        return refuse(problem);
    }
    let login = request.login_hint.as_deref().unwrap_or("demo-user");
    let hidden = [
        ("response_type", Some(&request.response_type)),
        ("client_id", Some(&request.client_id)),
        ("redirect_uri", Some(&request.redirect_uri)),
        ("scope", Some(&request.scope)),
        ("state", request.state.as_ref()),
        ("nonce", request.nonce.as_ref()),
    ];
    let hidden = hidden.into_iter().filter_map(|(name, value)| Some((name, value?)));
    // The login hint can already be an e-mail address. A hint with a space cannot become an address.
    let address = match login {
        hint if hint.contains(' ') => String::new(),
        hint if hint.contains('@') => hint.to_owned(),
        hint => format!("{hint}@example.test"),
    };
    let content = html! {
        h1 { "Log in with the test provider (" (kind.as_str()) ")" }
        p { strong { (request.client_id) } " asks for your identity." }
        form method="post" autocomplete="off" {
            @for (name, value) in hidden { input type="hidden" name=(name) value=(value); }
            p { label for="login" { "Login name" } input #login name="login" value=(login) required; }
            p {
                label for="email" { "E-mail address (may be empty)" }
                input #email name="email" type="email" value=(address);
            }
            p {
                button name="decision" value="allow" { "Allow" } " "
                button name="decision" value="deny" formnovalidate { "Deny" }
            }
        }
    };
    page::show(StatusCode::OK, TITLE, &content)
}

/// `POST .../authorize`: sends the browser back to the app, with a code or with an error.
pub(super) async fn decide(
    Shared(state): Shared<Arc<State>>,
    Kind(kind): Kind,
    Form(answer): Form<Answer>,
) -> Response {
    let request = Request {
        response_type: answer.response_type,
        client_id: answer.client_id,
        redirect_uri: answer.redirect_uri,
        scope: answer.scope,
        state: answer.state,
        nonce: answer.nonce,
        login_hint: None,
    };
    let mut back = match checked(&state, &request) {
        Ok(back) => back,
        Err(problem) => return refuse(problem),
    };
    let code = token::random_hex(20);
    match (answer.decision.as_str(), answer.login.is_empty(), code) {
        ("allow", false, Ok(code)) => {
            back.query_pairs_mut().append_pair("code", &code);
            let profile = Profile {
                login: answer.login,
                email: Some(answer.email).filter(|email| !email.is_empty()),
            };
            let expires = state.clock.now() + CODE_LIFE;
            let Request { client_id, redirect_uri, scope, nonce, .. } = &request;
            let (client_id, redirect_uri, scope) =
                (client_id.clone(), redirect_uri.clone(), scope.clone());
            let grant = Code {
                kind,
                client_id,
                redirect_uri,
                scope,
                nonce: nonce.clone(),
                profile,
                expires,
            };
            state.grants.add_code(code, grant);
        }
        ("allow", true, _) => return refuse("Please enter a login name."),
        _ => {
            let description = "The user has denied access";
            back.query_pairs_mut()
                .append_pair("error", "access_denied")
                .append_pair("error_description", description);
        }
    }
    if let Some(text) = &request.state {
        back.query_pairs_mut().append_pair("state", text);
    }
    Redirect::to(back.as_str()).into_response()
}

/// Checks a request, and returns the URL to which the browser goes back. Refuses an unknown client,
/// a URL that does not belong to the client, and a wrong response type.
fn checked(state: &State, request: &Request) -> Result<Url, &'static str> {
    let settings = state.settings();
    let client =
        settings.provider.clients.iter().find(|client| client.client_id == request.client_id);
    let client = client.ok_or("The client_id is unknown.")?;
    let url = Url::parse(&request.redirect_uri).map_err(|_| "The redirect_uri is not a URL.")?;
    let own = Url::parse(&state.url).is_ok_and(|own| own.origin() == url.origin());
    let fits = match client.redirect_uris.is_empty() {
        true => own || matches!(url.scheme(), "http" | "https") && is_loopback(&url),
        false => client.redirect_uris.contains(&request.redirect_uri),
    };
    if !fits {
        return Err("The redirect_uri does not belong to this client.");
    }
    // GitHub and Facebook need no response type, so it may be empty.
    if !matches!(request.response_type.as_str(), "" | "code") {
        return Err("The response_type must be code.");
    }
    Ok(url)
}

fn refuse(problem: &str) -> Response {
    let content = html! { h1 { "This login cannot continue" } p { (problem) } };
    page::show(StatusCode::BAD_REQUEST, TITLE, &content)
}
