//! New pairs of keys in WebAssembly, from `WebCrypto`.

use js_sys::{Array, JSON, Reflect, Uint8Array};
use send_wrapper::SendWrapper;
use serde_json::{Value, json};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::platform::shared::{KeyError, KeyPair};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["globalThis", "crypto", "subtle"], js_name = generateKey, catch)]
    async fn generate_key(
        algorithm: &JsValue,
        extractable: bool,
        usages: &JsValue,
    ) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(js_namespace = ["globalThis", "crypto", "subtle"], js_name = exportKey, catch)]
    async fn export_key(format: &str, key: &JsValue) -> Result<JsValue, JsValue>;
}

/// A new pair for RS256, of 2,048 bits.
pub(crate) async fn rsa_pair() -> Result<KeyPair, KeyError> {
    let algorithm = json!({
        "name": "RSASSA-PKCS1-v1_5",
        "modulusLength": 2_048,
        "hash": "SHA-256",
    });
    SendWrapper::new(pair(algorithm, &["kty", "n", "e"])).await.map_err(|_| KeyError)
}

/// A new pair for ES256.
pub(crate) async fn ec_pair() -> Result<KeyPair, KeyError> {
    let algorithm = json!({"name": "ECDSA", "namedCurve": "P-256"});
    SendWrapper::new(pair(algorithm, &["kty", "crv", "x", "y"])).await.map_err(|_| KeyError)
}

async fn pair(algorithm: Value, members: &[&str]) -> Result<KeyPair, JsValue> {
    let rsa = algorithm.get("modulusLength").is_some();
    let algorithm = JSON::parse(&algorithm.to_string())?;
    if rsa {
        // The exponent 65537 as bytes, which JSON cannot contain.
        let exponent = Uint8Array::from([1, 0, 1].as_slice());
        Reflect::set(&algorithm, &"publicExponent".into(), &exponent)?;
    }
    let usages = Array::of2(&"sign".into(), &"verify".into());
    let pair = generate_key(&algorithm, true, &usages).await?;
    let private = Reflect::get(&pair, &"privateKey".into())?;
    let public = Reflect::get(&pair, &"publicKey".into())?;
    let bytes = |buffer: JsValue| Uint8Array::new(&buffer).to_vec();
    let exported = export_key("jwk", &public).await?;
    let mut jwk = serde_json::Map::new();
    for member in members {
        let text = Reflect::get(&exported, &(*member).into())?.as_string();
        jwk.insert((*member).into(), text.into());
    }
    Ok(KeyPair {
        private: bytes(export_key("pkcs8", &private).await?),
        public: bytes(export_key("spki", &public).await?),
        jwk: jwk.into(),
    })
}
