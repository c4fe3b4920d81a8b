//! `FusioClient`: the operations of Fusio's consumer API in JavaScript.

use js_sys::Promise;
use tsify::{Ts, Tsify};
use wasm_bindgen::prelude::*;

use super::{
    Arguments, Who, call,
    options::{self, CallOptions, ClientOptions},
    settled, string,
};
use crate::{
    error::Error,
    fusio::{
        Client, account::*, activate::*, authorization::*, identity::*, login::*,
        password_reset::*, provider_callback::*, register::*, scope::*, *,
    },
    secret::Secret,
    transport::json,
};

/// A promise of a `T`. TypeScript learns it from `unchecked_return_type`, which the house rules
/// (`cargo xtask test tidy`) compare with this type.
type Answer<T> = Promise<<T as Tsify>::JsType>;

/// A client of one Fusio server. It holds no tokens.
///
/// Every method takes `{ signal, timeoutMs }` last and rejects with a `ClientError`.
#[wasm_bindgen]
pub struct FusioClient(Client);

#[wasm_bindgen]
impl FusioClient {
    /// A client for the server at `options.baseUrl`.
    #[wasm_bindgen(constructor)]
    pub fn new(options: &ClientOptions) -> Result<FusioClient, JsValue> {
        let (config, sender) = options::client(options)?;
        Ok(Self(Client::with_sender(config, sender)?))
    }

    /// Opens a session; for the script of `Session`.
    #[cfg(feature = "session")]
    #[wasm_bindgen(js_name = __session, skip_typescript)]
    pub fn session(&self, store: JsValue, options: JsValue, notify: js_sys::Function) -> Promise {
        super::session::open(self.0.clone(), store, options, notify)
    }

    /// Makes an account; the server mails a link with a token for `activate`.
    ///
    /// `POST /consumer/register`. Sent once, never retried.
    ///
    /// Rejects with `validation` or `conflict` (see `fieldErrors`), `captcha`, `registration_disabled`.
    #[wasm_bindgen(unchecked_return_type = "Promise<Message>")]
    pub fn register(
        &self,
        request: Ts<RegisterRequest>,
        options: Option<CallOptions>,
    ) -> Answer<Message> {
        call(&self.0.http, &REGISTER.spec, Arguments::new(request), options)
    }

    /// Confirms an account with the token from the mail.
    ///
    /// `POST /consumer/activate`.
    ///
    /// Rejects with `invalid_token` when the token is wrong, used or older than an hour, `validation`,
    /// `registration_disabled`.
    #[wasm_bindgen(unchecked_return_type = "Promise<Message>")]
    pub fn activate(
        &self,
        request: Ts<ActivateRequest>,
        options: Option<CallOptions>,
    ) -> Answer<Message> {
        call(&self.0.http, &ACTIVATE.spec, Arguments::new(request), options)
    }

    /// Logs in with name or e-mail address and password.
    ///
    /// `POST /consumer/login`. Sent once, never retried.
    ///
    /// Rejects with `invalid_credentials` for a wrong password as for an account that is unknown, not
    /// confirmed or switched off; `validation`.
    #[wasm_bindgen(unchecked_return_type = "Promise<LoginResponse>")]
    pub fn login(
        &self,
        request: Ts<LoginRequest>,
        options: Option<CallOptions>,
    ) -> Answer<LoginResponse> {
        call(&self.0.http, &LOGIN.spec, Arguments::new(request), options)
    }

    /// Trades a refresh token for new tokens; the old access token is dead from then on.
    ///
    /// `PUT /consumer/login`.
    ///
    /// Rejects with `invalid_token`, `login_prevented`, `validation`.
    #[wasm_bindgen(unchecked_return_type = "Promise<LoginResponse>")]
    pub fn refresh(
        &self,
        request: Ts<RefreshRequest>,
        options: Option<CallOptions>,
    ) -> Answer<LoginResponse> {
        call(&self.0.http, &REFRESH.spec, Arguments::new(request), options)
    }

