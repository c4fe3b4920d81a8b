//! The common parts of the pages for humans: one style, no script, and a policy that says what a page
//! may load.

use std::sync::LazyLock;

use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};

const STYLE: &str = include_str!("page.css");

/// What a page may load: this style, and pictures in `data:` URLs.
static POLICY: LazyLock<String> = LazyLock::new(|| {
    let style = BASE64_STANDARD.encode(Sha256::digest(STYLE));
    policy(&format!("'sha256-{style}'"))
});

fn policy(style: &str) -> String {
    format!(
        "default-src 'none'; style-src {style}; img-src data:; base-uri 'none'; \
         frame-ancestors 'none'"
    )
}

/// A page with this title and this content.
pub(crate) fn show(status: StatusCode, title: &str, content: &Markup) -> Response {
    answer(status, title, content, &POLICY)
}

/// A page with a mail in a frame. A mail may have its own styles, and the frame inherits the policy of
/// the page. So this policy allows all inline styles.
pub(crate) fn show_mail(title: &str, content: &Markup) -> Response {
    answer(StatusCode::OK, title, content, &policy("'unsafe-inline'"))
}

fn answer(status: StatusCode, title: &str, content: &Markup, policy: &str) -> Response {
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) }
                // Without this element, browsers request an icon, and `/_test/requests` shows this request.
                link rel="icon" href="data:,";
                style { (PreEscaped(STYLE)) }
            }
            body { main { (content) } }
        }
    };
    let headers = [
        (header::CACHE_CONTROL, "no-store"),
        (header::CONTENT_SECURITY_POLICY, policy),
        // The service worker of the npm package `matricula-test-server` refuses forms without a referrer.
        (header::REFERRER_POLICY, "same-origin"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    (status, headers, Html(page.into_string())).into_response()
}
