//! FusionAuth's client in JavaScript.

use wasm_bindgen::prelude::*;

use super::options::{self, string};
use crate::{error::Error, fusionauth::Client, transport::json};
#[cfg(feature = "classes")]
use crate::{error::ErrorKind, transport::Sender};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** How a client reaches its FusionAuth server, and with which credentials. */
export interface FusionAuthOptions extends ClientOptions {
    /** The API key. Do not use it in a browser: visitors of a page could take it. */
    apiKey?: Secret;
    /** The user's access token (a JWT). Calls that accept a key or a token send this token if there is no API key. */
    token?: Secret;
    /** The tenant (UUID) for all calls. */
    tenantId?: string;
    /** For servers before 1.25: updates and patches of a registration have the application's id only in the body. */
    shortPaths?: boolean;
    /** Allows an API key in a browser, for example on an operator's own machine. */
    dangerouslyAllowBrowser?: boolean;
}

/** The outcomes of a login, and for each outcome the member that the answer always has; `never` if there is none. */
export interface LoginMembers {
    signed_in: "user";
    not_registered: "user";
    password_change_required: "changePasswordId";
    identity_unverified: never;
    registration_unverified: never;
    two_factor_required: "twoFactorId";
}

/** The `status` of the outcome of a login. A `switch` over it has these cases. */
export type LoginStatus = keyof LoginMembers;

/** A `T` that always has the members `K`. */
export type Having<T, K extends keyof T> = T & { [N in K]-?: NonNullable<T[N]> };

/** A patch of a `T`: members that are left out do not change, null clears a member. */
export type Patch<T> = T extends readonly unknown[] ? T : T extends object ? { [K in keyof T]?: Patch<T[K]> | null } : T;
"#;

/// Why a client in a browser refuses an API key.
#[cfg(feature = "classes")]
const KEY_IN_BROWSER: &str = include_str!("key_in_browser.txt").trim_ascii_end();

/// Refuses an API key in a browser, unless the options allow it. The npm package does this in TypeScript,
/// before it loads the engine.
#[cfg(feature = "classes")]
pub(super) fn refuse_key(options: &JsValue) -> Result<(), Error> {
    let allowed = json::member(options, "dangerouslyAllowBrowser").is_some_and(|it| it == true);
    if !allowed && json::member(options, "apiKey").is_some() && Sender::is_browser() {
        return Err(Error::new(ErrorKind::Unsupported, KEY_IN_BROWSER));
    }
    Ok(())
}

/// A client with these options.
pub(super) fn client(options: &JsValue) -> Result<Client, Error> {
    let (mut config, sender) = options::client(options)?;
    let text = |name: &'static str| {
        json::member(options, name).map(|value| string(name, &value)).transpose()
    };
    config.api_key = text("apiKey")?.map(Into::into);
    config.token = text("token")?.map(Into::into);
    config.tenant_id = text("tenantId")?;
    config.short_paths = json::member(options, "shortPaths").is_some_and(|it| it.is_truthy());
    Client::with_sender(config, sender)
}