    /// Asks for a mail with a reset link.
    ///
    /// `POST /consumer/password_reset`. Sent once, never retried.
    ///
    /// Rejects with `not_found` for an address without an account (do not show it to visitors),
    /// `unsupported` for an account of a social login, `captcha`, `validation`.
    #[wasm_bindgen(js_name = requestPasswordReset, unchecked_return_type = "Promise<Message>")]
    pub fn request_password_reset(
        &self,
        request: Ts<RequestPasswordResetRequest>,
        options: Option<CallOptions>,
    ) -> Answer<Message> {
        call(&self.0.http, &REQUEST_PASSWORD_RESET.spec, Arguments::new(request), options)
    }

    /// Sets a new password with the token from the mail.
    ///
    /// `PUT /consumer/password_reset`.
    ///
    /// Rejects with `invalid_token`, `validation`.
    #[wasm_bindgen(js_name = executePasswordReset, unchecked_return_type = "Promise<Message>")]
    pub fn execute_password_reset(
        &self,
        request: Ts<ExecutePasswordResetRequest>,
        options: Option<CallOptions>,
    ) -> Answer<Message> {
        call(&self.0.http, &EXECUTE_PASSWORD_RESET.spec, Arguments::new(request), options)
    }

    /// The account of the token's user.
    ///
    /// `GET /consumer/account`.
    ///
    /// Rejects with `unauthorized`, or `forbidden` without the scope `consumer.account`.
    #[wasm_bindgen(unchecked_return_type = "Promise<Account>")]
    pub fn account(
        &self,
        #[wasm_bindgen(unchecked_param_type = "string")] token: JsValue,
        options: Option<CallOptions>,
    ) -> Answer<Account> {
        call(&self.0.http, &ACCOUNT.spec, Arguments::bearer(token, JsValue::UNDEFINED), options)
    }

    /// Changes the e-mail address.
    ///
    /// `PUT /consumer/account`.
    ///
    /// Rejects with `conflict` when the address is taken, `validation`, `unauthorized`, `forbidden`.
    #[wasm_bindgen(js_name = updateAccount, unchecked_return_type = "Promise<Message>")]
    pub fn update_account(
        &self,
        #[wasm_bindgen(unchecked_param_type = "string")] token: JsValue,
        request: Ts<UpdateAccountRequest>,
        options: Option<CallOptions>,
    ) -> Answer<Message> {
        call(&self.0.http, &UPDATE_ACCOUNT.spec, Arguments::bearer(token, request), options)
    }

    /// Changes the password; tokens that were given out stay valid.
    ///
    /// `PUT /consumer/account/change_password`.
    ///
    /// Rejects with `invalid_credentials` when the old password is wrong, `validation` (also about
    /// `oldPassword` when that does not keep the rules for new ones), `unauthorized`, `forbidden`.
    #[wasm_bindgen(js_name = changePassword, unchecked_return_type = "Promise<Message>")]
    pub fn change_password(
        &self,
        #[wasm_bindgen(unchecked_param_type = "string")] token: JsValue,
        request: Ts<ChangePasswordRequest>,
        options: Option<CallOptions>,
    ) -> Answer<Message> {
        call(&self.0.http, &CHANGE_PASSWORD.spec, Arguments::bearer(token, request), options)
    }

    /// The ways to log in through somebody else.
    ///
    /// `GET /consumer/identity`.
    ///
    /// Rejects with `not_found` when there is no app with this key.
    #[wasm_bindgen(unchecked_return_type = "Promise<Collection<Identity>>")]
    pub fn identities(
        &self,
        request: Option<Ts<IdentitiesRequest>>,
        options: Option<CallOptions>,
    ) -> Answer<Collection<Identity>> {
        let request = request.map_or(JsValue::UNDEFINED, JsValue::from);
        call(&self.0.http, &IDENTITIES.spec, Arguments::new(request), options)
    }

