//! The classes of a build by `wasm-pack` alone: a client for each vendor with a method for each operation.
//!
//! `cargo xtask generate` writes the methods from the declarations. The npm package has classes of its own,
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
/// Every method takes `{ signal, timeoutMs }` last and rejects with a `ClientError`.
#[cfg(feature = "fusio")]
#[wasm_bindgen]
pub struct FusioClient(super::engine::Engine);

#[cfg(feature = "fusio")]
#[wasm_bindgen]
impl FusioClient {
    /// A client for the server at `options.baseUrl`.
    #[wasm_bindgen(constructor)]
    pub fn new(options: &ClientOptions) -> Result<FusioClient, JsValue> {
        super::engine::Engine::fusio(options).map(Self)
    }

    /// Opens a session.
    #[cfg(feature = "session")]
    #[wasm_bindgen(js_name = __session, skip_typescript)]
    pub fn session(&self, store: JsValue, options: JsValue, notify: js_sys::Function) -> Promise {
        self.0.session(store, options, notify)
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
/// `user.data` and `registration.data` may have types of your own, which nobody checks at run time:
/// `new FusionAuthClient<{ plan: string }, { seats: number }>(options)`.
///
/// Every method takes `{ signal, timeoutMs }` last and rejects with a `ClientError`.
/// Instants are numbers of milliseconds since 1970.
#[cfg(feature = "fusionauth")]
#[wasm_bindgen]
pub struct FusionAuthClient(super::engine::Engine);

#[cfg(feature = "fusionauth")]
#[wasm_bindgen]
impl FusionAuthClient {
    /// A client for the server at `options.baseUrl`.
    ///
    /// A page must not have an `apiKey`: its visitors could take it.
    #[wasm_bindgen(constructor)]
    pub fn new(options: &FusionAuthOptions) -> Result<FusionAuthClient, JsValue> {
        super::engine::Engine::fusion_auth(options).map(Self)
    }

    /// The same client for another tenant (UUID).
    #[wasm_bindgen(js_name = forTenant, unchecked_return_type = "FusionAuthClient<UserData, RegistrationData>")]
    pub fn for_tenant(
        &self,
        #[wasm_bindgen(js_name = tenantId, unchecked_param_type = "string")] tenant_id: &JsValue,
    ) -> Result<FusionAuthClient, JsValue> {
        self.0.for_tenant(tenant_id).map(Self)
    }

    /// Opens a session.
    #[cfg(feature = "session")]
    #[wasm_bindgen(js_name = __session, skip_typescript)]
    pub fn session(&self, store: JsValue, options: JsValue, notify: js_sys::Function) -> Promise {
        self.0.session(store, options, notify)
    }
}

/// The call of a method.
fn call<const N: usize>(
    client: &super::engine::Engine,
    operation: &str,
    arguments: [JsValue; N],
    options: Option<CallOptions>,
) -> Promise {
    client.call(operation, Array::from_iter(arguments), options.into())
}
