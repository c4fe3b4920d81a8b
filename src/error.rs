//! The one error of this crate: what went wrong, in a word that a program can branch on.

use std::{borrow::Cow, fmt, sync::Arc, time::Duration};

use serde::{Deserialize, Serialize};

#[cfg(feature = "fusionauth")]
use crate::secret::Secret;

/// What went wrong, as a closed set of words.
///
/// The same words are the `kind` of JavaScript's `ClientError`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum ErrorKind {
    /// No answer came, or none that can be read; `code` says why where the platform does: `connect`,
    /// `dns`, `tls`, `protocol`.
    Network,
    /// The time limit of the call ran out.
    Timeout,
    /// The caller gave up on the call; or a session's sign-in was overtaken by another sign-in or a
    /// sign-out that was begun later.
    Aborted,
    /// Too many requests; `retry_after` says how long to wait when the server told.
    RateLimited,
    /// The server failed (5xx).
    Server,
    /// The answer is not what this operation answers: not JSON, cut off, too long, a redirect, a member missing.
    UnexpectedResponse,
    /// A value was missing or not acceptable; `field_errors` says which.
    Validation,
    /// The name, the password or the client credentials are wrong.
    InvalidCredentials,
    /// The access token is missing, expired or revoked.
    Unauthorized,
    /// The caller is known and may not do this, for example because a scope is missing.
    Forbidden,
    /// What the call names does not exist.
    NotFound,
    /// What the call would create exists already.
    Conflict,
    /// The captcha is missing or was not accepted.
    Captcha,
    /// The server does not take registrations.
    RegistrationDisabled,
    /// A token from a mail, or a refresh token, is wrong, used or expired; or an access token does not
    /// hold, and `code` says why.
    InvalidToken,
    /// The account is locked.
    AccountLocked,
    /// The account has expired.
    AccountExpired,
    /// The server keeps this account from logging in.
    LoginPrevented,
    /// There is no session.
    NoSession,
    /// The server has ended the session.
    SessionExpired,
    /// The way back from a social login provider failed; `code` says why.
    Callback,
    /// The place where the session is kept could not be read or written.
    Storage,
    /// This platform, server or account cannot do that.
    Unsupported,
}

impl ErrorKind {
    /// The word for this kind, as it stands in JavaScript.
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

/// One complaint of the server.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ApiError {
    /// The vendor's code, where it has one.
    pub code: Option<Cow<'static, str>>,
    /// What is wrong, in English.
    pub message: Cow<'static, str>,
}

/// One complaint of the server about a member of the request.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct FieldError {
    /// The member's name on the wire.
    pub field: Cow<'static, str>,
    /// What is wrong with it.
    pub error: ApiError,
}

/// Why a call failed.
///
/// An error never holds what the caller sent, and of the body that the server sent only the actions
/// that keep a user out, which it does not print: it can be printed and logged as it is.
#[derive(Clone, Debug)]
pub struct Error(Box<Inner>);

#[derive(Clone, Debug)]
struct Inner {
    kind: ErrorKind,
    message: Cow<'static, str>,
    status: Option<u16>,
    code: Option<Cow<'static, str>>,
    field_errors: Vec<FieldError>,
    general_errors: Vec<ApiError>,
    /// As JSON; what the operator wrote is not ours to print.
    #[cfg(feature = "fusionauth")]
    actions: Option<Secret>,
    retry_after: Option<Duration>,
    request_id: Option<String>,
    source: Option<Arc<dyn std::error::Error + Send + Sync>>,
}

impl Error {
    pub(crate) fn new(kind: ErrorKind, message: impl Into<Cow<'static, str>>) -> Self {
        Self(Box::new(Inner {
            kind,
            message: message.into(),
            status: None,
            code: None,
            field_errors: Vec::new(),
            general_errors: Vec::new(),
            #[cfg(feature = "fusionauth")]
            actions: None,
            retry_after: None,
            request_id: None,
            source: None,
        }))
    }

    /// A value of the caller that cannot be sent.
    pub(crate) fn invalid(field: &'static str, message: &'static str) -> Self {
        Self::new(ErrorKind::Validation, [field, ": ", message].concat())
            .with_field_error(field, ApiError { code: None, message: message.into() })
    }

    pub(crate) fn with_status(mut self, status: u16) -> Self {
        self.0.status = Some(status);
        self
    }

