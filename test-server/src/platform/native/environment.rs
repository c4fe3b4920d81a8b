//! The environment of a native program.

/// The environment variable of this name, if it is set and is text.
pub(crate) fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}
