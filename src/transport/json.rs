//! The bodies of requests and answers, as text and as JSON.
//!
//! In Rust programs, the text is bytes, and the JSON is a value of `serde_json`. In the npm build they are
//! JavaScript's own strings and values, and a call passes them on without a conversion.

use serde::{Serialize, de::DeserializeOwned};

use super::{
    operation::{BodyEncoding, Member, Spec},
    url,
};
use crate::error::{Error, ErrorKind};

/// The error text for a body that cannot be read.
pub(crate) const NO_JSON: &str = "not JSON, or too large";

/// The member that holds the server's answer in the object that [`complete`] makes.
const RESPONSE: &str = "response";

/// The data that a call sends.
pub(crate) enum Payload {
    Nothing,
    Json(Body),
    /// The text of a form or a query.
    Form(String),
}

/// The payload of a typed request.
pub(crate) fn payload<Request: Serialize + ?Sized>(
    spec: &Spec,
    request: &Request,
) -> Result<Payload, Error> {
    let unsendable = |_| Error::new(ErrorKind::Validation, "the request cannot be written");
    match spec.body {
        BodyEncoding::None => Ok(Payload::Nothing),
        BodyEncoding::Json | BodyEncoding::MergePatch | BodyEncoding::JsonPatch => {
            let text = serde_json::to_string(request).map_err(unsendable)?;
            Ok(Payload::Json(text.into()))
        }
        BodyEncoding::Form | BodyEncoding::Query => {
            let value = serde_json::to_value(request).map_err(unsendable)?;
            let text = |value: &serde_json::Value| {
                value.as_str().map_or_else(|| value.to_string(), str::to_owned)
            };
            let members = value.as_object().into_iter().flatten();
            let members = members.filter(|(_, value)| !value.is_null());
            let pairs = members.flat_map(|(name, value)| {
                // A list is sent as one pair for each of its values, all with the same name.
                let values = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
                values.iter().map(move |value| (name.clone(), text(value)))
            });
            Ok(Payload::Form(url::form(pairs)))
        }
    }
}

/// Reads a typed answer. An error says where the body is wrong, but does not quote the body.
pub(crate) fn decode<Answer: DeserializeOwned>(spec: &Spec, body: &Body) -> Result<Answer, Error> {
    read(body).map_err(|error| match parse(body) {
        None => unexpected(spec, NO_JSON),
        Some(json) => check(spec, &json).err().unwrap_or_else(|| {
            let place = format!("line {}, column {}", error.line(), error.column());
            unexpected(spec, &["a member has the wrong type: ", &place].concat())
        }),
    })
}

/// Checks that an answer has the members that the operation requires.
pub(crate) fn check(spec: &Spec, answer: &Json) -> Result<(), Error> {
    require(spec, spec.answer, answer)
}

fn require(spec: &Spec, members: &[Member], answer: &Json) -> Result<(), Error> {
    match missing_field(members, answer) {
        None => Ok(()),
        Some(name) if name.is_empty() => Err(unexpected(spec, "no JSON object")),
        Some(name) => Err(unexpected(spec, &["member ", &name, " is missing or wrong"].concat())),
    }
}

/// The JavaScript type that a member must have, and the member's name.
fn type_and_name(member: &Member) -> Option<(&'static str, &'static str)> {
    match *member {
        Member::Text(name) => Some(("string", name)),
        Member::Number(name) => Some(("number", name)),
        Member::Bool(name) => Some(("boolean", name)),
        Member::Object(name) => Some(("object", name)),
        // `complete` itself adds the status text, so only the server's answer needs a check.
        Member::StatusText(_) => Some(("object", RESPONSE)),
        Member::Empty | Member::List => None,
    }
}

