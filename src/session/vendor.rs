//! The two calls that a session needs from a vendor: one refreshes tokens, the other revokes them.

use super::tokens::TokenSet;
#[cfg(feature = "fusio")]
use crate::fusio;
#[cfg(feature = "fusionauth")]
use crate::fusionauth;
use crate::{
    error::Error,
    maybe_send::{BoxFuture, MaybeSend},
};
#[cfg(any(feature = "fusio", feature = "fusionauth"))]
use crate::{
    secret::Secret,
    transport::{Call, Http, json, operation::Spec},
};

/// A client that a session can use: [`fusio::Client`](crate::fusio::Client) or
/// [`fusionauth::Client`](crate::fusionauth::Client).
pub trait Vendor: sealed::Vendor {}

pub(crate) mod sealed {
    use super::{BoxFuture, Error, MaybeSend, TokenSet};

    pub trait Vendor: MaybeSend {
        /// Gets new tokens with the refresh token of `tokens`.
        fn renew<'a>(&'a self, tokens: &'a TokenSet) -> BoxFuture<'a, Result<TokenSet, Error>>;
        /// Revokes `tokens` on the server, as far as the vendor can; returns whether the server has
        /// confirmed this. If `everywhere` is true and the vendor supports it, revokes all refresh
        /// tokens of the user.
        fn end<'a>(&'a self, tokens: &'a TokenSet, everywhere: bool) -> BoxFuture<'a, bool>;
    }
}

/// The scope that an access token of Fusio needs, so that a session can revoke the token.
#[cfg(feature = "fusio")]
pub(super) const SIGN_OUT_SCOPE: &str = "authorization";

#[cfg(feature = "fusio")]
impl Vendor for fusio::Client {}

#[cfg(feature = "fusio")]
impl sealed::Vendor for fusio::Client {
    fn renew<'a>(&'a self, tokens: &'a TokenSet) -> BoxFuture<'a, Result<TokenSet, Error>> {
        Box::pin(renew(&self.http, &fusio::login::Specs::refresh, "refresh_token", tokens))
    }

    fn end<'a>(&'a self, tokens: &'a TokenSet, _: bool) -> BoxFuture<'a, bool> {
        Box::pin(async {
            let call = Call::bearer(&tokens.access_token);
            let spec = &fusio::authorization::Specs::revoke;
            self.http.call_value(spec, &call, &json::NOTHING).await.is_ok()
        })
    }
}

#[cfg(feature = "fusionauth")]
impl Vendor for fusionauth::Client {}

#[cfg(feature = "fusionauth")]
impl sealed::Vendor for fusionauth::Client {
    fn renew<'a>(&'a self, tokens: &'a TokenSet) -> BoxFuture<'a, Result<TokenSet, Error>> {
        Box::pin(renew(&self.http, &fusionauth::jwt::Specs::refresh, "refreshToken", tokens))
    }

    fn end<'a>(&'a self, tokens: &'a TokenSet, everywhere: bool) -> BoxFuture<'a, bool> {
        Box::pin(async move {
            // FusionAuth cannot revoke access tokens, and without a refresh token it does not know whose tokens to
            // revoke.
            let Some(refresh) = &tokens.refresh_token else { return false };
            let request = json::object(&[
                ("refreshToken", refresh.expose().into()),
                ("global", everywhere.into()),
            ]);
            let spec = &fusionauth::login::Specs::logout;
            self.http.call_value(spec, &Call::ANONYMOUS, &request).await.is_ok()
        })
    }
}

/// Gets new tokens with the refresh token. `member` is the name of the refresh token in the vendor's
/// request.
#[cfg(any(feature = "fusio", feature = "fusionauth"))]
async fn renew(
    http: &Http,
    spec: &'static Spec,
    member: &str,
    tokens: &TokenSet,
) -> Result<TokenSet, Error> {
    let refresh = tokens.refresh_token.as_ref().map_or("", Secret::expose);
    let request = json::object(&[(member, refresh.into())]);
    let answer = http.call_value(spec, &Call::ANONYMOUS, &request).await?;
    let mut new = TokenSet::of_answer(&answer).ok_or_else(|| json::unexpected(spec, "no token"))?;
    if let (Some(old), Some(now)) = (tokens.subject(), new.subject())
        && old != now
    {
        return Err(json::unexpected(spec, "the tokens of another user"));
    }
    // If a refresh token can be used many times, the server may leave it out of the answer. Then the
    // old one stays.
    new.refresh_token = new.refresh_token.or_else(|| tokens.refresh_token.clone());
    if new.scopes.is_empty() {
        new.scopes.clone_from(&tokens.scopes);
    }
    Ok(new)
}