    /// Where to send the browser for a login through `identity`; keep the nonce until it comes back.
    ///
    /// `GET /consumer/identity/{identity}/redirect` is the address; nothing is sent.
    /// `identity` is the id of an identity, or `~` and its name. `redirectUri` is the page that calls
    /// `identityCallback`; the server wants it on its own host.
    ///
    /// Rejects with `validation`.
    #[wasm_bindgen(js_name = identityRedirect, unchecked_return_type = "Promise<LoginStart>")]
    pub fn identity_redirect(
        &self,
        #[wasm_bindgen(unchecked_param_type = "string | number")] identity: &JsValue,
        #[wasm_bindgen(js_name = redirectUri, unchecked_param_type = "string")]
        redirect_uri: &JsValue,
    ) -> Answer<LoginStart> {
        let start = || {
            let identity = match identity.as_f64() {
                Some(_) => json::to_text(identity).unwrap_or_default(),
                None => string("identity", identity)?,
            };
            self.0.identity_redirect(&identity, &string("redirectUri", redirect_uri)?)
        };
        settled(start().map(login_start))
    }

    /// Takes the tokens from the address that the browser came back to; nothing is sent.
    ///
    /// Remove them from the address bar at once (`history.replaceState`).
    ///
    /// Rejects with `callback`; its `code` is `not_a_callback` (an ordinary visit) or `state_mismatch`
    /// (started elsewhere). A provider's refusal, such as `access_denied`, is shown by Fusio itself.
    #[wasm_bindgen(js_name = identityCallback, unchecked_return_type = "Promise<TokenResponse>")]
    pub fn identity_callback(
        &self,
        #[wasm_bindgen(unchecked_param_type = "string")] url: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "string")] nonce: &JsValue,
    ) -> Answer<TokenResponse> {
        let take = || {
            let query = Query::of_callback(&string("url", url)?, &secret("nonce", nonce)?)?;
            let text = |name| (name, query.get(name).into());
            Ok(json::object(&[
                text("access_token"),
                text("token_type"),
                ("expires_in", query.expires_in().map(|seconds| seconds as f64).into()),
                text("refresh_token"),
                text("scope"),
                text("id_token"),
            ]))
        };
        settled(take())
    }

    /// Where to send the browser for the provider's consent, when the app drives the login itself.
    ///
    /// Nothing is sent; keep the nonce until the browser comes back.
    ///
    /// Rejects with `validation`.
    #[wasm_bindgen(js_name = providerAuthorize, unchecked_return_type = "Promise<LoginStart>")]
    pub fn provider_authorize(&self, request: Ts<AuthorizeRequest>) -> Answer<LoginStart> {
        let start = || {
            let request = JsValue::from(request);
            let member = |name| string(name, &json::member(&request, name).unwrap_or_default());
            let mut typed = AuthorizeRequest::new(
                member("authorizationEndpoint")?,
                member("clientId")?,
                member("redirectUri")?,
            );
            typed.scope =
                json::member(&request, "scope").map(|s| string("scope", &s)).transpose()?;
            self.0.provider_authorize(&typed)
        };
        settled(start().map(login_start))
    }

    /// Takes the code from the address that the provider sent the browser back to; nothing is sent.
    ///
    /// Rejects as `identityCallback`.
    #[wasm_bindgen(js_name = providerCode, unchecked_return_type = "Promise<string>")]
    pub fn provider_code(
        &self,
        #[wasm_bindgen(unchecked_param_type = "string")] url: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "string")] nonce: &JsValue,
    ) -> Promise {
        let take = || {
            let code = self.0.provider_code(&string("url", url)?, &secret("nonce", nonce)?)?;
            Ok(code.expose().into())
        };
        settled(take())
    }

    /// Trades a provider's code for a token.
    ///
    /// `POST /consumer/provider/{provider}`, Fusio before 4.0. Sent once, never retried.
    ///
    /// Rejects with `callback` when the provider does not take the code, `not_found` on later
    /// servers, `validation`.
    #[wasm_bindgen(js_name = providerCallback, unchecked_return_type = "Promise<LoginResponse>")]
    pub fn provider_callback(
        &self,
        #[wasm_bindgen(unchecked_param_type = "string")] provider: JsValue,
        request: Ts<ProviderCallbackRequest>,
        options: Option<CallOptions>,
    ) -> Answer<LoginResponse> {
        let arguments = Arguments { parameter: Some(provider), ..Arguments::new(request) };
        call(&self.0.http, &PROVIDER_CALLBACK.spec, arguments, options)
    }

