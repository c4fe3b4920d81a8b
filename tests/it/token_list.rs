//! Checks the `Verifier` with a list of valid and forged tokens. `js-tests/tokens.mjs` writes this list.

use std::time::Duration;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use matricula::{
    ErrorKind,
    token::{Algorithm, Keys, Rules, Verifier, decode},
};
use serde_json::Value;

pub(crate) fn fixture() -> Value {
    serde_json::from_str(include_str!("../fixtures/tokens.json")).unwrap()
}

fn texts(list: &Value) -> Vec<String> {
    list.as_array().into_iter().flatten().map(|text| text.as_str().unwrap().to_owned()).collect()
}

pub(crate) fn verifier(fixture: &Value, case: &Value) -> Verifier {
    let keys = match case["secret"].as_str() {
        Some(name) => Keys::secret(
            URL_SAFE_NO_PAD.decode(fixture["secrets"][name].as_str().unwrap()).unwrap(),
        ),
        None => Keys::set(&fixture["sets"][case["keys"].as_str().unwrap()]).unwrap(),
    };
    let mut rules = Rules::default();
    rules.issuer = texts(&case["options"]["issuer"]);
    rules.audience = texts(&case["options"]["audience"]);
    let named = |name: String| match &*name {
        "RS256" => Algorithm::RS256,
        "ES256" => Algorithm::ES256,
        "EdDSA" => Algorithm::EdDSA,
        other => panic!("{other}"),
    };
    rules.algorithms = texts(&case["options"]["algorithms"]).into_iter().map(named).collect();
    rules.require_subject = case["options"]["requireSubject"] != false;
    if let Some(seconds) = case["options"]["clockToleranceSeconds"].as_u64() {
        rules.clock_tolerance = Duration::from_secs(seconds);
    }
    Verifier::new(keys, rules).unwrap()
}

/// Checks that the verifier accepts or refuses every token as the list says.
pub(crate) async fn judge_all() {
    let fixture = fixture();
    let cases = fixture["cases"].as_array().unwrap();
    assert!(cases.len() > 100, "{}", cases.len());
    for case in cases {
        let name = case["name"].as_str().unwrap();
        let token = case["token"].as_str().unwrap().replace("{giant}", &"A".repeat(70_000));
        let now = case["now"].as_u64().unwrap();
        let verifier = verifier(&fixture, case);
        match verifier.verify_at::<Value>(&token.as_str().into(), now).await {
            Ok(claims) => {
                for (member, value) in case["claims"].as_object().unwrap() {
                    assert_eq!(&claims[member], value, "{name}");
                }
                assert_eq!(decode::<Value>(&token.into()).unwrap(), claims, "{name}");
            }
            Err(error) => {
                assert_eq!(error.code(), case["code"].as_str(), "{name}");
                assert_eq!(error.kind(), ErrorKind::InvalidToken, "{name}");
                let printed = format!("{error} {error:?} {verifier:?}");
                for part in token.split('.').filter(|part| part.len() > 8) {
                    assert!(!printed.contains(part), "{name}: {printed}");
                }
            }
        }
    }
}
