//! The error type of this crate, with a `kind` that a program can branch on.

use std::{borrow::Cow, fmt, sync::Arc, time::Duration};

#[cfg(feature = "fusionauth")]
use crate::secret::Secret;

mod kind;

pub use kind::{ErrorKind, ParseErrorKindError};

/// One error message of the server, or of this crate about an invalid value.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ApiError {
    /// The vendor's code, if there is one.
    pub code: Option<Cow<'static, str>>,
    /// What is wrong, in English.
    pub message: Cow<'static, str>,
}

impl ApiError {
    /// A message with the vendor's code, if there is one.
    pub fn new(code: Option<Cow<'static, str>>, message: impl Into<Cow<'static, str>>) -> Self {
        Self { code, message: message.into() }
    }
}

/// One error message about a member of the request.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct FieldError {
    /// The name of the member in the JSON of the request, such as `user.email`, or the name of an option.
    pub field: Cow<'static, str>,
    /// What is wrong with it.
    pub error: ApiError,
}

/// Why a call failed.
///
/// An error never contains the data of the request. From the answer's body it keeps known messages,
/// codes and names of members. It also keeps the user actions of `FusionAuth` that prevent a login,
/// but does not print them. So an error is safe to print and to log.
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
    /// The user actions as JSON. They contain the operator's texts, so they are not printed.
    #[cfg(feature = "fusionauth")]
    actions: Option<Secret>,
    retry_after: Option<Duration>,
    request_id: Option<String>,
    source: Option<Arc<dyn std::error::Error + Send + Sync>>,
}

impl Error {
    /// Makes an error, which your own [`TokenStore`](crate::session::TokenStore) or a test can return. The `with_`
    /// methods add details.
    ///
    /// ```
    /// # use matricula::{ApiError, Error, ErrorKind};
    /// let taken = ApiError::new(None, "User name already exists");
    /// let error = Error::new(ErrorKind::Conflict, "the name is taken")
    ///     .with_status(400)
    ///     .with_field_error("name", taken);
    /// assert!(error.field_error("name").is_some());
    /// ```
    pub fn new(kind: ErrorKind, message: impl Into<Cow<'static, str>>) -> Self {
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

    /// The error for an invalid value from the caller.
    pub(crate) fn invalid(field: &'static str, message: &'static str) -> Self {
        Self::new(ErrorKind::Validation, [field, ": ", message].concat())
            .with_field_error(field, ApiError { code: None, message: message.into() })
    }

    /// The same error with the HTTP status of an answer.
    #[must_use]
    pub fn with_status(mut self, status: u16) -> Self {
        self.0.status = Some(status);
        self
    }

    /// The same error with a [`code`](Self::code).
    #[must_use]
    pub fn with_code(mut self, code: impl Into<Cow<'static, str>>) -> Self {
        self.0.code = Some(code.into());
        self
    }

    /// The same error with one more error message about a member of the request.
    #[must_use]
    pub fn with_field_error(
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

    /// The user actions that prevent a login, as JSON.
    #[cfg(feature = "fusionauth")]
    pub(crate) fn actions_json(&self) -> Option<&str> {
        self.0.actions.as_ref().map(Secret::expose)
    }

    /// The same error with the wait that the server asked for.
    #[must_use]
    pub fn with_retry_after(mut self, retry_after: impl Into<Option<Duration>>) -> Self {
        self.0.retry_after = retry_after.into();
        self
    }

    /// The same error with the server's id of the request.
    #[must_use]
    pub fn with_request_id(mut self, request_id: impl Into<Option<String>>) -> Self {
        self.0.request_id = request_id.into();
        self
    }

    /// The error of a [`TokenStore`](crate::session::TokenStore) that cannot read or write.
    pub fn storage(source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::new(ErrorKind::Storage, "the session could not be read or written")
            .with_source(source)
    }

    /// Copies status, code and request id from `cause`.
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

    /// The HTTP status of the answer. None without an answer, or if a browser hides the status.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        self.0.status
    }

    /// A code of the vendor, the protocol, the platform or this crate, for example `invalid_grant`.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.0.code.as_deref()
    }

    /// The error messages about single members of the request.
    #[must_use]
    pub fn field_errors(&self) -> &[FieldError] {
        &self.0.field_errors
    }

    /// The first error message about the member `field` of the request. `field` is the name as it was sent.
    #[must_use]
    pub fn field_error(&self, field: &str) -> Option<&ApiError> {
        self.0.field_errors.iter().find(|error| error.field == field).map(|error| &error.error)
    }

    /// The error messages about the request as a whole.
    #[must_use]
    pub fn general_errors(&self) -> &[ApiError] {
        &self.0.general_errors
    }

    /// Whether this error, or one of the error messages in it, has this code:
    /// `error.has_code("[duplicate]user.email")`.
    #[must_use]
    pub fn has_code(&self, code: &str) -> bool {
        let of_fields = self.0.field_errors.iter().map(|about| &about.error);
        let has = |error: &ApiError| error.code.as_deref() == Some(code);
        self.code() == Some(code) || of_fields.chain(&self.0.general_errors).any(has)
    }

    /// The wait that the server asks for before the next try; at most a day.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.retry_after
    }

    /// The server's id of this request (`X-Request-Id`); quote it when you ask the operator of the
    /// server.
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
    fn the_error_for_an_invalid_value_names_the_field() {
        let error = Error::invalid("token", "is not a token");
        assert_eq!(error.kind(), ErrorKind::Validation);
        assert_eq!(error.to_string(), "token: is not a token");
        assert_eq!(error.field_error("token").unwrap().message, "is not a token");
        assert!(error.status().is_none());
    }
}
