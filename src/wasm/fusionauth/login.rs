//! Login, logout and tokens in JavaScript.

use js_sys::Promise;
use tsify::Ts;
use wasm_bindgen::prelude::*;

use super::{Answer, FusionAuthClient};
use crate::{
    fusionauth::{jwt::*, login::*, *},
    wasm::{Arguments, Who, call, options::CallOptions},
};

#[wasm_bindgen]
impl FusionAuthClient {
    /// Logs in with e-mail address or name, and password.
    ///
    /// `POST /api/login`. Sent once, never retried.
    ///
    /// Every success is an outcome of its own: only `signed_in` is a login to the application.
    ///
    /// Rejects with `invalid_credentials` for a wrong password as for an unknown user (404);
    /// `login_prevented` when actions keep the user out (409), with `actions`; `account_expired` (410); `account_locked` (423) also after too many failures;
    /// `validation`; `unauthorized` when the application asks for an API key.
    #[wasm_bindgen(unchecked_return_type = "Promise<LoginOutcome<UserData, RegistrationData>>")]
    pub fn login(
        &self,
        request: Ts<LoginRequest>,
        options: Option<CallOptions>,
    ) -> Answer<LoginOutcome> {
        call(&self.0.http, &LOGIN.spec, Arguments::by(Who::Key, request), options)
    }

    /// Notes a login that went without credentials.
    ///
    /// `PUT /api/login`.
    ///
    /// Rejects with `not_found`, `login_prevented`, `account_expired`, `account_locked`,
    /// `validation`; `unauthorized` without an API key that may do this.
    #[wasm_bindgen(js_name = loginPing, unchecked_return_type = "Promise<LoginOutcome<UserData, RegistrationData>>")]
    pub fn login_ping(
        &self,
        request: Ts<LoginPingRequest>,
        options: Option<CallOptions>,
    ) -> Answer<LoginOutcome> {
        call(&self.0.http, &LOGIN_PING.spec, Arguments::by(Who::Key, request), options)
    }

    /// Ends a refresh token, or all of its owner.
    ///
    /// `POST /api/logout`.
    ///
    /// Access tokens live on until they expire.
    #[wasm_bindgen(unchecked_return_type = "Promise<void>")]
    pub fn logout(&self, request: Ts<LogoutRequest>, options: Option<CallOptions>) -> Promise {
        call(&self.0.http, &LOGOUT.spec, Arguments::new(request), options)
    }

    /// Trades a refresh token for a new access token.
    ///
    /// `POST /api/jwt/refresh`.
    ///
    /// Rejects with `invalid_token` when the refresh token is wrong, revoked or expired;
    /// `validation`.
    #[wasm_bindgen(unchecked_return_type = "Promise<RefreshResponse>")]
    pub fn refresh(
        &self,
        request: Ts<RefreshRequest>,
        options: Option<CallOptions>,
    ) -> Answer<RefreshResponse> {
        call(&self.0.http, &REFRESH.spec, Arguments::new(request), options)
    }

    /// Ends refresh tokens: one, or all of an application, of a user, or of a user in an
    /// application.
    ///
    /// `DELETE /api/jwt/refresh`.
    ///
    /// Rejects with `not_found` or `validation` when there is no such user or application;
    /// `unauthorized` without an API key, or the owner's access token for one token.
    #[wasm_bindgen(js_name = revokeRefreshTokens, unchecked_return_type = "Promise<void>")]
    pub fn revoke_refresh_tokens(
        &self,
        request: Ts<RevokeRequest>,
        options: Option<CallOptions>,
    ) -> Promise {
        call(
            &self.0.http,
            &REVOKE_REFRESH_TOKENS.spec,
            Arguments::by(Who::Configured, request),
            options,
        )
    }

    /// Ends the refresh token with this id.
    ///
    /// `DELETE /api/jwt/refresh/{tokenId}`.
    ///
    /// Rejects with `not_found`; `unauthorized` without an API key or the owner's access token.
    #[wasm_bindgen(js_name = revokeRefreshToken, unchecked_return_type = "Promise<void>")]
    pub fn revoke_refresh_token(
        &self,
        #[wasm_bindgen(js_name = tokenId, unchecked_param_type = "string")] token_id: JsValue,
        options: Option<CallOptions>,
    ) -> Promise {
        call(
            &self.0.http,
            &REVOKE_REFRESH_TOKEN.spec,
            Arguments {
                parameter: Some(token_id),
                ..Arguments::by(Who::Configured, JsValue::UNDEFINED)
            },
            options,
        )
    }

