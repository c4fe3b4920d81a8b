//! Why a token is refused: the errors and their `code`.

use crate::error::{Error, ErrorKind};

/// Why a token is refused; each reason is a `code` of the error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    Malformed,
    Algorithm,
    UnknownKey,
    Signature,
    Issuer,
    Audience,
    Subject,
    NotYetValid,
    Expired,
}

impl Refusal {
    #[cfg(test)]
    #[cfg(not(target_arch = "wasm32"))]
    pub(super) const ALL: [Self; 9] = [
        Self::Malformed,
        Self::Algorithm,
        Self::UnknownKey,
        Self::Signature,
        Self::Issuer,
        Self::Audience,
        Self::Subject,
        Self::NotYetValid,
        Self::Expired,
    ];

    pub(super) fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Malformed => ("malformed", "the token is not a signed JWT"),
            Self::Algorithm => ("algorithm", "the algorithm of the token is not accepted"),
            Self::UnknownKey => ("unknown_key", "no known key fits the token"),
            Self::Signature => ("signature", "the signature of the token is wrong"),
            Self::Issuer => ("issuer", "the token has another issuer"),
            Self::Audience => ("audience", "the token has another audience"),
            Self::Subject => ("subject", "the token has no user (`sub`)"),
            Self::NotYetValid => ("not_yet_valid", "the token is not valid yet"),
            Self::Expired => ("expired", "the token has expired"),
        }
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        let (code, message) = refusal.words();
        Self::new(ErrorKind::InvalidToken, message).with_code(code)
    }
}
