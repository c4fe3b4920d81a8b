//! The tokens of a login, and how they are stored: as one line of JSON.

use std::time::Duration;

#[cfg(feature = "fusio")]
use crate::wire::fusio;
#[cfg(feature = "fusionauth")]
use crate::wire::fusionauth;
use crate::{
    secret::Secret,
    token,
    transport::{
        json::{self, Json},
        time,
    },
    wire::FIRST_INSTANT,
};

/// The tokens of a login.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct TokenSet {
    /// The access token; it is sent as `Authorization: Bearer …`.
    pub access_token: Secret,
    /// The refresh token. Without one, a session ends when its access token expires or is
    /// refused.
    pub refresh_token: Option<Secret>,
    /// The lifetime of the access token, if the server or the token says it.
    pub lifetime: Option<Duration>,
    /// When the access token expires, in epoch milliseconds of this device's clock, which may be
    /// wrong; `None` when that is unknown.
    pub expires_at: Option<u64>,
    /// The scopes of the access token.
    pub scopes: Vec<String>,
    /// The number of the sign-in that the tokens belong to.
    pub(crate) sign_in: u32,
    /// When these tokens replaced a refused token, in epoch milliseconds; `None` if they did not replace
    /// a refused token.
    pub(super) replaced_refused_at: Option<u64>,
}

impl TokenSet {
    /// Tokens that were received just now.
    ///
    /// If the access token is a JWT with `iat` and `exp`, its lifetime is the difference of these two and counts
    /// from now. So the clocks of the server and of this device may differ. For any other token, the lifetime is
    /// unknown.
    #[must_use]
    pub fn new(access_token: Secret, refresh_token: Option<Secret>) -> Self {
        let lifetime = token::lifetime(access_token.expose());
        Self {
            access_token,
            refresh_token,
            lifetime,
            expires_at: None,
            scopes: Vec::new(),
            sign_in: 0,
            replaced_refused_at: None,
        }
        .counted_from_now()
    }

    /// The same tokens with this lifetime, which counts from now.
    #[must_use]
    pub fn with_lifetime(mut self, lifetime: Duration) -> Self {
        self.lifetime = Some(lifetime);
        self.counted_from_now()
    }

    fn counted_from_now(mut self) -> Self {
        self.expires_at =
            self.lifetime.map(|life| time::epoch_millis().saturating_add(millis(life)));
        self
    }

    /// Whether the access token is valid for more than `time`; true when its expiry is unknown.
    pub(super) fn lasts(&self, time: Duration) -> bool {
        let until = time::epoch_millis().saturating_add(millis(time));
        self.expires_at.is_none_or(|expires_at| expires_at > until)
    }

    /// Whether these tokens are still valid and have replaced a refused token, at most `time` ago
    /// and at most half of their lifetime ago.
    pub(super) fn is_remedy(&self, time: Duration) -> bool {
        let time = self.lifetime.map_or(time, |life| time.min(life / 2));
        let now = time::epoch_millis();
        let since = now.saturating_sub(millis(time));
        // The time of the replacement is in the future only if the clock was wrong.
        self.replaced_refused_at.is_some_and(|at| since < at && at <= now)
            && self.lasts(Duration::ZERO)
    }

    /// Whether the access tokens of `self` and `other` name the same user; also true if neither names a
    /// user.
    pub(super) fn same_user(&self, other: &Self) -> bool {
        self.subject() == other.subject()
    }

    /// The user that the access token names; `None` if it names no user or is not a JWT.
    pub(super) fn subject(&self) -> Option<String> {
        token::subject(self.access_token.expose())
    }

    /// How long before its expiry the access token is refreshed: `wanted`, or less for a short
    /// lifetime.
    pub(super) fn ahead(&self, wanted: Duration) -> Duration {
        self.lifetime.map_or(wanted, |life| wanted.min(life / 4))
    }

    /// Reads the tokens of an answer of either vendor. If the answer is an outcome of a login, reads
    /// tokens only if its status is `signed_in`.
    pub(crate) fn of_answer(answer: &Json) -> Option<Self> {
        let status = json::member(answer, "status").and_then(|status| json::text(&status));
        let response = match status.as_deref() {
            Some("signed_in") => json::member(answer, "response"),
            Some(_) => return None,
            None => None,
        };
        let answer = response.as_ref().unwrap_or(answer);
        let text = |name| text_in(answer, name);
        let access = text("token").or_else(|| text("access_token"))?;
        let refresh = text("refreshToken").or_else(|| text("refresh_token"));
        let mut tokens = Self::new(access.into(), refresh.map(Secret::from));
        let seconds = json::member(answer, "expires_in").and_then(|value| json::number(&value));
        if let Some(lifetime) = seconds.and_then(lifetime) {
            tokens = tokens.with_lifetime(lifetime);
        }
        if let Some(scope) = text("scope") {
            tokens.scopes = scopes(&scope);
        }
        Some(tokens)
    }