    /// The scopes in the category of the user's role.
    ///
    /// `GET /consumer/scope`.
    ///
    /// Rejects with `unauthorized`, or `forbidden` without the scope `consumer.scope`.
    #[wasm_bindgen(unchecked_return_type = "Promise<Collection<Scope>>")]
    pub fn scopes(
        &self,
        #[wasm_bindgen(unchecked_param_type = "string")] token: JsValue,
        options: Option<CallOptions>,
    ) -> Answer<Collection<Scope>> {
        call(&self.0.http, &SCOPES.spec, Arguments::bearer(token, JsValue::UNDEFINED), options)
    }

    /// All scopes of the user by category.
    ///
    /// `GET /consumer/scope/categories`.
    ///
    /// Rejects with `unauthorized`, or `forbidden` without the scope `consumer.scope`.
    #[wasm_bindgen(js_name = scopeCategories, unchecked_return_type = "Promise<ScopeCategories>")]
    pub fn scope_categories(
        &self,
        #[wasm_bindgen(unchecked_param_type = "string")] token: JsValue,
        options: Option<CallOptions>,
    ) -> Answer<ScopeCategories> {
        let arguments = Arguments::bearer(token, JsValue::UNDEFINED);
        call(&self.0.http, &SCOPE_CATEGORIES.spec, arguments, options)
    }

    /// Asks the token endpoint for a token. `clientId` and `clientSecret` are an app's.
    ///
    /// `POST /authorization/token`. Sent once, never retried.
    ///
    /// Rejects with `invalid_credentials`, `invalid_token`, `validation`; `code` is OAuth's `error`.
    #[wasm_bindgen(unchecked_return_type = "Promise<TokenResponse>")]
    pub fn token(
        &self,
        #[wasm_bindgen(js_name = clientId, unchecked_param_type = "string")] client_id: JsValue,
        #[wasm_bindgen(js_name = clientSecret, unchecked_param_type = "string")]
        client_secret: JsValue,
        request: Ts<TokenRequest>,
        options: Option<CallOptions>,
    ) -> Answer<TokenResponse> {
        let who = Who::Basic(client_id, client_secret);
        call(&self.0.http, &TOKEN.spec, Arguments { who, ..Arguments::new(request) }, options)
    }

    /// The account of the token's user.
    ///
    /// `GET /authorization/whoami`.
    ///
    /// Rejects with `unauthorized`, or `forbidden` without the scope `authorization`.
    #[wasm_bindgen(unchecked_return_type = "Promise<Account>")]
    pub fn whoami(
        &self,
        #[wasm_bindgen(unchecked_param_type = "string")] token: JsValue,
        options: Option<CallOptions>,
    ) -> Answer<Account> {
        call(&self.0.http, &WHOAMI.spec, Arguments::bearer(token, JsValue::UNDEFINED), options)
    }

    /// Ends the access token.
    ///
    /// `POST /authorization/revoke`.
    ///
    /// Rejects with `unauthorized` when it is over already, `forbidden`.
    #[wasm_bindgen(unchecked_return_type = "Promise<Message>")]
    pub fn revoke(
        &self,
        #[wasm_bindgen(unchecked_param_type = "string")] token: JsValue,
        options: Option<CallOptions>,
    ) -> Answer<Message> {
        call(&self.0.http, &REVOKE.spec, Arguments::bearer(token, JsValue::UNDEFINED), options)
    }
}

fn secret(field: &'static str, value: &JsValue) -> Result<Secret, Error> {
    string(field, value).map(Secret::from)
}

fn login_start(start: LoginStart) -> JsValue {
    json::object(&[("url", start.url.into()), ("nonce", start.nonce.expose().into())])
}
