//! The mailbox at `/_test/mailbox`: the outbox as pages for humans. The pages have no script, and a
//! mail in them can neither run a script nor load anything from a server.

use std::sync::Arc;

use axum::extract::{FromRequestParts, Path, State as Shared};
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use maud::{Markup, html};
use url::form_urlencoded::Serializer;

use crate::clock;
use crate::control::http::{Parameters, ROOT, To};
use crate::mail::{Mail, MailKind, Piece, pieces};
use crate::page;
use crate::state::State;

/// The highest number of mails that the page lists. To see older mails, filter by address.
const LISTED: usize = 200;
/// A mail may have its own styles and pictures, but loads nothing from a server. Its links open
/// new tabs.
const POLICY: &str = "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; \
     style-src 'unsafe-inline'; img-src data:; base-uri 'none'; frame-ancestors 'none'";

/// The path of the mailbox. With `to`, the page lists only the mails to this address.
pub(crate) fn path(to: Option<&str>) -> String {
    let path = format!("{ROOT}/mailbox");
    let Some(to) = to else { return path };
    let query = Serializer::new(String::new()).append_pair("to", to).finish();
    format!("{path}?{query}")
}

/// `GET /_test/mailbox?to=ADDRESS`: the mails, newest first.
pub(crate) async fn list(
    Shared(state): Shared<Arc<State>>,
    Parameters(To { to }): Parameters<To>,
) -> Response {
    let to = to.as_deref().map(str::trim).filter(|to| !to.is_empty());
    let mails = state.outbox.read(to);
    let content = html! {
        nav { a href="/" { "Test server" } }
        h1 { "Mailbox" }
        form .filter action=(path(None)) role="search" {
            p {
                label for="to" { "Only mails to this address" }
                input #to name="to" type="search" inputmode="email" autocomplete="off" value=[to];
            }
            button { "Filter" }
        }
        p role="status" {
            (count(mails.len())) @if let Some(to) = to { " to " strong { (to) } }
            ". " a href=(path(to)) { "Reload" }
            @if to.is_some() { " · " a href=(path(None)) { "All mails" } }
        }
        @if mails.is_empty() {
            p .soft { "Mails appear here when the server sends them: register a user, or ask for a new password." }
        }
        ul .mails {
            @for mail in mails.iter().rev().take(LISTED) {
                li {
                    a href={ (path(None)) "/" (mail.id) } { (subject(mail)) }
                    div { span { "to " (mail.to) } (time(mail)) }
                }
            }
        }
        @if mails.len() > LISTED {
            p .soft { "Only the newest " (LISTED) " are listed; filter by an address to see older ones." }
        }
    };
    page::show(StatusCode::OK, "Mailbox", &content)
}

/// `GET /_test/mailbox/ID`: one mail, with its text (links can be followed) and its HTML in a frame.
pub(crate) async fn mail(Named(mail): Named) -> Response {
    let content = html! {
        nav { a href=(path(None)) { "All mails" } " · " a href=(path(Some(&mail.to))) { "Mails to " (mail.to) } }
        h1 { (subject(&mail)) }
        dl {
            dt { "To" } dd { (mail.to) }
            @if mail.kind == MailKind::Mail { dt { "From" } dd { (mail.from) } } @else { dt { "Kind" } dd { "Text message" } }
            dt { "Sent" } dd { (time(&mail)) }
        }
        h2 { "Text" }
        pre .card { (linked(&mail.text)) }
        h2 { "As HTML" }
        // `srcdoc`, not `src`: in a browser, this server can run in a service worker, which does not get
        // the requests of a frame in a sandbox.
        iframe title="The mail as HTML" srcdoc=(document(&mail))
            sandbox="allow-popups allow-popups-to-escape-sandbox" {}
    };
    page::show_mail(&mail.subject, &content)
}

/// `GET /_test/mailbox/ID/html`: the HTML of the mail as a page. The policy puts this page in a sandbox,
/// because a browser can open this path directly, without the frame of the mail's page.
pub(crate) async fn html(Named(mail): Named) -> Response {
    let headers = [
        (header::CACHE_CONTROL, "no-store"),
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    (headers, Html(document(&mail))).into_response()
}

/// The HTML of a mail as a page whose links open new tabs.
fn document(mail: &Mail) -> String {
    let start = "<!DOCTYPE html><meta charset=\"utf-8\"><title>Mail</title>\
         <meta name=\"referrer\" content=\"no-referrer\"><base target=\"_blank\">\
         <style>html{overflow-wrap:anywhere}</style>";
    format!("{start}{}", mail.html)
}

/// The mail that the path names. If there is no such mail, the answer is a page that says so.
pub(crate) struct Named(Mail);

impl FromRequestParts<Arc<State>> for Named {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &Arc<State>) -> Result<Self, Response> {
        let id = Path::<String>::from_request_parts(parts, state).await.ok();
        let mail = id.and_then(|Path(id)| state.outbox.get(id.parse().ok()?));
        mail.map(Self).ok_or_else(gone)
    }
}

fn gone() -> Response {
    let content = html! {
        nav { a href=(path(None)) { "All mails" } }
        h1 { "There is no such mail" }
        p { "The server forgets all mails when it is reset or ends, or when the outbox is cleared. If there are too many mails, the server forgets the oldest." }
    };
    page::show(StatusCode::NOT_FOUND, "No such mail", &content)
}

fn count(mails: usize) -> String {
    match mails {
        0 => "No mail".to_owned(),
        1 => "1 mail".to_owned(),
        more => format!("{more} mails"),
    }
}

fn subject(mail: &Mail) -> &str {
    Some(mail.subject.trim()).filter(|subject| !subject.is_empty()).unwrap_or("(no subject)")
}

fn time(mail: &Mail) -> Markup {
    let time = clock::rfc3339(mail.at_ms / 1_000);
    html! { time .soft datetime=(time) { (time.replace('T', " ").replace('Z', " UTC")) } }
}

/// The text with its links; only `http` and `https` URLs become links.
fn linked(text: &str) -> Markup {
    html! {
        @for piece in pieces(text) {
            @match piece {
                Piece::Link(link) if link.starts_with("http://") || link.starts_with("https://") => {
                    a href=(link) target="_blank" rel="noopener noreferrer" { (link) }
                }
                Piece::Link(text) | Piece::Text(text) => (text),
            }
        }
    }
}
