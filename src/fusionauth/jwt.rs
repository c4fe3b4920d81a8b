//! `/api/jwt`: access tokens, refresh tokens and their keys.

use super::Client;
use crate::{
    error::Error,
    secret::Secret,
    transport::{
        Call, Credentials,
        operation::{Member, Method, Operation, Place, Repeat, Spec},
    },
    wire::fusionauth::{
        IssueRequest, IssueResponse, JwksResponse, PublicKeyRequest, PublicKeyResponse,
        RefreshRequest, RefreshResponse, RefreshTokenResponse, RefreshTokensRequest,
        RefreshTokensResponse, RevokeRequest, ValidateResponse,
    },
};

pub(crate) const REFRESH: Operation<RefreshRequest, RefreshResponse> = Operation::new(Spec {
    name: "refresh",
    method: Method::Post,
    path: "/api/jwt/refresh",
    request: Place::Json,
    repeat: Repeat::Unanswered,
    answer: &[Member::Text("token")],
});

pub(crate) const REVOKE_REFRESH_TOKENS: Operation<RevokeRequest, ()> = Operation::new(Spec {
    name: "revoke_refresh_tokens",
    method: Method::Delete,
    path: "/api/jwt/refresh",
    request: Place::Query,
    repeat: Repeat::Safe,
    answer: &[Member::Nothing],
});

pub(crate) const REVOKE_REFRESH_TOKEN: Operation<(), ()> = Operation::new(Spec {
    name: "revoke_refresh_token",
    method: Method::Delete,
    path: "/api/jwt/refresh/{tokenId}",
    request: Place::Nowhere,
    repeat: Repeat::Safe,
    answer: &[Member::Nothing],
});

pub(crate) const RETRIEVE_REFRESH_TOKENS: Operation<RefreshTokensRequest, RefreshTokensResponse> =
    Operation::new(Spec {
        name: "retrieve_refresh_tokens",
        method: Method::Get,
        path: "/api/jwt/refresh",
        request: Place::Query,
        repeat: Repeat::Safe,
        answer: &[Member::List],
    });

pub(crate) const RETRIEVE_REFRESH_TOKEN: Operation<(), RefreshTokenResponse> =
    Operation::new(Spec {
        name: "retrieve_refresh_token",
        method: Method::Get,
        path: "/api/jwt/refresh/{tokenId}",
        request: Place::Nowhere,
        repeat: Repeat::Safe,
        answer: &[Member::Object("refreshToken")],
    });

pub(crate) const VALIDATE_JWT: Operation<(), ValidateResponse> = Operation::new(Spec {
    name: "validate_jwt",
    method: Method::Get,
    path: "/api/jwt/validate",
    request: Place::Nowhere,
    repeat: Repeat::Safe,
    answer: &[Member::Object("jwt")],
});

pub(crate) const ISSUE_JWT: Operation<IssueRequest, IssueResponse> = Operation::new(Spec {
    name: "issue_jwt",
    method: Method::Get,
    path: "/api/jwt/issue",
    request: Place::Query,
    repeat: Repeat::Unanswered,
    answer: &[Member::Text("token")],
});

pub(crate) const RETRIEVE_JWT_PUBLIC_KEY: Operation<PublicKeyRequest, PublicKeyResponse> =
    Operation::new(Spec {
        name: "retrieve_jwt_public_key",
        method: Method::Get,
        path: "/api/jwt/public-key",
        request: Place::Query,
        repeat: Repeat::Safe,
        answer: &[],
    });

pub(crate) const RETRIEVE_JSON_WEB_KEY_SET: Operation<(), JwksResponse> = Operation::new(Spec {
    name: "retrieve_json_web_key_set",
    method: Method::Get,
    path: "/.well-known/jwks.json",
    request: Place::Nowhere,
    repeat: Repeat::Safe,
    answer: &[],
});

impl Client {
    /// Trades a refresh token for a new access token. `POST /api/jwt/refresh` (5.3).
    ///
    /// # Errors
    /// `InvalidToken` when the refresh token is wrong, revoked or expired; `Validation`.
    pub async fn refresh(&self, request: &RefreshRequest) -> Result<RefreshResponse, Error> {
        self.http.call(&REFRESH, &Call::new(Credentials::None, &[]), request).await
    }

