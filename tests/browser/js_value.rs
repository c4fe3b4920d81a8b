//! Values of the crate are converted to JavaScript and back.

use js_sys::{JSON, JsString};
use matricula::{ErrorKind, Members, fusio::RegisterRequest, js_value, token::Claims};
use serde_json::json;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

fn text(value: &JsValue) -> String {
    JSON::stringify(value).map(JsString::into).unwrap()
}

#[wasm_bindgen_test]
fn claims_and_members_do_not_change_on_the_way_to_javascript_and_back() {
    let text_of_claims = r#"{"sub":"ada","exp":1300819380.5,"n":{"m":null},"roles":["a"]}"#;
    let claims: Claims = js_value::read(JSON::parse(text_of_claims).unwrap()).unwrap();
    assert_eq!((claims.sub.as_deref(), claims.exp), (Some("ada"), Some(1_300_819_380.5)));
    assert_eq!(claims.extra["roles"], json!(["a"]));
    assert_eq!(text(&js_value::write(&claims).unwrap()), text_of_claims);

    let members: Members = serde_json::from_value(json!({"plan": "free", "seats": 3})).unwrap();
    let value = js_value::write(&members).unwrap();
    assert_eq!(text(&value), r#"{"plan":"free","seats":3}"#);
    assert!(js_value::read::<Members>(value).unwrap() == members);
}

#[wasm_bindgen_test]
fn the_error_about_a_value_of_the_wrong_type_does_not_contain_the_value() {
    let value = JSON::parse(r#"{"name":"ada","email":7,"password":"correct-Horse-7"}"#).unwrap();
    let error = js_value::read::<RegisterRequest>(value).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Validation);
    assert!(!format!("{error:?}").contains("Horse"), "{error:?}");
}
