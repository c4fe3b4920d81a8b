//! `FusionAuthClient`: the operations of `FusionAuth` in JavaScript.

use js_sys::Promise;
use tsify::Tsify;
use wasm_bindgen::prelude::*;

use crate::{
    fusionauth::Client,
    transport::json,
    wasm::options::{self, ClientOptions, string},
};

mod login;
mod registrations;
mod setup;
mod users;

/// A promise of a `T`. TypeScript learns it from `unchecked_return_type`, which the house rules
/// (`cargo xtask test tidy`) compare with this type.
type Answer<T> = Promise<<T as Tsify>::JsType>;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** How a client reaches its FusionAuth server, and for whom. */
export interface FusionAuthOptions extends ClientOptions {
    /** The API key. It may do everything, so a browser must not have it. */
    apiKey?: Secret;
    /** The user's access token (a JWT), sent instead where there is no API key. */
    token?: Secret;
    /** The tenant (UUID) that calls are for. */
    tenantId?: string;
    /** For servers before 1.25, whose updates and patches of a registration have the application's id in the body alone. */
    shortPaths?: boolean;
    /** Takes an API key in a browser all the same, for example on an operator's own machine. */
    dangerouslyAllowBrowser?: boolean;
}

/** What became of a login: a `switch` over it has these cases. */
export type LoginStatus = "signed_in" | "not_registered" | "password_change_required" | "identity_unverified"
    | "registration_unverified" | "two_factor_required";

/** What changes a `T`, member by member: what is left out stays, null clears. */
export type Patch<T> = T extends readonly unknown[] ? T : T extends object ? { [K in keyof T]?: Patch<T[K]> | null } : T;
"#;

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
#[wasm_bindgen]
pub struct FusionAuthClient(Client);

#[wasm_bindgen]
impl FusionAuthClient {
    /// A client for the server at `options.baseUrl`.
    ///
    /// In a browser it throws a `ClientError` (`unsupported`) when there is an `apiKey`, unless
    /// `dangerouslyAllowBrowser` is true. Other mistakes in the options are told by the first call.
    #[wasm_bindgen(constructor)]
    pub fn new(options: &FusionAuthOptions) -> Result<FusionAuthClient, JsValue> {
        let (mut config, sender) = options::client(options)?;
        let text = |name: &'static str| {
            json::member(options, name).map(|value| string(name, &value)).transpose()
        };
        config.api_key = text("apiKey")?.map(Into::into);
        config.token = text("token")?.map(Into::into);
        config.tenant_id = text("tenantId")?;
        config.short_paths =
            json::member(options, "shortPaths").is_some_and(|value| value.is_truthy());
        Ok(Self(Client::with_sender(config, sender)?))
    }

    /// Opens a session; for the script of `Session`.
    #[cfg(feature = "session")]
    #[wasm_bindgen(js_name = __session, skip_typescript)]
    pub fn session(&self, store: JsValue, options: JsValue, notify: js_sys::Function) -> Promise {
        crate::wasm::session::open(self.0.clone(), store, options, notify)
    }

    /// The same client for another tenant (UUID).
    #[wasm_bindgen(js_name = forTenant, unchecked_return_type = "FusionAuthClient<UserData, RegistrationData>")]
    pub fn for_tenant(
        &self,
        #[wasm_bindgen(js_name = tenantId, unchecked_param_type = "string")] tenant_id: &JsValue,
    ) -> Result<FusionAuthClient, JsValue> {
        Ok(Self(self.0.for_tenant(string("tenantId", tenant_id)?)?))
    }

    /// The application of a request about a registration, where it belongs into the path.
    fn application(&self, request: &JsValue) -> Option<JsValue> {
        if self.0.http.config().short_paths { None } else { application(request) }
    }
}

/// The application of a request about a registration.
fn application(request: &JsValue) -> Option<JsValue> {
    let registration = json::member(request, "registration").unwrap_or_default();
    Some(json::member(&registration, "applicationId").unwrap_or_default())
}

/// An argument that may be left out.
fn given(value: JsValue) -> Option<JsValue> {
    (!value.is_undefined() && !value.is_null()).then_some(value)
}
