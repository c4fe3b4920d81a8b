//! Tokens: signed JWTs, opaque random texts, and the hashes under which most of them are stored.

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, crypto};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use sha1::Sha1;
use sha2::{Digest, Sha256};

/// The key that signs and verifies the tokens of Fusio. The keys of FusionAuth are in `fusionauth/keys.rs`.
pub(crate) struct Signer {
    encoding: EncodingKey,
    decoding: DecodingKey,
}

/// The system gives no random numbers, or a claim cannot be written as JSON. Neither is expected.
#[derive(Debug, thiserror::Error)]
#[error("the token could not be created")]
pub(crate) struct MakeError;

/// Why a JWT was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refused {
    /// The token does not have three segments.
    Segments,
    /// The token has three segments, but they are not those of a JWT.
    Garbage,
    /// The algorithm is unknown, such as `none`.
    Algorithm,
    /// The algorithm is known, but is not HS256.
    Key,
    /// The token is not signed with the key of this server.
    Signature,
    /// The token has expired.
    Expired,
}

/// The claims of an access token of Fusio, in Fusio's order. Only this server adds `jti`: without it,
/// two tokens of one user from the same second would be equal.
#[derive(Debug, Serialize)]
pub(crate) struct AccessClaims<'a> {
    pub(crate) iss: &'a str,
    pub(crate) sub: String,
    pub(crate) iat: i64,
    pub(crate) exp: i64,
    pub(crate) name: &'a str,
    pub(crate) preferred_username: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) aud: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) email: Option<&'a str>,
    pub(crate) jti: String,
}

/// The claims of an activation or reset token.
#[derive(Debug, Serialize)]
pub(crate) struct OneTimeClaims {
    pub(crate) exp: i64,
    pub(crate) jti: String,
}

impl Signer {
    /// The characters of the text are the key: they are not decoded.
    pub(crate) fn new(key: &str) -> Self {
        Self {
            encoding: EncodingKey::from_secret(key.as_bytes()),
            decoding: DecodingKey::from_secret(key.as_bytes()),
        }
    }

    /// An HS256 JWT.
    pub(crate) fn sign(&self, claims: &impl Serialize) -> Result<String, MakeError> {
        jsonwebtoken::encode(&Header::new(Algorithm::HS256), claims, &self.encoding)
            .map_err(|_| MakeError)
    }

    /// Checks form, algorithm, signature and expiry, in this order, as Fusio's library does.
    pub(crate) fn verify(&self, token: &str, now: i64) -> Result<(), Refused> {
        #[derive(Deserialize)]
        struct Algorithms {
            alg: String,
        }
        #[derive(Deserialize)]
        struct Exp {
            exp: Option<i64>,
        }
        let parts: Vec<&str> = token.split('.').collect();
        let [header, payload, signature] = parts[..] else { return Err(Refused::Segments) };
        let header: Algorithms = part(header)?;
        let claims: Exp = part(payload)?;
        match header.alg.parse() {
            Ok(Algorithm::HS256) => {}
            Ok(_) => return Err(Refused::Key),
            Err(_) => return Err(Refused::Algorithm),
        }
        let signed = token.strip_suffix(signature).and_then(|rest| rest.strip_suffix('.'));
        let signed = signed.unwrap_or_default().as_bytes();
        if !crypto::verify(signature, signed, &self.decoding, Algorithm::HS256).unwrap_or(false) {
            return Err(Refused::Signature);
        }
        if claims.exp.is_some_and(|exp| exp <= now) { Err(Refused::Expired) } else { Ok(()) }
    }
}

/// The JSON of one part of a token. As in PHP, characters that are not base64, such as a blank, are
/// ignored.
fn part<T: DeserializeOwned>(text: &str) -> Result<T, Refused> {
    let is_base64 = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    let text: Vec<u8> = text.bytes().filter(is_base64).collect();
    let bytes = BASE64_URL_SAFE_NO_PAD.decode(text).map_err(|_| Refused::Garbage)?;
    serde_json::from_slice(&bytes).map_err(|_| Refused::Garbage)
}

/// `count` random bytes in hex.
pub(crate) fn random_hex(count: usize) -> Result<String, MakeError> {
    let mut bytes = vec![0; count];
    getrandom::fill(&mut bytes).map_err(|_| MakeError)?;
    Ok(hex::encode(bytes))
}

/// `count` random bytes in base64url.
pub(crate) fn random_code(count: usize) -> Result<String, MakeError> {
    let mut bytes = vec![0; count];
    getrandom::fill(&mut bytes).map_err(|_| MakeError)?;
    Ok(BASE64_URL_SAFE_NO_PAD.encode(bytes))
}

/// `count` random characters of an alphabet.
pub(crate) fn random_of(alphabet: &[u8], count: usize) -> Result<String, MakeError> {
    let length = alphabet.len().clamp(1, 256);
    // Bytes from this value on are skipped: they would make the first characters more likely.
    let fair = 256 - 256 % length;
    let mut text = String::new();
    while text.len() < count {
        let mut bytes = [0; 16];
        getrandom::fill(&mut bytes).map_err(|_| MakeError)?;
        let fair = bytes.into_iter().map(usize::from).filter(|byte| *byte < fair);
        let some = fair.filter_map(|byte| alphabet.get(byte % length));
        text.extend(some.map(|byte| char::from(*byte)).take(count - text.len()));
    }
    Ok(text)
}

