//! The provider's page: who are you, and may the app know it?

use std::sync::Arc;

use axum::extract::{Form, Path, Query, State as Shared};
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use html_escape::encode_safe;
use serde::Deserialize;
use url::Url;

use super::{CODE_LIFE, Code, Profile};
use crate::net::is_loopback;
use crate::settings::ProviderKind;
use crate::state::State;
use crate::token;

/// What an app sends the browser with.
#[derive(Default, Deserialize)]
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

/// What the form sends: the same, and the user's answer.
#[derive(Default, Deserialize)]
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
    Path(kind): Path<String>,
    Query(request): Query<Request>,
) -> Response {
    let Some(kind) = ProviderKind::named(&kind) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    if let Err(problem) = checked(&state, &request) {
        return page(
            StatusCode::BAD_REQUEST,
            &format!("<h1>This login cannot go on</h1><p>{}</p>", encode_safe(problem)),
        );
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
    let hidden: String = hidden
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?)))
        .map(|(name, value)| {
            format!("<input type=\"hidden\" name=\"{name}\" value=\"{}\">", encode_safe(value))
        })
        .collect();
    page(
        StatusCode::OK,
        &format!(
            "<h1>Log in with the test provider ({kind})</h1>\
             <p><strong>{client}</strong> asks who you are.</p>\
             <form method=\"post\" autocomplete=\"off\">{hidden}\
             <p><label for=\"login\">Login name</label><br>\
             <input id=\"login\" name=\"login\" value=\"{login}\" required></p>\
             <p><label for=\"email\">E-mail address (may be empty)</label><br>\
             <input id=\"email\" name=\"email\" type=\"email\" value=\"{login}@example.test\"></p>\
             <p><button name=\"decision\" value=\"allow\">Allow</button> \
             <button name=\"decision\" value=\"deny\" formnovalidate>Deny</button></p></form>",
            kind = kind.as_str(),
            client = encode_safe(&request.client_id),
            login = encode_safe(login),
        ),
    )
}

/// `POST .../authorize`: back to the app, with a code or without.
pub(super) async fn decide(
    Shared(state): Shared<Arc<State>>,
    Path(kind): Path<String>,
    Form(answer): Form<Answer>,
) -> Response {
    let Some(kind) = ProviderKind::named(&kind) else {
        return StatusCode::NOT_FOUND.into_response();
    };
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
        Err(problem) => {
            return page(StatusCode::BAD_REQUEST, &format!("<p>{}</p>", encode_safe(problem)));
        }
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
        ("allow", true, _) => {
            return page(StatusCode::BAD_REQUEST, "<p>A login name is needed.</p>");
        }
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

/// Refuses what must not be sent back to: an unknown client, or an address that is not the client's.
fn checked(state: &State, request: &Request) -> Result<Url, &'static str> {
    let settings = state.settings();
    let client =
        settings.provider.clients.iter().find(|client| client.client_id == request.client_id);
    let client = client.ok_or("The client_id is unknown.")?;
    let url = Url::parse(&request.redirect_uri).map_err(|_| "The redirect_uri is no URL.")?;
    let fits = match client.redirect_uris.is_empty() {
        true => matches!(url.scheme(), "http" | "https") && is_loopback(&url),
        false => client.redirect_uris.contains(&request.redirect_uri),
    };
    if !fits {
        return Err("The redirect_uri does not belong to this client.");
    }
    // GitHub and Facebook do without a response type.
    if !matches!(request.response_type.as_str(), "" | "code") {
        return Err("The response_type must be code.");
    }
    Ok(url)
}

fn page(status: StatusCode, content: &str) -> Response {
    let html = format!(
        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>Test provider</title>\
         <style>body{{font:1rem/1.5 system-ui,sans-serif;max-width:30rem;margin:2rem auto;padding:0 1rem}}\
         input,button{{font:inherit;padding:.4rem}}input{{width:100%;box-sizing:border-box}}</style></head>\
         <body><main>{content}</main></body></html>"
    );
    let headers = [
        (header::CACHE_CONTROL, "no-store"),
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
        ),
        (header::REFERRER_POLICY, "no-referrer"),
    ];
    (status, headers, Html(html)).into_response()
}
