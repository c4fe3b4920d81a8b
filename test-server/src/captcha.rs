//! Captchas: verification by a real HTTP call, and the built-in verifier, which gets this call by
//! default.

use std::net::IpAddr;

use axum::Json;
use axum::extract;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::sync::Arc;

use crate::http_client::HttpError;
use crate::state::State;

/// Whether the verifier says that the captcha is solved: status exactly 200 and `success` exactly `true`.
pub(crate) async fn verify(
    state: &State,
    secret: &str,
    response: &str,
    ip: IpAddr,
) -> Result<bool, HttpError> {
    let settings = state.settings();
    let built_in = format!("{}/_test/captcha/siteverify", state.itself);
    let url = settings.fusio.recaptcha_url.as_deref().unwrap_or(&built_in);
    let ip = ip.to_string();
    let answer = state
        .http
        .post_form(url, &[("secret", secret), ("response", response), ("remoteip", &ip)])
        .await?;
    let body: Value = serde_json::from_slice(&answer.body).unwrap_or_default();
    Ok(answer.status == 200 && body.get("success") == Some(&Value::Bool(true)))
}

/// The form of a verification request, as all common verifiers take it.
#[derive(Deserialize, JsonSchema)]
pub(crate) struct Verification {
    #[serde(default)]
    secret: String,
    #[serde(default)]
    response: String,
}

/// The answer of a verifier.
#[derive(Default, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "CaptchaVerdict")]
pub(crate) struct Verdict {
    success: bool,
    #[serde(rename = "challenge_ts", skip_serializing_if = "Option::is_none")]
    challenge_ts: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hostname: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error_codes: Option<[&'static str; 1]>,
}

/// `POST /_test/captcha/siteverify`: accepts the configured responses.
pub(crate) async fn siteverify(
    extract::State(state): extract::State<Arc<State>>,
    extract::Form(form): extract::Form<Verification>,
) -> Json<Verdict> {
    let problem = if form.secret.is_empty() {
        Some("missing-input-secret")
    } else if form.response.is_empty() {
        Some("missing-input-response")
    } else if !state.settings().captcha.accept.contains(&form.response) {
        Some("invalid-input-response")
    } else {
        None
    };
    Json(match problem {
        None => Verdict {
            success: true,
            challenge_ts: Some(crate::clock::rfc3339(state.clock.now())),
            hostname: Some(state.host()),
            error_codes: None,
        },
        Some(code) => Verdict { error_codes: Some([code]), ..Verdict::default() },
    })
}
