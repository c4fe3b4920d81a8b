//! The claims of a token, and the rules for accepting them (RFC 7519).

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::{algorithm::Algorithm, compact::member, refusal::Refusal};
use crate::{
    transport::json::{self, Json},
    wire::Members,
};

/// The registered claims (RFC 7519, section 4.1), and all other claims of the token.
///
/// You choose the type that [`decode`](super::decode) and [`Verifier::verify`](super::Verifier::verify)
/// return: this one, `fusionauth::Claims`, or your own. It must implement `Deserialize`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Claims {
    /// The issuer of the token.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub iss: Option<String>,
    /// The subject: the user.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sub: Option<String>,
    /// The audience.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub aud: Option<Audience>,
    /// When the token expires, in epoch seconds; a fraction is allowed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exp: Option<f64>,
    /// When the token becomes valid, in epoch seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nbf: Option<f64>,
    /// When the token was issued, in epoch seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub iat: Option<f64>,
    /// The id of the token.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub jti: Option<String>,
    /// All other claims.
    #[serde(flatten)]
    pub extra: Members,
}

/// The audience of a token: a name, or a list of names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Audience {
    /// One name.
    One(String),
    /// A list of names.
    Many(Vec<String>),
}

/// The rules for accepting a token, besides its signature.
///
/// `exp` is required and must be in the future. If there is an `nbf`, it must not be in the future. For both
/// comparisons, the clocks may differ by [`clock_tolerance`](Self::clock_tolerance). By default, `sub` is
/// required.
///
/// ```
/// let rules = matricula::token::Rules::default()
///     .with_issuer("acme.com")
///     .with_audience("85a03867-dccf-4882-adde-1a79aeec50df");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Rules {
    /// `iss` must be one of these names. If no name is given here, `iss` is not checked.
    pub issuer: Vec<String>,
    /// `aud` must be one of these names, or a list that contains one of them. If no name is given here,
    /// `aud` is not checked. Then a token for another application is also accepted, if the same key signed it.
    pub audience: Vec<String>,
    /// Whether `sub`, the user, is required. Default true: an access token has a `sub`. Other tokens
    /// that are signed with the same key, such as the tokens in Fusio's mails, may have none.
    pub require_subject: bool,
    /// The accepted algorithms. If the list is empty, all algorithms of the keys are accepted.
    pub algorithms: Vec<Algorithm>,
    /// The allowed difference between the issuer's clock and the clock of this computer. Default 60
    /// seconds.
    pub clock_tolerance: Duration,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            issuer: Vec::new(),
            audience: Vec::new(),
            require_subject: true,
            algorithms: Vec::new(),
            clock_tolerance: Duration::from_secs(60),
        }
    }
}

impl Rules {
    /// The same rules with one more accepted [`issuer`](Self::issuer).
    #[must_use]
    pub fn with_issuer(mut self, issuer: impl Into<String>) -> Self {
        self.issuer.push(issuer.into());
        self
    }

    /// The same rules with one more accepted [`audience`](Self::audience).
    #[must_use]
    pub fn with_audience(mut self, audience: impl Into<String>) -> Self {
        self.audience.push(audience.into());
        self
    }

    /// The same rules with this value of [`require_subject`](Self::require_subject).
    #[must_use]
    pub fn with_require_subject(mut self, require_subject: bool) -> Self {
        self.require_subject = require_subject;
        self
    }

    /// The same rules with this algorithm added to [`algorithms`](Self::algorithms): then only the
    /// algorithms in that list are accepted.
    #[must_use]
    pub fn with_algorithm(mut self, algorithm: Algorithm) -> Self {
        self.algorithms.push(algorithm);
        self
    }

    /// The same rules with this [`clock_tolerance`](Self::clock_tolerance).
    #[must_use]
    pub fn with_clock_tolerance(mut self, clock_tolerance: Duration) -> Self {
        self.clock_tolerance = clock_tolerance;
        self
    }