/// A refresh token in Fusio's form: 20, 48 and 10 hex characters.
pub(crate) fn refresh_token() -> Result<String, MakeError> {
    Ok(format!("{}-{}-{}", random_hex(10)?, random_hex(24)?, random_hex(5)?))
}

/// The hash of a token. The database has the hash and not the token, so a reader of the database cannot
/// use the token.
pub(crate) fn stored(token: &str) -> String {
    hex::encode(Sha256::digest(token))
}

/// The subject of a user's tokens, computed as in Fusio: its parts are overlapping slices of a hash.
pub(crate) fn subject(app_url: &str, user_id: i64) -> String {
    let hash = hex::encode(Sha1::digest(format!("{app_url}-{user_id}")));
    let slice = |range: std::ops::Range<usize>| hash.get(range).unwrap_or_default();
    let number = |range| u16::from_str_radix(slice(range), 16).unwrap_or_default();
    format!(
        "{}-{}-{:04x}-{:02x}{}-{}",
        slice(0..8),
        slice(8..12),
        (number(12..16) & 0x0fff) | 0x5000,
        (number(16..18) & 0x3f) | 0x80,
        slice(17..19),
        slice(18..30),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "cee262a5a1bdd205cbfe0dfc2ad4eddf";
    const RECORDED: &str = "eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJodHRwOi8vMTI3LjAuMC4xOjE4MDk5Iiwic3ViIjoiYmI5Zjc2YTYtOWRlYi01MDllLWJhYTUtNTA2ZWY1ZTY3YTgxIiwiaWF0IjoxNzk1MzA4MTE5LCJleHAiOjE3OTU0ODA5MTksIm5hbWUiOiJiYXoiLCJwcmVmZXJyZWRfdXNlcm5hbWUiOiJiYXoiLCJlbWFpbCI6ImJhekBsb2NhbGhvc3QuY29tIn0.48XjxpOXyUnbmyFcjsYttzGIE5TRYGMwPbI4UFAoxRQ";

    #[test]
    fn a_recorded_token_is_valid_with_its_key_until_it_expires() {
        let signer = Signer::new(KEY);
        assert_eq!(signer.verify(RECORDED, 1_795_480_918), Ok(()));
        assert_eq!(signer.verify(RECORDED, 1_795_480_919), Err(Refused::Expired));
        assert_eq!(Signer::new("another").verify(RECORDED, 0), Err(Refused::Signature));
    }

    #[test]
    fn a_signed_token_has_the_recorded_header() {
        let token = Signer::new(KEY).sign(&OneTimeClaims { exp: 1, jti: "a".into() }).unwrap();
        assert!(token.starts_with("eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9."));
    }

    #[test]
    fn garbage_and_a_forged_token_are_refused_differently() {
        let signer = Signer::new(KEY);
        assert_eq!(signer.verify("a.b", 0), Err(Refused::Segments));
        assert_eq!(signer.verify("a.b.c", 0), Err(Refused::Garbage));
        assert_eq!(signer.verify("..", 0), Err(Refused::Garbage));
        let [none, other] = [r#"{"alg":"none"}"#, r#"{"alg":"RS256"}"#]
            .map(|header| format!("{}.e30.c2ln", BASE64_URL_SAFE_NO_PAD.encode(header)));
        assert_eq!(signer.verify(&none, 0), Err(Refused::Algorithm));
        assert_eq!(signer.verify(&other, 0), Err(Refused::Key));
        for odd in [format!(" {RECORDED}"), format!("{RECORDED} x")] {
            assert_eq!(signer.verify(&odd, 0), Err(Refused::Signature));
        }
    }

    #[test]
    fn the_subjects_of_users_are_as_recorded() {
        assert_eq!(subject("http://127.0.0.1", 2), "2a11f995-1306-5494-aaa5-51c74d882e07");
        assert_eq!(subject("http://127.0.0.1", 6), "eb9a3e30-9c88-5525-b229-903113421324");
        assert_eq!(subject("http://127.0.0.1:18099", 3), "bb9f76a6-9deb-509e-baa5-506ef5e67a81");
    }

    #[test]
    fn random_texts_have_only_characters_of_their_alphabet() {
        let text = random_of(b"abc", 500).unwrap();
        assert_eq!(text.len(), 500);
        assert!(text.bytes().all(|byte| b"abc".contains(&byte)));
        assert!(b"abc".iter().all(|byte| text.contains(char::from(*byte))), "{text}");
    }

    #[test]
    fn refresh_tokens_have_the_recorded_form() {
        let token = refresh_token().unwrap();
        assert_eq!(token.split('-').map(str::len).collect::<Vec<_>>(), [20, 48, 10]);
        assert_ne!(token, refresh_token().unwrap());
    }
}
