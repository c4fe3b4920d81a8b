//! Sends an event to a webhook: only to this machine, with the webhook's own headers, time limits and
//! signature.

use std::borrow::Cow;
use std::time::Duration;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use url::Url;

use super::errors::Refusal;
use super::keys;
use super::members::{is_set, number_at, text_of};
use crate::deliveries::{Delivery, Outcome};
use crate::http_client::Limits;
use crate::state::State;
use crate::{net, platform, requests};

/// The default and the maximum of a webhook's two time limits, in milliseconds: for the connection, and
/// for each read of the answer.
const LONGEST: i64 = 10_000;

/// Sends an event if the webhook is on this machine, and lists the delivery in any case. Returns whether
/// the event counts as accepted.
pub(super) async fn send(
    state: &State,
    webhook: &Value,
    event: &Value,
    deadline: Duration,
) -> bool {
    let url = Url::parse(text_of(webhook, "url")).ok();
    let at_ms = state.clock.now_ms();
    let (outcome, status) = match &url {
        Some(url) if net::is_loopback(url) => sent(state, webhook, url, event, deadline).await,
        _ => {
            warn(state, webhook, url.as_ref());
            (Outcome::Undelivered, None)
        }
    };
    state.deliveries.add(Delivery {
        number: 0,
        webhook_id: text_of(webhook, "id").to_owned(),
        url: url.map(shown).unwrap_or_default(),
        kind: text_of(event, "type").to_owned(),
        event: event.clone(),
        outcome,
        status,
        at_ms,
    });
    matches!(outcome, Outcome::Accepted | Outcome::Undelivered)
}

/// Sends an event to a receiver on this machine. Returns the result, and the status of the answer.
async fn sent(
    state: &State,
    webhook: &Value,
    url: &Url,
    event: &Value,
    deadline: Duration,
) -> (Outcome, Option<u16>) {
    let left = deadline.saturating_sub(platform::now());
    let body = json!({"event": event}).to_string();
    // The error is in the log already.
    let Ok(headers) = headers(state, webhook, &body) else { return (Outcome::Unreachable, None) };
    if left.is_zero() {
        return (Outcome::Unreachable, None);
    }
    let limit = |pointer: &str| {
        let millis = number_at(webhook, pointer, LONGEST).clamp(1, LONGEST);
        Duration::from_millis(millis.unsigned_abs())
    };
    let (connect, read) = (limit("/connectTimeout"), limit("/readTimeout"));
    // The limit for a read starts again after each read, so it does not stop an answer that comes slowly,
    // byte by byte. Therefore the connection and the answer together have a limit, too.
    let limits = Limits { connect, read, whole: (connect + read).min(left) };
    match state.http.post_local(url.clone(), headers, body, limits).await {
        Ok(answer) if (200..300).contains(&answer.status) => {
            (Outcome::Accepted, Some(answer.status))
        }
        Ok(answer) => (Outcome::Refused, Some(answer.status)),
        Err(_) => (Outcome::Unreachable, None),
    }
}

fn headers(
    state: &State,
    webhook: &Value,
    body: &str,
) -> Result<Vec<(Cow<'static, str>, String)>, Refusal> {
    let mut headers = vec![
        ("Content-Type".into(), "application/json".to_owned()),
        ("User-Agent".into(), "matricula-test-server".to_owned()),
    ];
    let own = webhook.get("headers").and_then(Value::as_object).into_iter().flatten();
    let own = own.filter_map(|(name, value)| Some((name.clone().into(), value.as_str()?.into())));
    headers.extend(own);
    let (user, password) = (
        text_of(webhook, "httpAuthenticationUsername"),
        text_of(webhook, "httpAuthenticationPassword"),
    );
    if !user.is_empty() {
        let credentials = BASE64_STANDARD.encode(format!("{user}:{password}"));
        headers.push(("Authorization".into(), format!("Basic {credentials}")));
    }
    if is_set(webhook, "/signatureConfiguration/enabled") {
        let hash = BASE64_STANDARD.encode(Sha256::digest(body));
        let key = webhook.pointer("/signatureConfiguration/signingKeyId").and_then(Value::as_str);
        let claims = json!({"request_body_sha256": hash});
        let signature = state.db.read(|db| keys::sign(state, db, key, &claims))?;
        headers.push(("X-FusionAuth-Signature-JWT".into(), signature));
    }
    Ok(headers)
}

/// Warns once for each webhook and host.
fn warn(state: &State, webhook: &Value, url: Option<&Url>) {
    let id = text_of(webhook, "id");
    let host = url.and_then(Url::host_str).unwrap_or_default();
    if state.warned.first(format!("webhook {id} {host}")) {
        tracing::warn!(
            webhook = id,
            host,
            "events are sent to loopback addresses only: the events for this webhook are only listed, and count as accepted"
        );
    }
}

/// The address without its secrets.
fn shown(mut url: Url) -> String {
    // Both calls fail only for addresses without a host.
    let _ = url.set_username("");
    let _ = url.set_password(None);
    let path = requests::shown(url.path());
    let query = url.query().map(requests::redacted);
    url.set_path(&path);
    url.set_query(query.as_deref());
    url.set_fragment(None);
    url.into()
}
