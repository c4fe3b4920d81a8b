//! Converts values of this crate into values of JavaScript, and back: bodies, [`Members`](crate::Members), claims.
//!
//! This module is for Rust web apps that share data with scripts. It needs the feature `js-values` and the target
//! `wasm32-unknown-unknown`.
//!
//! ```
//! use matricula::{js_value, token::Claims};
//!
//! # fn share() -> Result<(), matricula::Error> {
//! let mut claims = Claims::default();
//! claims.sub = Some("ada".to_owned());
//! let value = js_value::write(&claims)?; // { sub: "ada" }
//! let claims: Claims = js_value::read(value)?;
//! assert_eq!(claims.sub.as_deref(), Some("ada"));
//! # Ok(()) }
//! ```

use serde::{Serialize, de::DeserializeOwned};
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::JsValue;

use crate::error::{Error, ErrorKind};

/// Converts a value into a value of JavaScript. Structs and maps become objects, and integers become numbers. `None`
/// becomes `null`, but the types of this crate leave out most members that are `None`.
///
/// # Errors
/// `Validation` when the value cannot be converted, for example an integer beyond 2^53.
pub fn write(value: &(impl Serialize + ?Sized)) -> Result<JsValue, Error> {
    // The message of serde may quote a secret.
    value.serialize(&Serializer::json_compatible()).map_err(|_| {
        Error::new(ErrorKind::Validation, "the value cannot be converted for JavaScript")
    })
}

/// Reads a `T` from a value of JavaScript.
///
/// # Errors
/// `Validation` when the value does not fit `T`.
pub fn read<T: DeserializeOwned>(value: JsValue) -> Result<T, Error> {
    // The message of serde may quote a secret.
    serde_wasm_bindgen::from_value(value)
        .map_err(|_| Error::new(ErrorKind::Validation, "the value does not fit the type"))
}