    /// Reads the text of [`record`](Self::record).
    pub(crate) fn read(record: &Secret) -> Option<Self> {
        let kept = json::parse(&record.expose().into())?;
        let member = |name| json::member(&kept, name);
        let text = |name| text_in(&kept, name);
        let number = |name| member(name).and_then(|value| json::number(&value));
        Some(Self {
            access_token: text("accessToken")?.into(),
            refresh_token: text("refreshToken").map(Secret::from),
            lifetime: number("lifetimeMs").map(Duration::from_millis),
            expires_at: number("expiresAt"),
            scopes: text("scope").map(|scope| scopes(&scope)).unwrap_or_default(),
            sign_in: 0,
            replaced_refused_at: number("replacedRefusedAt"),
        })
    }

    /// The text for a store.
    pub(crate) fn record(&self) -> Secret {
        let number = |number: Option<u64>| number.map_or(json::NOTHING, json::from_u64);
        let text = |text: &str| if text.is_empty() { json::NOTHING } else { text.into() };
        let kept = json::object(&[
            ("accessToken", self.access_token.expose().into()),
            ("refreshToken", text(self.refresh_token.as_ref().map_or("", Secret::expose))),
            ("lifetimeMs", number(self.lifetime.map(millis))),
            ("expiresAt", number(self.expires_at)),
            ("scope", text(&self.scopes.join(","))),
            ("replacedRefusedAt", number(self.replaced_refused_at)),
        ]);
        json::write(&kept).into()
    }
}

#[cfg(feature = "fusio")]
impl From<&fusio::LoginResponse> for TokenSet {
    fn from(answer: &fusio::LoginResponse) -> Self {
        from_answer(&answer.token, &answer.refresh_token, answer.expires_in, &answer.scope)
    }
}

#[cfg(feature = "fusio")]
impl From<&fusio::TokenResponse> for TokenSet {
    fn from(answer: &fusio::TokenResponse) -> Self {
        from_answer(&answer.access_token, &answer.refresh_token, answer.expires_in, &answer.scope)
    }
}

#[cfg(feature = "fusionauth")]
impl TokenSet {
    /// The tokens of a login, if the answer has any.
    #[must_use]
    pub fn of_login(answer: &fusionauth::LoginResponse) -> Option<Self> {
        Some(Self::new(answer.token.clone()?, answer.refresh_token.clone()))
    }

    /// The tokens of a registration, if the answer has any.
    #[must_use]
    pub fn of_registration(answer: &fusionauth::RegistrationResponse) -> Option<Self> {
        Some(Self::new(answer.token.clone()?, answer.refresh_token.clone()))
    }
}

#[cfg(feature = "fusio")]
fn from_answer(
    access: &Secret,
    refresh: &Option<Secret>,
    expires_in: Option<u64>,
    scope: &Option<String>,
) -> TokenSet {
    let mut tokens = TokenSet::new(access.clone(), refresh.clone());
    if let Some(lifetime) = expires_in.and_then(lifetime) {
        tokens = tokens.with_lifetime(lifetime);
    }
    tokens.scopes = scope.as_deref().map(scopes).unwrap_or_default();
    tokens
}

/// A member that is a string and not empty.
fn text_in(json: &Json, name: &str) -> Option<String> {
    let text = json::member(json, name).and_then(|value| json::text(&value));
    text.filter(|text| !text.is_empty())
}

/// The lifetime in `expires_in`. `None` if the value is the time of expiry, which Fusio before 4.0.3
/// sends. That time depends on the server's clock, so the lifetime then comes from the token.
fn lifetime(expires_in: u64) -> Option<Duration> {
    (expires_in < FIRST_INSTANT).then(|| Duration::from_secs(expires_in))
}

fn scopes(list: &str) -> Vec<String> {
    let names = list.split(' ').flat_map(|names| names.split(','));
    names.filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

fn millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;

    #[test]
    fn a_replacement_of_a_refused_token_counts_only_for_a_short_time() {
        let minute = Duration::from_secs(60);
        let at = |ago: i64, life: u64| {
            let mut tokens =
                TokenSet::new("token".into(), None).with_lifetime(Duration::from_secs(life));
            tokens.replaced_refused_at = time::epoch_millis().checked_add_signed(-ago * 1000);
            tokens.is_remedy(minute)
        };
        assert!(at(0, 3600) && at(50, 3600));
        assert!(!at(70, 3600), "the replacement was long ago");
        assert!(!at(2, 3), "the replacement was more than half of the lifetime ago");
        assert!(!at(0, 0), "the token has expired");
        assert!(!at(-3600, 3600), "the clock has been set back");
    }
}