/// Replaces the body with `null` if the operation does not read it, or with `{}` if it is empty. If the
/// operation has a `StatusText`, checks the required members of the body, and puts the body into an object with the
/// status text.
pub(crate) fn complete(spec: &Spec, status: u16, body: &mut Body) -> Result<(), Error> {
    if is_empty(body) {
        *body = "{}".into();
    }
    match spec.answer {
        [Member::Empty] => *body = "null".into(),
        [Member::StatusText(outcomes)] => {
            let outcome = outcomes.iter().find(|(known, ..)| *known == status);
            let (_, word, required) = outcome.ok_or_else(|| unexpected(spec, "the status"))?;
            let answer = parse(body).ok_or_else(|| unexpected(spec, NO_JSON))?;
            require(spec, required, &answer)?;
            let before = [r#"{"status":""#, word, r#"",""#, RESPONSE, r#"":"#].concat();
            *body = join(&before, body, "}");
        }
        _ => {}
    }
    Ok(())
}

/// The error for an answer that does not fit the operation.
pub(crate) fn unexpected(spec: &Spec, why: &str) -> Error {
    Error::new(ErrorKind::UnexpectedResponse, [spec.name, ": unexpected answer: ", why].concat())
}

#[cfg(feature = "fusionauth")]
pub(crate) use target::pick;

/// The items of a list; any other value has no items.
pub(crate) fn items(json: &Json) -> Vec<Json> {
    list(json).unwrap_or_default()
}

pub(crate) use target::{
    Body, Json, NOTHING, entries, from_u64, list, member, mend, number, object, parse, read, text,
    value_payload, write,
};
use target::{is_empty, join, missing_field};

#[cfg(js)]
pub(crate) use target::{Plain, to_text};

#[cfg(not(js))]
mod target {
    use serde::de::DeserializeOwned;

    use super::{Payload, payload, type_and_name};
    use crate::{
        error::Error,
        transport::{
            bounded,
            operation::{Member, Spec},
        },
    };

    pub(crate) use crate::transport::mend::mend;

    pub(crate) type Body = Vec<u8>;
    pub(crate) type Json = serde_json::Value;
    pub(crate) const NOTHING: Json = Json::Null;

    pub(crate) fn read<T: DeserializeOwned>(body: &Body) -> Result<T, serde_json::Error> {
        bounded::read(body)
    }

    /// The name of the first member that is missing or wrong; an empty name when the value is not an
    /// object, and `None` when nothing is missing or wrong.
    pub(super) fn missing_field(expected: &[Member], json: &Json) -> Option<String> {
        let Some(members) = json.as_object() else { return Some(String::new()) };
        let wrong = |(kind, name): &(&str, &str)| members.get(*name).map(type_of) != Some(*kind);
        expected.iter().filter_map(type_and_name).find(wrong).map(|(_, name)| name.to_owned())
    }

    fn type_of(json: &Json) -> &'static str {
        match json {
            Json::String(_) => "string",
            Json::Number(_) => "number",
            Json::Bool(_) => "boolean",
            Json::Object(_) => "object",
            Json::Array(_) | Json::Null => "",
        }
    }

    pub(super) fn is_empty(body: &Body) -> bool {
        body.is_empty()
    }

    pub(super) fn join(before: &str, body: &Body, after: &str) -> Body {
        [before.as_bytes(), body, after.as_bytes()].concat()
    }

    /// The members of an object.
    pub(crate) fn entries(json: &Json) -> Vec<(String, Json)> {
        let members = json.as_object().into_iter().flatten();
        members.map(|(name, value)| (name.clone(), value.clone())).collect()
    }

    /// The items of a list; `None` for any other value.
    pub(crate) fn list(json: &Json) -> Option<Vec<Json>> {
        json.as_array().cloned()
    }

    /// A list of objects as text, with only the members `names`; `None` when `list` is not a list.
    #[cfg(feature = "fusionauth")]
    pub(crate) fn pick(names: &str, list: &Json) -> Option<String> {
        let known = |name: &str| names.split(' ').any(|known| known == name);
        let some = |item| entries(item).into_iter().filter(|(name, _)| known(name));
        let list = list.as_array()?.iter().map(|item| some(item).collect());
        Some(Json::Array(list.collect()).to_string())
    }

    pub(crate) fn parse(body: &Body) -> Option<Json> {
        read(body).ok()
    }

    pub(crate) fn member(json: &Json, name: &str) -> Option<Json> {
        json.get(name).cloned()
    }

    pub(crate) fn text(json: &Json) -> Option<String> {
        json.as_str().map(str::to_owned)
    }

    /// A number that is not negative, such as a time.
    pub(crate) fn number(json: &Json) -> Option<u64> {
        json.as_u64()
    }

    /// A `u64` as a JSON number.
    pub(crate) fn from_u64(number: u64) -> Json {
        number.into()
    }

    pub(crate) fn write(json: &Json) -> String {
        json.to_string()
    }

    /// The payload of a JSON value.
    pub(crate) fn value_payload(spec: &Spec, value: &Json) -> Result<Payload, Error> {
        payload(spec, value)
    }

    /// A new object, without the members that are null.
    pub(crate) fn object(members: &[(&str, Json)]) -> Json {
        let members = members.iter().filter(|(_, value)| !value.is_null());
        members.map(|(name, value)| ((*name).to_owned(), value.clone())).collect()
    }
}

#[cfg(js)]
mod target {
    use js_sys::{Array, JSON, JsString, Object};
    use serde::de::DeserializeOwned;
    use wasm_bindgen::prelude::*;

    use super::{Payload, type_and_name};
    use crate::{
        error::{Error, ErrorKind},
        transport::operation::{BodyEncoding, Member, Spec},
    };

