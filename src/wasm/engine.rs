//! `Engine`: one client of either vendor, for the scripts of the npm package.

use js_sys::{Array, Promise};
use wasm_bindgen::prelude::*;

use super::{call, find, settled};
#[cfg(all(feature = "classes", feature = "fusionauth", feature = "fusio"))]
use crate::error::Error;

/// A client of one server.
#[wasm_bindgen(skip_typescript)]
pub struct Engine(Client);

#[derive(Clone)]
enum Client {
    #[cfg(feature = "fusio")]
    Fusio(crate::fusio::Client),
    #[cfg(feature = "fusionauth")]
    FusionAuth(crate::fusionauth::Client),
}

#[wasm_bindgen]
impl Engine {
    /// A client of a Fusio server.
    #[cfg(feature = "fusio")]
    pub fn fusio(options: &JsValue) -> Result<Engine, JsValue> {
        Ok(Self(Client::Fusio(super::fusio::client(options)?)))
    }

    /// A client of a FusionAuth server.
    #[cfg(feature = "fusionauth")]
    #[wasm_bindgen(js_name = fusionAuth)]
    pub fn fusion_auth(options: &JsValue) -> Result<Engine, JsValue> {
        Ok(Self(Client::FusionAuth(super::fusionauth::client(options)?)))
    }

    /// Makes a call. `operation` is its name in Rust; `arguments` are the arguments of its method,
    /// without the options.
    pub fn call(&self, operation: &str, arguments: Array, options: JsValue) -> Promise {
        let (http, spec) = match &self.0 {
            #[cfg(feature = "fusio")]
            Client::Fusio(client) => {
                if let Some(result) = super::fusio::local(client, operation, &arguments) {
                    return settled(result.map_err(JsValue::from));
                }
                (&client.http, find(crate::fusio::OPERATIONS, operation))
            }
            #[cfg(feature = "fusionauth")]
            Client::FusionAuth(client) => {
                (&client.http, find(crate::fusionauth::OPERATIONS, operation))
            }
        };
        match spec {
            Ok(spec) => call(http, spec, arguments, options),
            Err(error) => settled(Err(error.into())),
        }
    }

    /// Opens a session.
    #[cfg(feature = "session")]
    pub fn session(&self, store: JsValue, options: JsValue, notify: js_sys::Function) -> Promise {
        match self.0.clone() {
            #[cfg(feature = "fusio")]
            Client::Fusio(client) => super::session::open(client, store, options, notify),
            #[cfg(feature = "fusionauth")]
            Client::FusionAuth(client) => super::session::open(client, store, options, notify),
        }
    }
}

#[cfg(all(feature = "classes", feature = "fusionauth"))]
impl Engine {
    /// The same client for another tenant (UUID).
    pub(super) fn for_tenant(&self, tenant_id: &JsValue) -> Result<Engine, JsValue> {
        match &self.0 {
            Client::FusionAuth(client) => {
                let tenant = super::string("tenantId", tenant_id)?;
                Ok(Self(Client::FusionAuth(client.for_tenant(tenant)?)))
            }
            #[cfg(feature = "fusio")]
            Client::Fusio(_) => Err(Error::invalid("tenantId", "Fusio has no tenants").into()),
        }
    }
}