    /// Checks claims at the time `now`, in epoch seconds.
    pub(super) fn check(&self, claims: &Json, now: f64) -> Result<(), Refusal> {
        let text = |name| member(claims, name).and_then(|value| json::text(&value));
        let is_one_of = |wanted: &[String], text: Option<String>| {
            text.is_some_and(|text| wanted.contains(&text))
        };
        if !self.issuer.is_empty() && !is_one_of(&self.issuer, text("iss")) {
            return Err(Refusal::Issuer);
        }
        if !self.audience.is_empty() && !is_one_of(&self.audience, text("aud")) {
            let names = member(claims, "aud").map(|aud| json::items(&aud)).unwrap_or_default();
            if !names.iter().any(|name| is_one_of(&self.audience, json::text(name))) {
                return Err(Refusal::Audience);
            }
        }
        if self.require_subject && text("sub").is_none_or(|sub| sub.is_empty()) {
            return Err(Refusal::Subject);
        }
        let tolerance = self.clock_tolerance.as_secs_f64();
        if instant(claims, "nbf")?.is_some_and(|nbf| now + tolerance < nbf) {
            return Err(Refusal::NotYetValid);
        }
        // A token without `exp` would be valid for ever.
        let exp = instant(claims, "exp")?.ok_or(Refusal::Malformed)?;
        if now - tolerance >= exp { Err(Refusal::Expired) } else { Ok(()) }
    }
}

/// A claim with a number of seconds; `None` if it is missing or null. Another type is an error.
fn instant(claims: &Json, name: &str) -> Result<Option<f64>, Refusal> {
    let value = member(claims, name);
    value
        .map(|value| value.as_f64().filter(|at| at.is_finite()).ok_or(Refusal::Malformed))
        .transpose()
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn times_are_compared_with_the_tolerance() {
        let clock_tolerance = Duration::from_secs(10);
        let rules = Rules { clock_tolerance, require_subject: false, ..Rules::default() };
        let at = |claims: Json, now| rules.check(&claims, now).err();
        assert_eq!(at(json!({"exp": 100}), 109.9), None);
        assert_eq!(at(json!({"exp": 100}), 110.0), Some(Refusal::Expired));
        assert_eq!(at(json!({"exp": 100.5}), 110.0), None);
        assert_eq!(at(json!({"exp": 1000, "nbf": 100}), 90.0), None);
        assert_eq!(at(json!({"exp": 1000, "nbf": 100}), 89.9), Some(Refusal::NotYetValid));
        for odd in [json!({}), json!({"exp": "100"}), json!({"exp": 100, "nbf": true})] {
            assert_eq!(at(odd, 0.0), Some(Refusal::Malformed));
        }
    }

    #[test]
    fn each_method_sets_its_own_field() {
        let clock_tolerance = Duration::from_secs(1);
        let set = Rules::default()
            .with_issuer("a")
            .with_issuer("b")
            .with_audience("c")
            .with_require_subject(false)
            .with_algorithm(Algorithm::ES256)
            .with_clock_tolerance(clock_tolerance);
        let filled = Rules {
            issuer: vec!["a".to_owned(), "b".to_owned()],
            audience: vec!["c".to_owned()],
            require_subject: false,
            algorithms: vec![Algorithm::ES256],
            clock_tolerance,
        };
        assert_eq!(set, filled);
    }

    #[test]
    fn an_audience_is_a_name_or_a_list() {
        let audience = vec!["a".to_owned(), "b".to_owned()];
        let rules = Rules { audience, require_subject: false, ..Rules::default() };
        let of = |aud: Json| rules.check(&json!({"exp": 9, "aud": aud}), 0.0).err();
        for good in [json!("a"), json!(["x", "b"]), json!([1, "a"])] {
            assert_eq!(of(good), None);
        }
        for bad in [json!("ab"), json!([]), json!(["x"]), json!({"a": "a"}), json!(null)] {
            assert_eq!(of(bad), Some(Refusal::Audience));
        }
    }
}
