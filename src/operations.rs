//! Makes the list of all operations, `docs/operations.json`, from their declarations.

use std::{env, fs, path::Path};

use serde_json::{Value, json};

use crate::{config::Config, error::ErrorKind, transport::declared::Declared};

/// The kinds that any call can reject with; declarations do not have to name them. Any call can also
/// reject with `Validation`, for an invalid argument. This kind is not in this list, because a declaration
/// names it if the server can cause it.
const COMMON: [ErrorKind; 6] = [
    ErrorKind::Network,
    ErrorKind::Timeout,
    ErrorKind::RateLimited,
    ErrorKind::Server,
    ErrorKind::UnexpectedResponse,
    ErrorKind::Unsupported,
];

fn rows(declared: &[&[Declared]]) -> Value {
    declared.iter().copied().flatten().map(Declared::row).collect()
}

/// The constants and messages that Rust and the npm package share, by their names in TypeScript.
fn constants() -> Value {
    let more = [
        ("CALL_LIMIT", json!(Config::new("").timeout.as_millis())),
        ("KEY_IN_BROWSER", json!(include_str!("wasm/key_in_browser.txt").trim_end())),
        ("NONCE", json!(crate::fusio::callback::NONCE)),
    ];
    crate::token::constants().into_iter().chain(crate::session::constants()).chain(more).collect()
}

/// The names of the types of a vendor's requests and answers.
fn types(rows: &mut Value) -> impl Iterator<Item = &mut Value> {
    rows.as_array_mut().into_iter().flatten().flat_map(|row| {
        row.as_object_mut().into_iter().flatten().filter_map(|(name, value)| match name.as_str() {
            "response" => Some(value),
            "body" => value.get_mut("type"),
            _ => None,
        })
    })
}

#[test]
fn the_list_of_operations_matches_the_declarations() {
    let mut fusio = rows(crate::fusio::DECLARED);
    let mut fusionauth = rows(crate::fusionauth::DECLARED);
    // TypeScript has one namespace for both vendors. So if both have a type with the same name, `FusionAuth` is put
    // before the name of FusionAuth's type.
    let taken: Vec<_> = types(&mut fusio).map(|name| name.clone()).collect();
    for name in types(&mut fusionauth).filter(|name| name.is_string() && taken.contains(name)) {
        *name = format!("FusionAuth{}", name.as_str().unwrap()).into();
    }
    let codes = json!({"callback": crate::fusio::callback::CODES});
    let list = json!({
        "codes": codes,
        "common": COMMON,
        "constants": constants(),
        "fusio": fusio,
        "fusionauth": fusionauth,
    });
    let text = serde_json::to_string_pretty(&list).unwrap() + "\n";
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/operations.json");
    if env::var_os("MATRICULA_BLESS").is_some() {
        fs::write(path, text).unwrap();
    } else {
        let written = fs::read_to_string(path).unwrap();
        assert!(
            written == text,
            "docs/operations.json is old; `cargo xtask generate` writes it again"
        );
    }
}