    /// Ends refresh tokens: one, or all of an application, of a user, or of a user in an
    /// application. `DELETE /api/jwt/refresh` (5.4).
    ///
    /// # Errors
    /// `NotFound` or `Validation` when there is no such user or application; `Unauthorized` without
    /// an API key, or the owner's access token for one token.
    pub async fn revoke_refresh_tokens(&self, request: &RevokeRequest) -> Result<(), Error> {
        self.http
            .call(&REVOKE_REFRESH_TOKENS, &Call::new(Credentials::Configured, &[]), request)
            .await
    }

    /// Ends the refresh token with this id. `DELETE /api/jwt/refresh/{tokenId}` (5.4).
    ///
    /// # Errors
    /// `NotFound`; `Unauthorized` without an API key or the owner's access token.
    pub async fn revoke_refresh_token(&self, token_id: &str) -> Result<(), Error> {
        self.http
            .call(&REVOKE_REFRESH_TOKEN, &Call::new(Credentials::Configured, &[token_id]), &())
            .await
    }

    /// The refresh tokens of a user. `GET /api/jwt/refresh` (5.3).
    ///
    /// # Errors
    /// `Validation` when there is no such user; `Unauthorized` without an API key that may do this.
    pub async fn retrieve_refresh_tokens(
        &self,
        request: &RefreshTokensRequest,
    ) -> Result<RefreshTokensResponse, Error> {
        self.http.call(&RETRIEVE_REFRESH_TOKENS, &Call::new(Credentials::Key, &[]), request).await
    }

    /// The refresh token with this id. `GET /api/jwt/refresh/{tokenId}` (5.3).
    ///
    /// # Errors
    /// `NotFound`; `Unauthorized` without an API key that may do this.
    pub async fn retrieve_refresh_token(
        &self,
        token_id: &str,
    ) -> Result<RefreshTokenResponse, Error> {
        self.http
            .call(&RETRIEVE_REFRESH_TOKEN, &Call::new(Credentials::Key, &[token_id]), &())
            .await
    }

    /// Asks the server whether an access token is good, and what it says. `GET /api/jwt/validate`
    /// (5.5).
    ///
    /// The instants of the answer are epoch seconds. That a token is good does not say that its
    /// user is registered: look for `applicationId` and `roles`.
    ///
    /// # Errors
    /// `Unauthorized` when it is not.
    pub async fn validate_jwt(&self, token: &Secret) -> Result<ValidateResponse, Error> {
        self.http.call(&VALIDATE_JWT, &Call::new(Credentials::Bearer(token), &[]), &()).await
    }

    /// Trades an access token for one of another application. `GET /api/jwt/issue` (5.5).
    ///
    /// # Errors
    /// `Validation` when there is no such application; `Unauthorized` when the token is not good.
    pub async fn issue_jwt(
        &self,
        token: &Secret,
        request: &IssueRequest,
    ) -> Result<IssueResponse, Error> {
        self.http.call(&ISSUE_JWT, &Call::new(Credentials::Bearer(token), &[]), request).await
    }

    /// The public keys that tokens are signed with: all, that of an application, or one by its id.
    /// `GET /api/jwt/public-key` (5.5).
    ///
    /// # Errors
    /// `NotFound` when there is no such key.
    pub async fn retrieve_jwt_public_key(
        &self,
        request: &PublicKeyRequest,
    ) -> Result<PublicKeyResponse, Error> {
        self.http.call(&RETRIEVE_JWT_PUBLIC_KEY, &Call::new(Credentials::None, &[]), request).await
    }

    /// The public keys that tokens are signed with, as a JSON Web Key Set. `GET
    /// /.well-known/jwks.json` (5.5).
    ///
    /// # Errors
    /// None of its own.
    pub async fn retrieve_json_web_key_set(&self) -> Result<JwksResponse, Error> {
        self.http.call(&RETRIEVE_JSON_WEB_KEY_SET, &Call::new(Credentials::None, &[]), &()).await
    }
}