    #[wasm_bindgen(module = "/src/transport/json.js")]
    extern "C" {
        #[wasm_bindgen(js_name = parse)]
        fn parse_text(text: &JsString) -> JsValue;
        #[wasm_bindgen(js_name = missingField)]
        fn missing_field_of(words: &str, json: &JsValue) -> Option<String>;
        fn form(value: &JsValue) -> Option<String>;
        #[wasm_bindgen(js_name = member)]
        fn member_of(value: &JsValue, name: &str) -> JsValue;
        /// A list of objects as text, with only the members `names`; `None` when `list` is not a list.
        #[cfg(feature = "fusionauth")]
        pub(crate) fn pick(names: &str, list: &JsValue) -> Option<String>;
    }

    #[wasm_bindgen]
    extern "C" {
        /// JavaScript's `String(value)`.
        #[wasm_bindgen(catch, js_name = String)]
        pub(crate) fn to_text(value: &JsValue) -> Result<String, JsValue>;

        /// An object that this crate makes.
        #[wasm_bindgen(extends = Object)]
        pub(crate) type Plain;
        #[wasm_bindgen(constructor, js_class = Object)]
        pub(crate) fn new() -> Plain;
        #[wasm_bindgen(method, indexing_setter)]
        pub(crate) fn set(this: &Plain, name: &str, value: &JsValue);
    }

    pub(crate) type Body = JsString;
    pub(crate) type Json = JsValue;
    pub(crate) const NOTHING: Json = JsValue::UNDEFINED;

    /// Does nothing: JavaScript itself can read very large numbers and unpaired surrogates.
    pub(crate) fn mend(_: &mut Body) {}

    pub(crate) fn read<T: DeserializeOwned>(body: &Body) -> Result<T, serde_json::Error> {
        serde_json::from_str(&String::from(body))
    }

    /// The name of the first member that is missing or wrong; an empty name when the value is not an
    /// object, and `None` when nothing is missing or wrong.
    pub(super) fn missing_field(expected: &[Member], json: &Json) -> Option<String> {
        let mut words = String::new();
        for (kind, name) in expected.iter().filter_map(type_and_name) {
            words.extend([kind, " ", name, " "]);
        }
        missing_field_of(&words, json)
    }

    pub(super) fn is_empty(body: &Body) -> bool {
        body.length() == 0
    }

    pub(super) fn join(before: &str, body: &Body, after: &str) -> Body {
        JsString::from(before).concat(body).concat(&after.into())
    }

    /// The members of an object.
    pub(crate) fn entries(json: &Json) -> Vec<(String, Json)> {
        if !json.is_object() {
            return Vec::new();
        }
        let pairs = Object::entries(json.unchecked_ref());
        pairs
            .iter()
            .map(|pair| {
                let pair: &Array = pair.unchecked_ref();
                (pair.get(0).as_string().unwrap_or_default(), pair.get(1))
            })
            .collect()
    }

    /// The items of a list; `None` for any other value.
    pub(crate) fn list(json: &Json) -> Option<Vec<Json>> {
        Array::is_array(json).then(|| Array::from(json).to_vec())
    }

    pub(crate) fn parse(body: &Body) -> Option<Json> {
        let json = parse_text(body);
        (!json.is_undefined()).then_some(json)
    }

    pub(crate) fn member(json: &Json, name: &str) -> Option<Json> {
        let value = member_of(json, name);
        (!value.is_undefined()).then_some(value)
    }

    pub(crate) fn text(json: &Json) -> Option<String> {
        json.as_string()
    }

    /// A number that is not negative, such as a time.
    pub(crate) fn number(json: &Json) -> Option<u64> {
        json.as_f64().filter(|number| *number >= 0.0).map(|number| number as u64)
    }

    /// A `u64` as a JSON number.
    pub(crate) fn from_u64(number: u64) -> Json {
        (number as f64).into()
    }

    pub(crate) fn write(json: &Json) -> String {
        JSON::stringify(json).map(String::from).unwrap_or_default()
    }

    /// The payload of a JavaScript value. Its members are not checked.
    pub(crate) fn value_payload(spec: &Spec, value: &JsValue) -> Result<Payload, Error> {
        if spec.body == BodyEncoding::None {
            return Ok(Payload::Nothing);
        }
        let is_form = matches!(spec.body, BodyEncoding::Query | BodyEncoding::Form);
        // Only a query may be left out.
        if spec.body == BodyEncoding::Query && (value.is_undefined() || value.is_null()) {
            return Ok(Payload::Form(String::new()));
        }
        if !value.is_object() {
            return Err(Error::new(ErrorKind::Validation, "the request must be an object"));
        }
        let payload = if is_form {
            form(value).map(Payload::Form)
        } else {
            JSON::stringify(value).ok().map(Payload::Json)
        };
        payload.ok_or_else(|| Error::new(ErrorKind::Validation, "the request cannot be written"))
    }

    /// A new object, without the members that are undefined.
    pub(crate) fn object(members: &[(&str, JsValue)]) -> Json {
        let object = Plain::new();
        for (name, value) in members.iter().filter(|(_, value)| !value.is_undefined()) {
            object.set(name, value);
        }
        object.into()
    }
}
