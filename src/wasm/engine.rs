//! `Engine`: a client of Fusio, of FusionAuth or of a server of public keys, for the scripts of the npm package and for
//! the classes in `classes`.

use std::sync::Arc;

use js_sys::{Array, Promise};
use wasm_bindgen::prelude::*;

use super::{call, find, settled};
use crate::{error::Error, token::remote, transport::Http};

/// A client of one server.
#[wasm_bindgen(skip_typescript)]
pub struct Engine(Client);

#[derive(Clone)]
enum Client {
    #[cfg(feature = "fusio")]
    Fusio(crate::fusio::Client),
    #[cfg(feature = "fusionauth")]
    FusionAuth(crate::fusionauth::Client),
    /// For `TokenVerifier`, which is in `npm/matricula/src/verifier.ts`.
    Keys(Arc<Http>),
}

#[wasm_bindgen]
impl Engine {
    /// A client of `server`: `fusio`, `fusionAuth`, or `keys` for the public keys at
    /// `options.jwksUrl`. A client of `keys` has only the operation `keys`.
    #[wasm_bindgen(constructor)]
    pub fn new(server: &str, options: &JsValue) -> Result<Engine, JsValue> {
        Ok(Self(match server {
            #[cfg(feature = "fusio")]
            "fusio" => Client::Fusio(super::fusio::client(options)?),
            #[cfg(feature = "fusionauth")]
            "fusionAuth" => Client::FusionAuth(super::fusionauth::client(options)?),
            "keys" => {
                let (config, sender) = super::options::client_at("jwksUrl", options)?;
                Client::Keys(Arc::new(remote::server(config, sender)?))
            }
            _ => return Err(Error::invalid("server", "does not exist").into()),
        }))
    }

    /// Makes a call. `operation` is the name of the method in JavaScript; `arguments` are the arguments of this
    /// method, without the options. The operation `tokens` is not a method of the client: it sends nothing, and
    /// returns the [`record`](super::session::record) of its argument.
    pub fn call(&self, operation: &str, arguments: Array, options: JsValue) -> Promise {
        #[cfg(feature = "session")]
        if operation == "tokens" {
            return settled(Ok(super::session::record(&arguments.get(0))));
        }
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
            Client::Keys(http) => (http, find(&[&[&remote::FETCH]], operation)),
        };
        match spec {
            Ok(spec) => call(http, spec, arguments, options),
            Err(error) => settled(Err(error.into())),
        }
    }

    /// Opens a session.
    #[cfg(feature = "session")]
    pub fn session(&self, store: JsValue, options: JsValue, notify: js_sys::Function) -> Promise {
        let client: Box<dyn crate::session::Vendor> = match self.0.clone() {
            #[cfg(feature = "fusio")]
            Client::Fusio(client) => Box::new(client),
            #[cfg(feature = "fusionauth")]
            Client::FusionAuth(client) => Box::new(client),
            Client::Keys(_) => {
                return settled(Err(Error::invalid("client", "has no users").into()));
            }
        };
        super::session::open(client, store, options, notify)
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
            _ => Err(Error::invalid("tenantId", "only FusionAuth has tenants").into()),
        }
    }
}
