//! The methods of `FusioClient`. Written by `cargo xtask generate`.
#![cfg_attr(rustfmt, rustfmt_skip)]

use js_sys::Promise;
use wasm_bindgen::prelude::*;

use super::{call, FusioClient};
use crate::wasm::options::CallOptions;

#[wasm_bindgen]
impl FusioClient {
    /// Creates an account.
    ///
    /// If the server requires confirmation, it sends a mail with a token for
    /// `activate`, and the user cannot log in before the activation. A server
    /// that cannot send this mail answers with an error (`server`), but has created the account.
    ///
    /// `POST /consumer/register`. Sent once, never retried.
    ///
    /// Rejects with
    /// - `validation`: a member is missing or invalid; `fieldErrors` names it.
    /// - `conflict`: the name or the e-mail address is already taken; `fieldErrors` says which.
    /// - `captcha`: the captcha is missing or was not accepted.
    /// - `registration_disabled`: the server does not accept registrations.
    #[wasm_bindgen(js_name = register, unchecked_return_type = "Promise<Message>")]
    pub fn register(
        &self,
        #[wasm_bindgen(unchecked_param_type = "RegisterRequest")] request: JsValue,
        options: Option<CallOptions>,
    ) -> Promise {
        call(&self.0, "register", [request], options)
    }

    /// Confirms an account with the token from the mail.
    ///
    /// `POST /consumer/activate`. Retried when no answer came.
    ///
    /// Rejects with
    /// - `invalid_token`: the token is wrong, used, replaced by a newer one or older than an hour.
    /// - `validation`: a member is missing or invalid; `fieldErrors` names it.
    /// - `registration_disabled`: the server does not accept registrations.
    #[wasm_bindgen(js_name = activate, unchecked_return_type = "Promise<Message>")]
    pub fn activate(
        &self,
        #[wasm_bindgen(unchecked_param_type = "ActivateRequest")] request: JsValue,
        options: Option<CallOptions>,
    ) -> Promise {
        call(&self.0, "activate", [request], options)
    }

    /// Logs in with a name or an e-mail address, and a password.
    ///
    /// `POST /consumer/login`. Sent once, never retried.
    ///
    /// Rejects with
    /// - `invalid_credentials`: the password is wrong, or the account is unknown, not confirmed or disabled; the server does not say which.
    /// - `validation`: a member is missing or invalid; `fieldErrors` names it.
    #[wasm_bindgen(js_name = login, unchecked_return_type = "Promise<LoginResponse>")]
    pub fn login(
        &self,
        #[wasm_bindgen(unchecked_param_type = "LoginRequest")] request: JsValue,
        options: Option<CallOptions>,
    ) -> Promise {
        call(&self.0, "login", [request], options)
    }

    /// Exchanges a refresh token for new tokens.
    ///
    /// The old access token stops working in all tabs and programs that use it.
    ///
    /// `PUT /consumer/login`. Retried when no answer came.
    ///
    /// Rejects with
    /// - `invalid_token`: the refresh token is wrong or expired.
    /// - `login_prevented`: the account was disabled.
    /// - `validation`: a member is missing or invalid; `fieldErrors` names it.
    #[wasm_bindgen(js_name = refresh, unchecked_return_type = "Promise<LoginResponse>")]
    pub fn refresh(
        &self,
        #[wasm_bindgen(unchecked_param_type = "RefreshRequest")] request: JsValue,
        options: Option<CallOptions>,
    ) -> Promise {
        call(&self.0, "refresh", [request], options)
    }

    /// Asks for a mail with a link to reset the password.
    ///
    /// `POST /consumer/password_reset`. Sent once, never retried.
    ///
    /// Rejects with
    /// - `not_found`: no account has this address (do not show this to visitors: it reveals who has an account).
    /// - `unsupported`: the account belongs to a social login and has no password.
    /// - `captcha`: the captcha is missing or was not accepted.
    /// - `validation`: a member is missing or invalid; `fieldErrors` names it.
    #[wasm_bindgen(js_name = requestPasswordReset, unchecked_return_type = "Promise<Message>")]
    pub fn request_password_reset(
        &self,
        #[wasm_bindgen(unchecked_param_type = "RequestPasswordResetRequest")] request: JsValue,
        options: Option<CallOptions>,
    ) -> Promise {
        call(&self.0, "requestPasswordReset", [request], options)
    }