    /// The refresh tokens of a user.
    ///
    /// `GET /api/jwt/refresh`.
    ///
    /// Rejects with `validation` when there is no such user; `unauthorized` without an API key that
    /// may do this.
    #[wasm_bindgen(js_name = retrieveRefreshTokens, unchecked_return_type = "Promise<RefreshTokensResponse>")]
    pub fn retrieve_refresh_tokens(
        &self,
        request: Ts<RefreshTokensRequest>,
        options: Option<CallOptions>,
    ) -> Answer<RefreshTokensResponse> {
        call(&self.0.http, &RETRIEVE_REFRESH_TOKENS.spec, Arguments::by(Who::Key, request), options)
    }

    /// The refresh token with this id.
    ///
    /// `GET /api/jwt/refresh/{tokenId}`.
    ///
    /// Rejects with `not_found`; `unauthorized` without an API key that may do this.
    #[wasm_bindgen(js_name = retrieveRefreshToken, unchecked_return_type = "Promise<RefreshTokenResponse>")]
    pub fn retrieve_refresh_token(
        &self,
        #[wasm_bindgen(js_name = tokenId, unchecked_param_type = "string")] token_id: JsValue,
        options: Option<CallOptions>,
    ) -> Answer<RefreshTokenResponse> {
        call(
            &self.0.http,
            &RETRIEVE_REFRESH_TOKEN.spec,
            Arguments { parameter: Some(token_id), ..Arguments::by(Who::Key, JsValue::UNDEFINED) },
            options,
        )
    }

    /// Asks the server whether an access token is good, and what it says.
    ///
    /// `GET /api/jwt/validate`.
    ///
    /// The instants of the answer are epoch seconds. That a token is good does not say that its
    /// user is registered: look for `applicationId` and `roles`.
    ///
    /// Rejects with `unauthorized` when it is not.
    #[wasm_bindgen(js_name = validateJwt, unchecked_return_type = "Promise<ValidateResponse>")]
    pub fn validate_jwt(
        &self,
        #[wasm_bindgen(unchecked_param_type = "string")] token: JsValue,
        options: Option<CallOptions>,
    ) -> Answer<ValidateResponse> {
        call(
            &self.0.http,
            &VALIDATE_JWT.spec,
            Arguments::bearer(token, JsValue::UNDEFINED),
            options,
        )
    }

    /// Trades an access token for one of another application.
    ///
    /// `GET /api/jwt/issue`.
    ///
    /// Rejects with `validation` when there is no such application; `unauthorized` when the token
    /// is not good.
    #[wasm_bindgen(js_name = issueJwt, unchecked_return_type = "Promise<IssueResponse>")]
    pub fn issue_jwt(
        &self,
        #[wasm_bindgen(unchecked_param_type = "string")] token: JsValue,
        request: Ts<IssueRequest>,
        options: Option<CallOptions>,
    ) -> Answer<IssueResponse> {
        call(&self.0.http, &ISSUE_JWT.spec, Arguments::bearer(token, request), options)
    }

    /// The public keys that tokens are signed with: all, that of an application, or one by its id.
    ///
    /// `GET /api/jwt/public-key`.
    ///
    /// Rejects with `not_found` when there is no such key.
    #[wasm_bindgen(js_name = retrieveJwtPublicKey, unchecked_return_type = "Promise<PublicKeyResponse>")]
    pub fn retrieve_jwt_public_key(
        &self,
        request: Ts<PublicKeyRequest>,
        options: Option<CallOptions>,
    ) -> Answer<PublicKeyResponse> {
        call(&self.0.http, &RETRIEVE_JWT_PUBLIC_KEY.spec, Arguments::new(request), options)
    }

    /// The public keys that tokens are signed with, as a JSON Web Key Set.
    ///
    /// `GET /.well-known/jwks.json`.
    #[wasm_bindgen(js_name = retrieveJsonWebKeySet, unchecked_return_type = "Promise<JwksResponse>")]
    pub fn retrieve_json_web_key_set(&self, options: Option<CallOptions>) -> Answer<JwksResponse> {
        call(
            &self.0.http,
            &RETRIEVE_JSON_WEB_KEY_SET.spec,
            Arguments::new(JsValue::UNDEFINED),
            options,
        )
    }
}
