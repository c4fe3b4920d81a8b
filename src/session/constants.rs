//! The constants that sessions in Rust and TypeScript share. They are written to `docs/operations.json`.

use serde_json::{Value, json};

use super::{core, options::SessionOptions, refresh, vendor};
use crate::error::ErrorKind;

/// The constants, by their names in TypeScript.
pub(crate) fn constants() -> Vec<(&'static str, Value)> {
    let refusals = ErrorKind::all().into_iter().filter(|&kind| refresh::rejects(kind));
    let refusals: Vec<&str> = refusals.map(ErrorKind::as_str).collect();
    vec![
        ("LOCK_SETTLES", json!(core::LOCK_SETTLES.as_millis())),
        ("LONGEST_HOLD", json!(core::LONGEST_HOLD.as_millis())),
        ("NO_REMEDY", json!(refresh::NO_REMEDY.as_millis())),
        ("REFRESH_AHEAD", json!(SessionOptions::default().refresh_ahead.as_secs())),
        ("SESSION_REFUSALS", json!(refusals)),
        ("SIGN_OUT_SCOPE", json!(vendor::SIGN_OUT_SCOPE)),
        ("STORE_LIMIT", json!(core::STORE_LIMIT.as_millis())),
    ]
}
