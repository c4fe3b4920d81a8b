//! The start page at `/`, for humans: what runs here and where to look.

use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use axum::response::Response;
use maud::html;
use url::form_urlencoded::Serializer;

use crate::control::http::ROOT;
use crate::mailbox;
use crate::openapi::{Content, Document, Operation, schema};
use crate::page;
use crate::settings::{ProviderClient, ProviderKind};
use crate::state::State;

/// Whether a browser sends this request to open `/`. Other clients do not accept HTML, and get the
/// vendor's answer.
pub(crate) fn is_asked_for(request: &Request<Body>) -> bool {
    request.method() == Method::GET && request.uri().path() == "/" && takes_pages(request.headers())
}

fn takes_pages(headers: &HeaderMap) -> bool {
    let kinds = headers.get_all(header::ACCEPT).iter().filter_map(|value| value.to_str().ok());
    let mut kinds = kinds.flat_map(|value| value.split(','));
    kinds.any(|kind| {
        kind.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case("text/html"))
    })
}

/// Adds the page to the OpenAPI document.
pub(crate) fn describe(document: &mut Document) {
    let vendor = schema::any();
    let page = Operation::new("Control", "start", "A page about this server")
        .answer(200, "The page, for clients that accept HTML", Content::html())
        .answer(404, "The vendor's answer, for other clients", Content::json(vendor));
    document.add("/", &Method::GET, page);
}

/// The page.
pub(crate) fn show(state: &State) -> Response {
    let settings = state.settings();
    let client = settings.provider.clients.first();
    let content = html! {
        h1 { "matricula test server" }
        p {
            "Version " (env!("CARGO_PKG_VERSION")) ". The server answers like Fusio and FusionAuth, for tests and development. "
            "Everybody who reaches it has full control."
        }
        h2 { "Pages and lists" }
        ul {
            li { a href=(mailbox::path(None)) { "Mailbox" } ": the mails and text messages that the server has sent" }
            li { a href={ (ROOT) "/users" } { "Users" } " of both vendors, as JSON" }
            li { a href={ (ROOT) "/requests" } { "Requests" } " that the server has received, as JSON" }
            li { a href={ (ROOT) "/webhooks" } { "Events" } " of FusionAuth for webhooks, as JSON" }
            li { a href={ (ROOT) "/faults" } { "Faults" } " for the next requests, as JSON" }
            li { a href={ (ROOT) "/openapi.json" } { "API description" } ": all paths and answers, as OpenAPI 3.1" }
            li { a href={ (ROOT) "/settings" } { "Settings" } ", as JSON" }
        }
        @if let Some(client) = client {
            h2 { "Log in with the built-in provider" }
            p { "A social login opens one of these pages. A page that you open from here leads back to this start page. If the first client in the settings of the provider has redirect URIs, the page leads to the first of these URIs instead." }
            ul { @for kind in ProviderKind::ALL { li { a href=(provider(state, client, kind)) { (kind.as_str()) } } } }
        }
        h2 { "URLs of the APIs" }
        dl {
            dt { "Fusio" } dd { code { (state.url) "/consumer/…" } }
            dt { "FusionAuth" } dd { code { (state.url) "/api/…" } }
            dt { "Control" } dd { code { (state.url) (ROOT) "/…" } }
        }
    };
    page::show(StatusCode::OK, "matricula test server", &content)
}

fn provider(state: &State, client: &ProviderClient, kind: ProviderKind) -> String {
    let path = format!("{ROOT}/provider/{}/authorize", kind.as_str());
    let here = format!("{}/", state.url);
    let back = client.redirect_uris.first().unwrap_or(&here);
    let parameters =
        [("client_id", &*client.client_id), ("redirect_uri", back), ("response_type", "code")];
    let query = Serializer::new(String::new()).extend_pairs(parameters).finish();
    format!("{path}?{query}")
}
