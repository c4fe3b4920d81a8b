//! Why settings were refused.

/// Settings that were refused; nothing was applied.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{key}: {problem}")]
pub struct SettingsError {
    /// The path of the wrong key, such as `fusio.user_approval`.
    pub key: String,
    /// What is wrong with it; never quotes the value.
    pub problem: String,
}

impl SettingsError {
    pub(crate) fn new(key: impl Into<String>, problem: impl Into<String>) -> Self {
        Self { key: key.into(), problem: problem.into() }
    }
}
