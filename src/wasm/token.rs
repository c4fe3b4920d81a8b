//! Fetches the keys of `TokenVerifier`; the verifier is in `npm/matricula/src/verifier.ts`.

use std::sync::Arc;

use js_sys::Promise;
use wasm_bindgen::prelude::*;

use super::{call, options};
use crate::{token::remote, transport::Http};

/// A server of public keys.
#[wasm_bindgen(skip_typescript)]
pub struct KeyServer(Arc<Http>);

#[wasm_bindgen]
impl KeyServer {
    /// The server at `options.jwksUrl`.
    #[wasm_bindgen(constructor, skip_typescript)]
    pub fn new(options: &JsValue) -> Result<KeyServer, JsValue> {
        let (config, sender) = options::client_at("jwksUrl", options)?;
        Ok(Self(Arc::new(remote::server(config, sender)?)))
    }

    /// Its key set.
    #[wasm_bindgen(skip_typescript)]
    pub fn fetch(&self) -> Promise {
        call(&self.0, &remote::FETCH, js_sys::Array::new(), JsValue::UNDEFINED)
    }
}
