//! The classes of a build by `wasm-pack` alone: a client for each vendor with a method for each operation.
//!
//! `cargo xtask generate` writes the methods from the declarations. The npm package has other classes,
//! in TypeScript.

use js_sys::{Array, Promise};
use wasm_bindgen::prelude::*;

use super::options::{CallOptions, ClientOptions};

#[cfg(feature = "fusio")]
mod fusio;
#[cfg(feature = "fusionauth")]
mod fusionauth;

/// A client of one Fusio server. It holds no tokens.
///
/// Calls take `{ signal, timeoutMs }` as their last argument. They reject with a `ClientError`, or with the reason of
/// the signal.
#[cfg(feature = "fusio")]
#[wasm_bindgen]
pub struct FusioClient(super::engine::Engine);

#[cfg(feature = "fusio")]
#[wasm_bindgen]
impl FusioClient {
    /// A client for the server at `options.baseUrl`.
    #[wasm_bindgen(constructor)]
    pub fn new(options: &ClientOptions) -> Result<FusioClient, JsValue> {
        super::engine::Engine::new("fusio", options).map(Self)
    }
}

#[cfg(feature = "fusionauth")]
#[wasm_bindgen]
extern "C" {
    /// The options of a client.
    #[wasm_bindgen(typescript_type = "FusionAuthOptions", extends = ClientOptions)]
    pub type FusionAuthOptions;
}

/// A client of one FusionAuth server. It holds no session.
///
/// Calls take `{ signal, timeoutMs }` as their last argument. They reject with a `ClientError`, or with the reason of
/// the signal.
/// Instants are epoch milliseconds; in the claims of a token they are epoch seconds.
#[cfg(feature = "fusionauth")]
#[wasm_bindgen]
pub struct FusionAuthClient(super::engine::Engine);

#[cfg(feature = "fusionauth")]
#[wasm_bindgen]
impl FusionAuthClient {
    /// A client for the server at `options.baseUrl`.
    ///
    /// In a browser, an `apiKey` is refused, unless `dangerouslyAllowBrowser` is true: visitors of the page could take
    /// the key.
    #[wasm_bindgen(constructor)]
    pub fn new(options: &FusionAuthOptions) -> Result<FusionAuthClient, JsValue> {
        super::fusionauth::refuse_key(options)?;
        super::engine::Engine::new("fusionAuth", options).map(Self)
    }

    /// The same client for another tenant (UUID).
    #[wasm_bindgen(js_name = forTenant, unchecked_return_type = "FusionAuthClient")]
    pub fn for_tenant(
        &self,
        #[wasm_bindgen(js_name = tenantId, unchecked_param_type = "string")] tenant_id: &JsValue,
    ) -> Result<FusionAuthClient, JsValue> {
        self.0.for_tenant(tenant_id).map(Self)
    }
}

#[wasm_bindgen(module = "/src/wasm/client_error.js")]
extern "C" {
    #[wasm_bindgen(js_name = isClientError, variadic)]
    fn is_one_of(error: &JsValue, kinds: Vec<JsValue>) -> bool;
}

/// `isClientError` of `client_error.js`; its TypeScript declaration is in `src/wasm/error.rs`.
#[wasm_bindgen(js_name = isClientError, variadic, skip_typescript)]
#[allow(unreachable_pub, reason = "wasm-bindgen exports it")]
pub fn is_client_error(error: &JsValue, kinds: Vec<JsValue>) -> bool {
    is_one_of(error, kinds)
}

/// Makes the call of a method.
fn call<const N: usize>(
    client: &super::engine::Engine,
    operation: &str,
    arguments: [JsValue; N],
    options: Option<CallOptions>,
) -> Promise {
    client.call(operation, Array::from_iter(arguments), options.into())
}
