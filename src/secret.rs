//! A string that is never printed: a password, token, key or code.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A password, token, key or code.
///
/// Its `Debug` prints `[redacted]`, and it has no `Display` and no `Deref`. Only
/// [`expose`](Self::expose) and serialization give its text; requests need the serialization.
///
/// ```compile_fail
/// println!("{}", matricula::Secret::from("hunter2")); // a secret has no Display
/// ```
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// The text itself. Do not print or log it.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

impl Serialize for Secret {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

// This is not derived, because derived code would quote a value of the wrong type in the error message.
impl<'de> Deserialize<'de> for Secret {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl de::Visitor<'_> for Visitor {
            type Value = Secret;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Secret, E> {
                Ok(text.into())
            }
            fn visit_string<E: de::Error>(self, text: String) -> Result<Secret, E> {
                Ok(text.into())
            }
            fn visit_bool<E: de::Error>(self, _: bool) -> Result<Secret, E> {
                Err(E::custom("expected a string"))
            }
            fn visit_i64<E: de::Error>(self, _: i64) -> Result<Secret, E> {
                Err(E::custom("expected a string"))
            }
            fn visit_u64<E: de::Error>(self, _: u64) -> Result<Secret, E> {
                Err(E::custom("expected a string"))
            }
            fn visit_f64<E: de::Error>(self, _: f64) -> Result<Secret, E> {
                Err(E::custom("expected a string"))
            }
        }
        // With `deserialize_string`, serde_json itself would report a value of the wrong type, and
        // quote the value.
        deserializer.deserialize_any(Visitor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_debug_output_hides_a_secret() {
        assert_eq!(format!("{:?}", Secret::from("hunter2")), "[redacted]");
        assert_eq!(format!("{:?}", Some(Secret::from("hunter2"))), "Some([redacted])");
    }

    #[test]
    fn a_secret_of_the_wrong_type_is_not_quoted() {
        for json in
            ["12345678", "-87654321", "1.2345678", "true", "[\"hunter2\"]", "{\"hunter2\":1}"]
        {
            let message = serde_json::from_str::<Secret>(json).unwrap_err().to_string();
            assert!(message.contains("a string"), "{message}");
            for part in ["1234", "8765", "2345", "true", "hunter2"] {
                assert!(!message.contains(part), "{message}");
            }
        }
    }

    #[test]
    fn a_secret_is_read_and_written_as_a_plain_string() {
        let secret: Secret = serde_json::from_str("\"a\\u00e9\"").unwrap();
        assert_eq!(secret.expose(), "aé");
        assert_eq!(serde_json::to_string(&secret).unwrap(), "\"aé\"");
    }
}