    pub(crate) fn with_code(mut self, code: impl Into<Cow<'static, str>>) -> Self {
        self.0.code = Some(code.into());
        self
    }

    pub(crate) fn with_field_error(
        mut self,
        field: impl Into<Cow<'static, str>>,
        error: ApiError,
    ) -> Self {
        self.0.field_errors.push(FieldError { field: field.into(), error });
        self
    }

    #[cfg(feature = "fusionauth")]
    pub(crate) fn with_general_error(mut self, error: ApiError) -> Self {
        self.0.general_errors.push(error);
        self
    }

    #[cfg(feature = "fusionauth")]
    pub(crate) fn with_actions(mut self, json: Option<String>) -> Self {
        self.0.actions = json.map(Secret::from);
        self
    }

    /// The actions that keep a user from logging in, as JSON.
    #[cfg(feature = "fusionauth")]
    pub(crate) fn actions_json(&self) -> Option<&str> {
        self.0.actions.as_ref().map(Secret::expose)
    }

    pub(crate) fn with_retry_after(mut self, retry_after: Option<Duration>) -> Self {
        self.0.retry_after = retry_after;
        self
    }

    pub(crate) fn with_request_id(mut self, request_id: Option<String>) -> Self {
        self.0.request_id = request_id;
        self
    }

    /// What a [`TokenStore`](crate::session::TokenStore) gives when it cannot read or write.
    pub fn storage(source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::new(ErrorKind::Storage, "the session could not be read or written")
            .with_source(source)
    }

    /// The same answer in other words: its status, its code and its request id.
    pub(crate) fn after(mut self, cause: Self) -> Self {
        let cause = *cause.0;
        (self.0.status, self.0.code, self.0.request_id) =
            (cause.status, cause.code, cause.request_id);
        self
    }

    pub(crate) fn with_source(
        mut self,
        source: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> Self {
        self.0.source = Some(source.into().into());
        self
    }

    /// What went wrong, in English; the same as `Display`.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// What went wrong.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The HTTP status, when an answer came.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        self.0.status
    }

    /// The vendor's, the protocol's or the platform's own code, for example `invalid_grant`.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.0.code.as_deref()
    }

    /// The complaints about single members of the request.
    #[must_use]
    pub fn field_errors(&self) -> &[FieldError] {
        &self.0.field_errors
    }

    /// The first complaint about one member of the request, by its name on the wire.
    #[must_use]
    pub fn field_error(&self, field: &str) -> Option<&ApiError> {
        self.0.field_errors.iter().find(|error| error.field == field).map(|error| &error.error)
    }

    /// The complaints about the request as a whole.
    #[must_use]
    pub fn general_errors(&self) -> &[ApiError] {
        &self.0.general_errors
    }

    /// Whether the server complained with this code, about a member or about the request as a whole:
    /// `error.has_code("[duplicate]user.email")`.
    #[must_use]
    pub fn has_code(&self, code: &str) -> bool {
        let of_fields = self.0.field_errors.iter().map(|about| &about.error);
        let has = |error: &ApiError| error.code.as_deref() == Some(code);
        self.code() == Some(code) || of_fields.chain(&self.0.general_errors).any(has)
    }

    /// How long the server asked to wait before the next try: a day at most.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.retry_after
    }

    /// The server's name for this request (`X-Request-Id`), to be quoted when asking its operator.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.0.request_id.as_deref()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.message)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.source.as_ref().map(|source| &**source as _)
    }
}

const _: () = {
    const fn assert_error<T: std::error::Error + Send + Sync + 'static>() {}
    assert_error::<Error>();
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_is_the_same_word_in_text_and_in_json() {
        for kind in [ErrorKind::Network, ErrorKind::RateLimited, ErrorKind::UnexpectedResponse] {
            assert_eq!(serde_json::to_string(&kind).unwrap(), format!("\"{kind}\""));
        }
    }

    #[test]
    fn an_invalid_value_is_named_with_its_field() {
        let error = Error::invalid("token", "is not a token");
        assert_eq!(error.kind(), ErrorKind::Validation);
        assert_eq!(error.to_string(), "token: is not a token");
        assert_eq!(error.field_error("token").unwrap().message, "is not a token");
        assert!(error.status().is_none());
    }
}
