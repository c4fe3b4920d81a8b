//! The parts of a signed token (RFC 7515, section 7.1); none of them is trusted yet.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

use super::{algorithm::Algorithm, refusal::Refusal};
use crate::transport::json::{self, Body, Json};

/// The longest token that is read, in bytes. Tokens are sent in a header, and servers accept only
/// far shorter headers.
pub(super) const LONGEST: usize = 64 * 1024;

pub(super) struct Compact<'a> {
    /// The signed text: header and payload as they were received.
    pub(super) signed: &'a str,
    pub(super) signature: Vec<u8>,
    header: &'a str,
    payload: &'a str,
}

/// The members of the header that say how the token is signed.
pub(super) struct Header {
    pub(super) algorithm: Algorithm,
    pub(super) key: Option<String>,
}

/// The header or the claims: the decoded text, and the parsed JSON.
pub(super) struct Payload {
    pub(super) text: Body,
    pub(super) json: Json,
}

impl<'a> Compact<'a> {
    pub(super) fn read(token: &'a str) -> Result<Self, Refusal> {
        if token.len() > LONGEST {
            return Err(Refusal::Malformed);
        }
        let (signed, signature) = token.rsplit_once('.').ok_or(Refusal::Malformed)?;
        let (header, payload) = signed.split_once('.').ok_or(Refusal::Malformed)?;
        // If the token has more than three parts, `payload` contains a dot, which is not base64. Refuse
        // the token before its signature is checked.
        if payload.contains('.') {
            return Err(Refusal::Malformed);
        }
        let signature = bytes(signature)?;
        Ok(Self { signed, signature, header, payload })
    }

    pub(super) fn header(&self) -> Result<Header, Refusal> {
        let Payload { json: header, .. } = object(self.header)?;
        let text = |name| member(&header, name).map(|value| json::text(&value));
        let algorithm = text("alg").flatten().ok_or(Refusal::Malformed)?;
        let algorithm = Algorithm::named(&algorithm).ok_or(Refusal::Algorithm)?;
        // No extension is supported. `b64` would change the signed text (RFC 7797).
        if member(&header, "crit").is_some() || member(&header, "b64").is_some() {
            return Err(Refusal::Malformed);
        }
        let key = text("kid").map(|kid| kid.ok_or(Refusal::Malformed)).transpose()?;
        Ok(Header { algorithm, key })
    }

    /// Call this only after the signature was verified, except in `decode`.
    pub(super) fn payload(&self) -> Result<Payload, Refusal> {
        object(self.payload)
    }
}

/// The claims of a token, without verification.
#[cfg(not(js))]
pub(crate) fn claims(token: &str) -> Option<Json> {
    object(token.split('.').nth(1)?).ok().map(|payload| payload.json)
}

/// The claims of a token, without verification.
#[cfg(js)]
pub(crate) fn claims(token: &str) -> Option<Json> {
    use wasm_bindgen::prelude::*;
    // The base64 decoder of the platform is used, so that the package stays small.
    #[wasm_bindgen(module = "/src/token/claims.js")]
    extern "C" {
        #[wasm_bindgen(js_name = claims)]
        fn decode(token: &str) -> JsValue;
    }
    let claims = decode(token);
    (!claims.is_undefined()).then_some(claims)
}

/// A member that exists and is not null.
pub(super) fn member(json: &Json, name: &str) -> Option<Json> {
    json::member(json, name).filter(|value| !value.is_null())
}

fn bytes(part: &str) -> Result<Vec<u8>, Refusal> {
    URL_SAFE_NO_PAD.decode(part).map_err(|_| Refusal::Malformed)
}

fn object(part: &str) -> Result<Payload, Refusal> {
    let text = String::from_utf8(bytes(part)?).map_err(|_| Refusal::Malformed)?;
    let members = count_members(&text);
    let text = Body::from(text);
    let json = json::parse(&text).filter(Json::is_object).ok_or(Refusal::Malformed)?;
    // Refuse duplicate members: parsers disagree on which one counts.
    if json::entries(&json).len() != members {
        return Err(Refusal::Malformed);
    }
    Ok(Payload { text, json })
}

/// The number of members of the object in a JSON text, including duplicates.
fn count_members(text: &str) -> usize {
    let (mut depth, mut members) = (0_u32, 0);
    let (mut quoted, mut escaped) = (false, false);
    for byte in text.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => quoted = !quoted,
            _ if quoted => {}
            b'{' | b'[' => depth = depth.saturating_add(1),
            b'}' | b']' => depth = depth.saturating_sub(1),
            b':' if depth == 1 => members += 1,
            _ => {}
        }
    }
    members
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;

    fn header(text: &str) -> Result<Header, Refusal> {
        let token = format!("{}.e30.", URL_SAFE_NO_PAD.encode(text));
        Compact::read(&token)?.header()
    }

    #[test]
    fn duplicate_members_are_counted() {
        for (text, count) in [
            ("{}", 0),
            (r#"{"a":1}"#, 1),
            (r#"{"a":1,"a":2}"#, 2),
            (r#"{"a":{"b":1,"c":[{"d":2}]},"e":":\":{"}"#, 2),
            (r#"{"\\":":","b\"":"}"}"#, 2),
        ] {
            assert_eq!(count_members(text), count, "{text}");
        }
    }

    #[test]
    fn a_header_without_a_known_algorithm_or_with_an_extension_is_refused() {
        let read = header(r#"{"alg":"RS256","kid":"k","typ":"JWT","x":{"alg":"none"}}"#).unwrap();
        assert_eq!((read.algorithm, read.key.as_deref()), (Algorithm::RS256, Some("k")));
        for (text, why) in [
            (r#"{"alg":"none"}"#, Refusal::Algorithm),
            (r#"{"alg":"rs256"}"#, Refusal::Algorithm),
            (r#"{"alg":["RS256"]}"#, Refusal::Malformed),
            (r#"{"alg":"RS256","alg":"none"}"#, Refusal::Malformed),
            (r#"{"alg":"none","\u0061lg":"RS256"}"#, Refusal::Malformed),
            (r#"{"alg":"RS256","crit":[]}"#, Refusal::Malformed),
            (r#"{"alg":"RS256","b64":false}"#, Refusal::Malformed),
            (r#"{"alg":"RS256","kid":7}"#, Refusal::Malformed),
            (r#"["RS256"]"#, Refusal::Malformed),
            ("", Refusal::Malformed),
        ] {
            assert_eq!(header(text).err(), Some(why), "{text}");
        }
    }

    #[test]
    fn a_token_has_three_parts_of_plain_base64url() {
        for bad in ["", ".", "a", "a.b", "e30.e30.e30.e30", "e30.e30.=", "e30.e30.a", "e30.e30.+A"]
        {
            assert!(Compact::read(bad).is_err(), "{bad}");
        }
        assert!(Compact::read(&format!("e30.{}.e30", "A".repeat(LONGEST))).is_err());
        // The unused bits of the last character must be zero: otherwise one token could be written
        // in several ways.
        assert!(Compact::read("e30.e30.AB").is_err() && Compact::read("e30.e30.AA").is_ok());
    }
}
