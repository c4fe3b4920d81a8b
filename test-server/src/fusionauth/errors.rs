//! Refusals: the Errors object with the vendor's codes, answers without a body or with another body,
//! internal errors.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use crate::failure;

/// All problems of a request: the problems of its fields, and the general problems.
#[derive(Debug, Default, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct Errors {
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    field_errors: BTreeMap<String, Vec<Problem>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    general_errors: Vec<Problem>,
}

/// A problem: a code for programs, and a message for humans.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "FieldProblem")]
struct Problem {
    code: String,
    message: String,
}

/// The answer to a request that is refused.
#[derive(Debug)]
pub(super) enum Refusal {
    /// A status without a body.
    Empty(StatusCode),
    /// A status with a body that is not an Errors object.
    Body(StatusCode, Value),
    /// 400 (or another status) with an Errors object.
    Errors(StatusCode, Errors),
}

impl Errors {
    /// Adds a problem with a field; the code is `[reason]field`.
    pub(super) fn field(&mut self, field: &str, reason: &str, message: impl Into<String>) {
        self.coded(field, format!("[{reason}]{field}"), message);
    }

    /// Adds a problem with a field; the code can be any text.
    pub(super) fn coded(&mut self, field: &str, code: String, message: impl Into<String>) {
        let problem = Problem { code, message: message.into() };
        self.field_errors.entry(field.to_owned()).or_default().push(problem);
    }

    /// Adds the problem that the field is missing.
    pub(super) fn missing(&mut self, field: &str) {
        self.field(field, "missing", format!("You must specify the [{field}] property."));
    }

    /// Adds the problem that the field is empty.
    pub(super) fn blank(&mut self, field: &str) {
        self.field(field, "blank", format!("You must specify the [{field}] property."));
    }

    /// Adds the problem that a number is not greater than 0.
    pub(super) fn not_positive(&mut self, field: &str) {
        let message = format!("The [{field}] property must be greater than 0.");
        self.field(field, "invalid", message);
    }

    /// Adds the problem that the JSON value of the field is of the wrong type.
    pub(super) fn invalid_json(&mut self, field: &str, detail: &str) {
        let message = format!(
            "Invalid JSON in the request body. The property was [{field}]. The error was [Possible conversion error]. The detailed exception was [{detail}]"
        );
        self.coded(field, "[invalidJSON]".into(), message);
    }

    /// Adds the problems of an object that was checked separately. In that check, the object has the
    /// name `name`. In fields, codes and messages, `here` replaces this name.
    pub(super) fn adopt(&mut self, other: Self, name: &str, here: &str) {
        let rename = |text: &str| {
            let (in_message, in_code) = (format!("[{name}."), format!("]{name}."));
            let text = text.replace(&in_message, &format!("[{here}."));
            text.replace(&in_code, &format!("]{here}."))
        };
        for (field, problems) in other.field_errors {
            let rest = field.strip_prefix(name).unwrap_or_default();
            let known = self.field_errors.entry(format!("{here}{rest}")).or_default();
            known.extend(problems.into_iter().map(|problem| Problem {
                code: rename(&problem.code),
                message: rename(&problem.message),
            }));
        }
        self.general_errors.extend(other.general_errors);
    }

    /// Whether there are problems with this field.
    pub(super) fn concerns(&self, field: &str) -> bool {
        self.field_errors.contains_key(field)
    }

    /// The fields that have problems.
    pub(super) fn fields(&self) -> impl Iterator<Item = &str> {
        self.field_errors.keys().map(String::as_str)
    }

    /// Whether there is no problem at all.
    pub(super) fn is_empty(&self) -> bool {
        self.field_errors.is_empty() && self.general_errors.is_empty()
    }

    /// Refuses if there is any problem.
    pub(super) fn check(self) -> Result<(), Refusal> {
        if self.is_empty() { Ok(()) } else { Err(self.into()) }
    }
}

impl From<Errors> for Refusal {
    fn from(errors: Errors) -> Self {
        Self::Errors(StatusCode::BAD_REQUEST, errors)
    }
}

impl Refusal {
    /// The same refusal if it has the status `status`; otherwise, a refusal with `status` and without a body.
    pub(super) fn or_status(self, status: u16) -> Self {
        let own = match &self {
            Self::Empty(own) | Self::Body(own, _) | Self::Errors(own, _) => own.as_u16(),
        };
        match StatusCode::from_u16(status) {
            Ok(status) if own != status.as_u16() => Self::Empty(status),
            _ => self,
        }
    }

    /// 400 with one general problem.
    pub(super) fn general(code: &str, message: impl Into<String>) -> Self {
        Self::general_with(StatusCode::BAD_REQUEST, code, message)
    }

    /// Any status with one general problem.
    pub(super) fn general_with(status: StatusCode, code: &str, message: impl Into<String>) -> Self {
        let problem = Problem { code: code.to_owned(), message: message.into() };
        Self::Errors(status, Errors { general_errors: vec![problem], ..Errors::default() })
    }

    /// 400 with one problem of a field.
    pub(super) fn field(field: &str, reason: &str, message: impl Into<String>) -> Self {
        let mut errors = Errors::default();
        errors.field(field, reason, message);
        errors.into()
    }

    /// 404 without a body.
    pub(super) fn not_found() -> Self {
        Self::Empty(StatusCode::NOT_FOUND)
    }

    /// 401 without a body.
    pub(super) fn unauthorized() -> Self {
        Self::Empty(StatusCode::UNAUTHORIZED)
    }

    /// 400: the body is not JSON in the required form.
    pub(super) fn malformed() -> Self {
        Self::general(
            "[invalidJSON]",
            "Invalid JSON in the request body. The property was [unknown]. The error was [Unexpected processing exception]. The detailed exception was [the body cannot be read]",
        )
    }

    /// 400: the request must name a valid tenant.
    pub(super) fn tenant_required() -> Self {
        Self::general(
            "[TenantIdRequired]",
            "A Tenant Id is required to complete this request. To complete this request, you may assign a Tenant to your API key, or add the X-FusionAuth-TenantId HTTP request header with the Tenant Id.",
        )
    }

    /// The status and the body of the answer.
    pub(super) fn parts(self) -> (StatusCode, Option<Value>) {
        match self {
            Self::Empty(status) => (status, None),
            Self::Body(status, body) => (status, Some(body)),
            Self::Errors(status, errors) => (status, serde_json::to_value(errors).ok()),
        }
    }
}

/// The log gets the cause of the error; the answer does not contain the cause.
impl<E: std::error::Error + 'static> From<E> for Refusal {
    #[track_caller]
    fn from(cause: E) -> Self {
        failure::log(&cause);
        Self::general_with(
            StatusCode::INTERNAL_SERVER_ERROR,
            "[Exception]",
            "FusionAuth encountered an unexpected error. Please contact support for assistance.",
        )
    }
}