    /// Sets a new password with the token from the mail.
    ///
    /// `PUT /consumer/password_reset`. Sent once, never retried.
    ///
    /// Rejects with
    /// - `invalid_token`: the token is wrong, used, replaced by a newer one or older than an hour.
    /// - `validation`: a member is missing or invalid; `fieldErrors` names it.
    #[wasm_bindgen(js_name = executePasswordReset, unchecked_return_type = "Promise<Message>")]
    pub fn execute_password_reset(
        &self,
        #[wasm_bindgen(unchecked_param_type = "ExecutePasswordResetRequest")] request: JsValue,
        options: Option<CallOptions>,
    ) -> Promise {
        call(&self.0, "executePasswordReset", [request], options)
    }

    /// Returns the account of the token's user.
    ///
    /// `GET /consumer/account`. Retried if no answer came, and after 429, 502, 503 or 504.
    ///
    /// Rejects with
    /// - `unauthorized`: the token is missing, wrong or expired.
    /// - `forbidden`: the token lacks the scope `consumer.account`.
    #[wasm_bindgen(js_name = account, unchecked_return_type = "Promise<Account>")]
    pub fn account(
        &self,
        #[wasm_bindgen(js_name = token, unchecked_param_type = "string")] token: JsValue,
        options: Option<CallOptions>,
    ) -> Promise {
        call(&self.0, "account", [token], options)
    }

    /// Changes the e-mail address.
    ///
    /// `PUT /consumer/account`. Retried if no answer came, and after 429, 502, 503 or 504.
    ///
    /// Rejects with
    /// - `conflict`: the address is already taken.
    /// - `validation`: a member is missing or invalid; `fieldErrors` names it.
    /// - `unauthorized`: the token is missing, wrong or expired.
    /// - `forbidden`: the token lacks the scope `consumer.account`.
    #[wasm_bindgen(js_name = updateAccount, unchecked_return_type = "Promise<Message>")]
    pub fn update_account(
        &self,
        #[wasm_bindgen(js_name = token, unchecked_param_type = "string")] token: JsValue,
        #[wasm_bindgen(unchecked_param_type = "UpdateAccountRequest")] request: JsValue,
        options: Option<CallOptions>,
    ) -> Promise {
        call(&self.0, "updateAccount", [token, request], options)
    }

    /// Changes the password. The user's existing tokens stay valid.
    ///
    /// `PUT /consumer/account/change_password`. Sent once, never retried.
    ///
    /// Rejects with
    /// - `invalid_credentials`: the old password is wrong.
    /// - `validation`: a member is missing or invalid; `oldPassword`, too, must follow the rules for new passwords.
    /// - `unsupported`: the account belongs to a social login and has no password.
    /// - `unauthorized`: the token is missing, wrong or expired.
    /// - `forbidden`: the token lacks the scope `consumer.account`.
    #[wasm_bindgen(js_name = changePassword, unchecked_return_type = "Promise<Message>")]
    pub fn change_password(
        &self,
        #[wasm_bindgen(js_name = token, unchecked_param_type = "string")] token: JsValue,
        #[wasm_bindgen(unchecked_param_type = "ChangePasswordRequest")] request: JsValue,
        options: Option<CallOptions>,
    ) -> Promise {
        call(&self.0, "changePassword", [token, request], options)
    }

