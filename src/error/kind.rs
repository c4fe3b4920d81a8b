//! The kinds of errors, and their words.

use std::{fmt, str::FromStr};

use serde::{
    Deserialize, Serialize,
    de::{
        IntoDeserializer,
        value::{self, StrDeserializer},
    },
};

/// The kinds of errors; a closed set.
///
/// In JavaScript, the `kind` of a `ClientError` is one of these words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum ErrorKind {
    /// There was no answer, or it could not be read. `code` says why, if that is known: `connect`,
    /// `dns`, `tls` or `protocol`; in JavaScript the platform's own code, such as `ECONNREFUSED`.
    Network,
    /// The time limit of the call ran out.
    Timeout,
    /// The caller aborted the call; or, for a session's sign-in, a later sign-in or sign-out has
    /// taken effect.
    Aborted,
    /// Too many requests; `retry_after` says how long to wait, if the server says so.
    RateLimited,
    /// The server failed (a 5xx status that does not mean one of the other kinds).
    Server,
    /// The answer does not fit the operation, for example because it is incomplete, too long, a
    /// redirect, not JSON, or without a required member.
    UnexpectedResponse,
    /// A value is missing or invalid, or the server refused the request for another reason.
    /// `field_errors` and `general_errors` say more, if the server does.
    Validation,
    /// The name, the password or the client credentials are wrong.
    InvalidCredentials,
    /// The access token is missing, expired or revoked.
    Unauthorized,
    /// The caller is not allowed to do this, for example because a scope is missing.
    Forbidden,
    /// Something that the call names does not exist.
    NotFound,
    /// Something that the call would create already exists.
    Conflict,
    /// The captcha is missing or was not accepted.
    Captcha,
    /// The server does not accept registrations.
    RegistrationDisabled,
    /// A token, code or id for one use (for example from a mail), or a refresh token, is wrong,
    /// used or expired; or an access token is not valid, and `code` says why.
    InvalidToken,
    /// The account is locked or, with `FusionAuth`, disabled.
    AccountLocked,
    /// The account has expired.
    AccountExpired,
    /// The server does not let this account or this app log in.
    LoginPrevented,
    /// The user is not signed in.
    NoSession,
    /// The server has ended the session; or there was no refresh token, and the access token has
    /// expired or was refused.
    SessionExpired,
    /// A login through a provider failed, or an address is not the callback of a login. `code` says
    /// why, if that is known.
    Callback,
    /// The storage of the session could not be read or written.
    Storage,
    /// This platform, server or account does not support the call.
    Unsupported,
}

impl ErrorKind {
    /// The word for this kind; the same as in JavaScript.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Network => "network",
            Self::Timeout => "timeout",
            Self::Aborted => "aborted",
            Self::RateLimited => "rate_limited",
            Self::Server => "server",
            Self::UnexpectedResponse => "unexpected_response",
            Self::Validation => "validation",
            Self::InvalidCredentials => "invalid_credentials",
            Self::Unauthorized => "unauthorized",
            Self::Forbidden => "forbidden",
            Self::NotFound => "not_found",
            Self::Conflict => "conflict",
            Self::Captcha => "captcha",
            Self::RegistrationDisabled => "registration_disabled",
            Self::InvalidToken => "invalid_token",
            Self::AccountLocked => "account_locked",
            Self::AccountExpired => "account_expired",
            Self::LoginPrevented => "login_prevented",
            Self::NoSession => "no_session",
            Self::SessionExpired => "session_expired",
            Self::Callback => "callback",
            Self::Storage => "storage",
            Self::Unsupported => "unsupported",
        }
    }
}

impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Reads a word that [`as_str`](ErrorKind::as_str) writes.
///
/// ```
/// use matricula::ErrorKind;
/// assert_eq!("rate_limited".parse(), Ok(ErrorKind::RateLimited));
/// assert!("RateLimited".parse::<ErrorKind>().is_err());
/// ```
impl FromStr for ErrorKind {
    type Err = ParseErrorKindError;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        let word: StrDeserializer<'_, value::Error> = word.into_deserializer();
        Self::deserialize(word).map_err(|_| ParseErrorKindError(()))
    }
}

/// The error for a word that is not an [`ErrorKind`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParseErrorKindError(());

impl fmt::Display for ParseErrorKindError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("this word is not the kind of an error")
    }
}

impl std::error::Error for ParseErrorKindError {}

#[cfg(test)]
mod tests {
    use serde::de;

    use super::*;

    /// All words of an enum: serde passes them to the error for an unknown word.
    #[derive(Debug)]
    struct Words(&'static [&'static str]);

    impl fmt::Display for Words {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            fmt::Debug::fmt(self, f)
        }
    }

    impl std::error::Error for Words {}

    impl de::Error for Words {
        fn custom<T: fmt::Display>(message: T) -> Self {
            panic!("{message}")
        }

        fn unknown_variant(_: &str, expected: &'static [&'static str]) -> Self {
            Self(expected)
        }
    }

    fn words() -> &'static [&'static str] {
        let Words(words) = ErrorKind::deserialize(StrDeserializer::new("")).unwrap_err();
        words
    }

    impl ErrorKind {
        /// All kinds, in the order of their declaration.
        pub(crate) fn all() -> Vec<Self> {
            words().iter().map(|word| word.parse().unwrap()).collect()
        }
    }

    #[test]
    fn a_kind_is_the_same_word_in_text_and_in_json() {
        let words = words();
        assert!(words.len() > 20, "{words:?}");
        assert_eq!(ErrorKind::all().len(), words.len());
        for word in words {
            let kind: ErrorKind = serde_json::from_str(&format!("\"{word}\"")).unwrap();
            assert_eq!(kind.as_str(), *word);
            assert_eq!(word.parse(), Ok(kind));
        }
    }

    #[test]
    fn an_unknown_word_is_not_a_kind() {
        for word in ["", "teapot", "Network", " network", "network "] {
            assert_eq!(word.parse::<ErrorKind>(), Err(ParseErrorKindError(())), "{word:?}");
        }
    }
}
