//! What a token says of itself.

use std::time::Duration;

use crate::transport::json::{self, Json};

/// How long a JWT lives from its issue to its end, if it is one and says so. Nothing is verified.
pub(crate) fn lifetime(token: &str) -> Option<Duration> {
    let claims = target::claims(token)?;
    let instant = |name| json::member(&claims, name).and_then(|value: Json| json::number(&value));
    instant("exp")?.checked_sub(instant("iat")?).map(Duration::from_secs)
}

#[cfg(not(js))]
mod target {
    use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

    use crate::transport::json::{self, Json};

    pub(super) fn claims(token: &str) -> Option<Json> {
        let payload = token.split('.').nth(1)?;
        json::parse(&URL_SAFE_NO_PAD.decode(payload).ok()?)
    }
}

#[cfg(js)]
mod target {
    use wasm_bindgen::prelude::*;

    #[wasm_bindgen(module = "/src/token/claims.js")]
    extern "C" {
        #[wasm_bindgen(js_name = claims)]
        fn decode(token: &str) -> JsValue;
    }

    pub(super) fn claims(token: &str) -> Option<JsValue> {
        let claims = decode(token);
        (!claims.is_undefined()).then_some(claims)
    }
}