    /// Lists the providers of social login.
    ///
    /// `GET /consumer/identity`. Retried if no answer came, and after 429, 502, 503 or 504.
    ///
    /// Rejects with
    /// - `not_found`: no app has the key `appKey`.
    #[wasm_bindgen(js_name = identities, unchecked_return_type = "Promise<Collection<Identity>>")]
    pub fn identities(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "IdentitiesRequest | null")] request: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "CallOptions | null")]
        options: Option<CallOptions>,
    ) -> Promise {
        call(&self.0, "identities", [request], options)
    }

    /// Exchanges a provider's code for a token. Only for Fusio before 4.0.
    ///
    /// `provider` is `facebook`, `google`, `github` or another provider of the server.
    ///
    /// `POST /consumer/provider/{provider}`. Sent once, never retried.
    ///
    /// Rejects with
    /// - `callback`: the provider refused the code.
    /// - `login_prevented`: the provider's user may not log in.
    /// - `conflict`: the provider's user has the name or the address of another account.
    /// - `not_found`: there is no such provider, or the server is Fusio 4.0 or later.
    /// - `registration_disabled`: the server does not accept registrations.
    /// - `validation`: a member is missing or invalid; `fieldErrors` names it.
    #[wasm_bindgen(js_name = providerCallback, unchecked_return_type = "Promise<LoginResponse>")]
    pub fn provider_callback(
        &self,
        #[wasm_bindgen(js_name = provider, unchecked_param_type = "string")] provider: JsValue,
        #[wasm_bindgen(unchecked_param_type = "ProviderCallbackRequest")] request: JsValue,
        options: Option<CallOptions>,
    ) -> Promise {
        call(&self.0, "providerCallback", [provider, request], options)
    }

    /// Lists the user's scopes that are in the category of the user's role.
    ///
    /// `GET /consumer/scope`. Retried if no answer came, and after 429, 502, 503 or 504.
    ///
    /// Rejects with
    /// - `unauthorized`: the token is missing, wrong or expired.
    /// - `forbidden`: the token lacks the scope `consumer.scope`.
    #[wasm_bindgen(js_name = scopes, unchecked_return_type = "Promise<Collection<Scope>>")]
    pub fn scopes(
        &self,
        #[wasm_bindgen(js_name = token, unchecked_param_type = "string")] token: JsValue,
        options: Option<CallOptions>,
    ) -> Promise {
        call(&self.0, "scopes", [token], options)
    }

    /// Lists all scopes of the user by category.
    ///
    /// `GET /consumer/scope/categories`. Retried if no answer came, and after 429, 502, 503 or 504.
    ///
    /// Rejects with
    /// - `unauthorized`: the token is missing, wrong or expired.
    /// - `forbidden`: the token lacks the scope `consumer.scope`.
    #[wasm_bindgen(js_name = scopeCategories, unchecked_return_type = "Promise<ScopeCategories>")]
    pub fn scope_categories(
        &self,
        #[wasm_bindgen(js_name = token, unchecked_param_type = "string")] token: JsValue,
        options: Option<CallOptions>,
    ) -> Promise {
        call(&self.0, "scopeCategories", [token], options)
    }

    /// Asks the token endpoint for a token (OAuth 2.0).
    ///
    /// The client's id and secret are those of an app. For the client credentials grant, a user's
    /// name and password also work. The error's `code` is the `error` of OAuth 2.0, for example
    /// `invalid_grant`.
    ///
    /// `POST /authorization/token`. Sent once, never retried.
    ///
    /// Rejects with
    /// - `invalid_credentials`: the client's or the user's credentials are wrong.
    /// - `invalid_token`: the code or the refresh token is wrong, used or expired.
    /// - `login_prevented`: the user or the app is disabled.
    /// - `forbidden`: the user did not allow the access.
    /// - `validation`: a member is missing or invalid; `fieldErrors` names it.
    #[wasm_bindgen(js_name = token, unchecked_return_type = "Promise<TokenResponse>")]
    pub fn token(
        &self,
        #[wasm_bindgen(js_name = clientId, unchecked_param_type = "string")] client_id: JsValue,
        #[wasm_bindgen(js_name = clientSecret, unchecked_param_type = "string")] client_secret: JsValue,
        #[wasm_bindgen(unchecked_param_type = "TokenRequest")] request: JsValue,
        options: Option<CallOptions>,
    ) -> Promise {
        call(&self.0, "token", [client_id, client_secret, request], options)
    }

    /// Returns the account of the token's user.
    ///
    /// `GET /authorization/whoami`. Retried if no answer came, and after 429, 502, 503 or 504.
    ///
    /// Rejects with
    /// - `unauthorized`: the token is missing, wrong or expired.
    /// - `forbidden`: the token lacks the scope `authorization`.
    #[wasm_bindgen(js_name = whoami, unchecked_return_type = "Promise<Account>")]
    pub fn whoami(
        &self,
        #[wasm_bindgen(js_name = token, unchecked_param_type = "string")] token: JsValue,
        options: Option<CallOptions>,
    ) -> Promise {
        call(&self.0, "whoami", [token], options)
    }

    /// Revokes the access token.
    ///
    /// `POST /authorization/revoke`. Sent once, never retried.
    ///
    /// Rejects with
    /// - `unauthorized`: the token is missing, wrong or expired.
    /// - `forbidden`: the token lacks the scope `authorization`.
    #[wasm_bindgen(js_name = revoke, unchecked_return_type = "Promise<Message>")]
    pub fn revoke(
        &self,
        #[wasm_bindgen(js_name = token, unchecked_param_type = "string")] token: JsValue,
        options: Option<CallOptions>,
    ) -> Promise {
        call(&self.0, "revoke", [token], options)
    }

    /// Returns the address that the browser must open for a login through `identity`. Nothing is sent.
    ///
    /// The address is that of `GET /consumer/identity/{identity}/redirect`. `identity` is the id of
    /// an identity, or `~` followed by its name. `redirectUri` is the address of the app's page that
    /// calls `identityCallback`. The host of this page must be the host of
    /// the app in Fusio's settings. Keep the nonce until the browser comes back.
    ///
    /// Rejects with
    /// - `validation`: `redirectUri` is not an http or https address, or `identity` is empty.
    #[wasm_bindgen(js_name = identityRedirect, unchecked_return_type = "Promise<LoginStart>")]
    pub fn identity_redirect(
        &self,
        #[wasm_bindgen(js_name = identity, unchecked_param_type = "string | number")] identity: JsValue,
        #[wasm_bindgen(js_name = redirectUri, unchecked_param_type = "string")] redirect_uri: JsValue,
    ) -> Promise {
        call(&self.0, "identityRedirect", [identity, redirect_uri], None)
    }

    /// Reads the tokens from the address that the browser came back to. Nothing is sent.
    ///
    /// Remove the tokens from the address bar at once (`history.replaceState`). The error's `code`
    /// is `not_a_callback` (an ordinary visit) or `state_mismatch` (the nonce is missing or wrong,
    /// so the app did not start the login). If the address has an `error`, the `code` comes from
    /// this `error`, as in `providerCode`. But Fusio sends no such address: if
    /// the provider refuses the login, for example with `access_denied`, Fusio itself shows the error,
    /// and the browser does not come back.
    ///
    /// Rejects with
    /// - `callback`: the address is not a login callback, or the nonce is missing or wrong.
    /// - `validation`: `url` is not an address.
    #[wasm_bindgen(js_name = identityCallback, unchecked_return_type = "Promise<TokenResponse>")]
    pub fn identity_callback(
        &self,
        #[wasm_bindgen(js_name = url, unchecked_param_type = "string")] url: JsValue,
        #[wasm_bindgen(js_name = nonce, unchecked_param_type = "string")] nonce: JsValue,
    ) -> Promise {
        call(&self.0, "identityCallback", [url, nonce], None)
    }

    /// Returns the address of the provider's consent page, for an app that runs the login itself.
    /// Nothing is sent.
    ///
    /// Keep the nonce until the browser comes back.
    ///
    /// Rejects with
    /// - `validation`: an address is not http or https.
    #[wasm_bindgen(js_name = providerAuthorize, unchecked_return_type = "Promise<LoginStart>")]
    pub fn provider_authorize(
        &self,
        #[wasm_bindgen(js_name = request, unchecked_param_type = "AuthorizeRequest")] request: JsValue,
    ) -> Promise {
        call(&self.0, "providerAuthorize", [request], None)
    }

    /// Reads the code from the address that the provider sent the browser back to. Nothing is sent.
    ///
    /// The error's `code` is `not_a_callback` or `state_mismatch`, as in
    /// `identityCallback`, or a code of OAuth 2.0 that the provider sent
    /// (RFC 6749, 4.1.2.1). Any other code of the provider becomes `provider_error`.
    ///
    /// Rejects with
    /// - `callback`: the address is not a login callback, the nonce is missing or wrong, or the provider refused the login.
    /// - `validation`: `url` is not an address.
    #[wasm_bindgen(js_name = providerCode, unchecked_return_type = "Promise<string>")]
    pub fn provider_code(
        &self,
        #[wasm_bindgen(js_name = url, unchecked_param_type = "string")] url: JsValue,
        #[wasm_bindgen(js_name = nonce, unchecked_param_type = "string")] nonce: JsValue,
    ) -> Promise {
        call(&self.0, "providerCode", [url, nonce], None)
    }
}
