//! The constants that the verifier of the npm package shares, for `docs/operations.json`.

use serde_json::{Map, Value, json};

use super::{algorithm::Algorithm, claims::Rules, compact, keys, refusal::Refusal, remote};
use crate::operations::millis;

/// By their names in TypeScript.
pub(crate) fn constants() -> Value {
    let curve = |algorithm: Algorithm| {
        let (_, curve) = algorithm.key_type();
        Some((algorithm.as_str().to_owned(), curve?.into()))
    };
    let curves: Map<String, Value> = Algorithm::ALL.into_iter().filter_map(curve).collect();
    let refusals = Refusal::ALL.map(Refusal::words);
    let refusals: Map<String, Value> =
        refusals.into_iter().map(|(code, message)| (code.to_owned(), message.into())).collect();
    json!({
        "CLOCK_TOLERANCE": Rules::default().clock_tolerance.as_secs(),
        "CURVES": curves,
        "KEYS_FAILURE": millis(remote::FAILURE),
        "KEYS_FRESH": millis(remote::FRESH),
        "KEYS_ROTATION": millis(remote::ROTATION),
        "KEYS_STALE": millis(remote::STALE),
        "LONGEST_MODULUS": keys::MODULUS.end(),
        "LONGEST_TOKEN": compact::LONGEST,
        "MOST_KEYS": keys::MOST,
        "REFUSALS": refusals,
        "SHORTEST_MODULUS": keys::MODULUS.start(),
    })
}
