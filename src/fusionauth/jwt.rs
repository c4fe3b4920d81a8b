//! `/api/jwt` and `/.well-known/jwks.json`: access tokens, refresh tokens, and the public keys for checking tokens.

use super::client::Client;
use crate::{
    transport::declare::operations,
    wire::fusionauth::{
        IssueRequest, IssueResponse, JwksResponse, PublicKeyRequest, PublicKeyResponse,
        RefreshRequest, RefreshResponse, RefreshTokenResponse, RefreshTokensRequest,
        RefreshTokensResponse, RevokeRequest, ValidateResponse,
    },
};

operations! {
    /// Exchanges a refresh token for a new access token.
    ///
    /// A login returns a refresh token only if the `login_configuration` of the application allows it.
    ///
    /// ```ignore-wasm32
    /// # mod given { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/examples/fusionauth.rs")); }
    /// # use given::*;
    /// # tokio::runtime::Runtime::new()?.block_on(async {
    /// # let (server, client, user_id, application_id) = registered(false).await?;
    /// let mut request = LoginRequest::new("ada@example.com", "correct horse 1");
    /// request.application_id = Some(application_id);
    /// let LoginOutcome::SignedIn(login) = client.login(&request).await? else {
    ///     return Err("one more step".into());
    /// };
    /// let refresh_token = login.refresh_token.ok_or("no refresh token")?;
    /// let fresh = client.refresh(&RefreshRequest::new(refresh_token)).await?;
    /// assert_ne!(Some(fresh.token), login.token);
    /// # Ok::<(), Box<dyn std::error::Error>>(()) })?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    refresh() -> RefreshResponse {
        POST "/api/jwt/refresh",
        body: Json(&RefreshRequest),
        caller: None,
        retry: Unanswered,
        answer: [Text("token")],
        rejects: {
            InvalidToken: "the refresh token is wrong, revoked or expired",
            Validation,
        },
        javascript: {
            /// const request = { loginId: "ada@example.com", password: "correct horse 1", applicationId };
            /// const { response } = await fusionauth.login(request);
            /// // The refresh token is missing if the application allows none.
            /// const refreshToken = response.refreshToken ?? "";
            /// const { token } = await fusionauth.refresh({ refreshToken });
            /// const isNew = token !== response.token; // true
        },
    }

    /// Revokes one refresh token, or all refresh tokens of an application, of a user, or of a user in
    /// an application.
    revoke_refresh_tokens() -> () {
        DELETE "/api/jwt/refresh",
        body: Query(&RevokeRequest),
        caller: KeyOrToken,
        retry: Safe,
        answer: [Empty],
        rejects: {
            NotFound: "the refresh token or the user does not exist",
            Validation: "a member is missing or invalid, or there is no application with this id; `field_errors` names the member",
            Unauthorized: "the API key is missing; to revoke one refresh token, its owner's access token is enough",
        },
    }

    /// Revokes the refresh token with this id.
    revoke_refresh_token(token_id: &str) -> () {
        DELETE "/api/jwt/refresh/{tokenId}",
        body: None,
        caller: KeyOrToken,
        retry: Safe,
        answer: [Empty],
        rejects: {
            NotFound: "the refresh token does not exist",
            Unauthorized: "the call has neither an API key nor the access token of the refresh token's owner",
        },
    }

    /// Lists the refresh tokens of a user.
    retrieve_refresh_tokens() -> RefreshTokensResponse {
        GET "/api/jwt/refresh",
        body: Query(&RefreshTokensRequest),
        caller: Key,
        retry: Safe,
        answer: [List],
        rejects: {
            NotFound: "the user does not exist",
            Validation,
            Unauthorized,
        },
    }

    /// Returns the refresh token with this id.
    retrieve_refresh_token(token_id: &str) -> RefreshTokenResponse {
        GET "/api/jwt/refresh/{tokenId}",
        body: None,
        caller: Key,
        retry: Safe,
        answer: [Object("refreshToken")],
        rejects: {
            NotFound: "the refresh token does not exist",
            Unauthorized,
        },
    }

    /// Asks the server whether an access token is valid, and returns its claims.
    ///
    /// The instants of the answer are epoch seconds. A valid token does not mean that its user is
    /// registered with an application: check `applicationId` and `roles`.
    validate_jwt() -> ValidateResponse {
        GET "/api/jwt/validate",
        body: None,
        caller: Token,
        retry: Safe,
        answer: [Object("jwt")],
        rejects: { Unauthorized },
    }

    /// Exchanges an access token for an access token of another application.
    ///
    /// If the user is not registered with the application, the new token has no `applicationId` and no
    /// `roles`; this is no error. The answer has a refresh token only if the request has a valid refresh
    /// token of the user, if the user is registered with the application, if the application generates
    /// refresh tokens, and if the expiration policy of refresh tokens is the same for both applications.
    issue_jwt() -> IssueResponse {
        GET "/api/jwt/issue",
        body: Query(&IssueRequest),
        caller: Token,
        retry: Unanswered,
        answer: [Text("token")],
        rejects: {
            Validation: "a member is missing or invalid, or there is no application with this id; `field_errors` names the member",
            Unauthorized,
        },
    }

    /// Returns public keys for checking tokens: all keys, the key of an application, or the key with a given id.
    retrieve_jwt_public_key() -> PublicKeyResponse {
        GET "/api/jwt/public-key",
        body: Query(&PublicKeyRequest),
        caller: None,
        retry: Safe,
        answer: [],
        rejects: { NotFound: "the key does not exist" },
    }

    /// Returns the public keys for checking tokens, as a JSON Web Key Set.
    retrieve_json_web_key_set() -> JwksResponse {
        GET "/.well-known/jwks.json",
        body: None,
        caller: None,
        retry: Safe,
        answer: [],
        rejects: {},
    }
}
