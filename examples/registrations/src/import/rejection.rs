//! The reason why a line was not imported: a kind, a message, and the fields to correct.

use std::fmt;

use matricula::Error;
use serde::{Deserialize, Serialize};

/// The reason why a line was not imported. The reason contains no values of the line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Rejection {
    /// The kind of the client's error, or `unreadable`.
    pub(super) kind: String,
    pub(super) message: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) fields: Vec<Field>,
}

/// An error about a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Field {
    pub(super) field: String,
    pub(super) message: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) code: Option<String>,
}

impl Rejection {
    /// The rejection of a line that was never sent.
    pub(super) fn unreadable(message: impl Into<String>) -> Self {
        Self { kind: "unreadable".to_owned(), message: message.into(), fields: Vec::new() }
    }
}

impl From<&Error> for Rejection {
    fn from(error: &Error) -> Self {
        let fields = error.field_errors().iter().map(|about| Field {
            field: about.field.to_string(),
            message: about.error.message.to_string(),
            code: about.error.code.as_ref().map(ToString::to_string),
        });
        Self {
            kind: error.kind().to_string(),
            message: error.message().to_owned(),
            fields: fields.collect(),
        }
    }
}

impl fmt::Display for Rejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.kind)?;
        if self.fields.is_empty() {
            return f.write_str(&self.message);
        }
        for (index, Field { field, message, code }) in self.fields.iter().enumerate() {
            let separator = if index > 0 { "; " } else { "" };
            write!(f, "{separator}{field} {message}")?;
            if let Some(code) = code {
                write!(f, " ({code})")?;
            }
        }
        Ok(())
    }
}
