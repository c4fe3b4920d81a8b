//! The constants that the verifiers in Rust and TypeScript share, for `docs/operations.json`.

use serde_json::{Map, Value, json};

use super::{algorithm::Algorithm, claims::Rules, compact, keys, refusal::Refusal, remote};

/// The constants, by their names in TypeScript.
pub(crate) fn constants() -> Vec<(&'static str, Value)> {
    let curve = |algorithm: Algorithm| {
        let (_, curve) = algorithm.key_type();
        Some((algorithm.as_str().to_owned(), curve?.into()))
    };
    let curves: Map<String, Value> = Algorithm::ALL.into_iter().filter_map(curve).collect();
    let refusals = Refusal::ALL.map(Refusal::words);
    let refusals: Map<String, Value> =
        refusals.into_iter().map(|(code, message)| (code.to_owned(), message.into())).collect();
    vec![
        ("CLOCK_TOLERANCE", json!(Rules::default().clock_tolerance.as_secs())),
        ("CURVES", json!(curves)),
        ("KEYS_FAILURE", json!(remote::FAILURE.as_millis())),
        ("KEYS_FRESH", json!(remote::FRESH.as_millis())),
        ("KEYS_PATIENCE", json!(remote::PATIENCE.as_millis())),
        ("KEYS_ROTATION", json!(remote::ROTATION.as_millis())),
        ("KEYS_STALE", json!(remote::STALE.as_millis())),
        ("LONGEST_MODULUS", json!(keys::MODULUS.end())),
        ("LONGEST_TOKEN", json!(compact::LONGEST)),
        ("MOST_KEYS", json!(keys::MOST)),
        ("REFUSALS", json!(refusals)),
        ("SHORTEST_MODULUS", json!(keys::MODULUS.start())),
    ]
}
