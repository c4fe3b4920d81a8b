//! The codes of authenticator apps: RFC 6238, with SHA-1, six digits, and a new code every 30 seconds.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use totp_rs::{Algorithm, Secret, TOTP};

use crate::token::MakeError;

/// How many bytes a new secret has: as many as a SHA-1 hash.
const LENGTH: usize = 20;

/// A new secret.
pub(super) fn new_secret() -> Result<Vec<u8>, MakeError> {
    let mut bytes = vec![0; LENGTH];
    getrandom::fill(&mut bytes).map_err(|_| MakeError)?;
    Ok(bytes)
}

/// The secret in the form in which it is stored and sent: base64.
pub(super) fn in_base64(secret: &[u8]) -> String {
    BASE64_STANDARD.encode(secret)
}

/// The secret in the form that users can type: base32.
pub(super) fn in_base32(secret: &[u8]) -> String {
    match Secret::Raw(secret.to_vec()).to_encoded() {
        Secret::Encoded(text) => text,
        Secret::Raw(_) => String::new(),
    }
}

/// The secret of this base64 text; `None` if the text is not base64, or is empty.
pub(super) fn from_base64(text: &str) -> Option<Vec<u8>> {
    BASE64_STANDARD.decode(text.trim()).ok().filter(|secret| !secret.is_empty())
}

/// The secret of this base32 text, which may have padding or lower case.
pub(super) fn from_base32(text: &str) -> Option<Vec<u8>> {
    let text = text.trim().trim_end_matches('=').to_ascii_uppercase();
    Secret::Encoded(text).to_bytes().ok().filter(|secret| !secret.is_empty())
}

/// Whether `code` is the code at the time `now`, or in the 30 seconds before or after. `now` is in seconds
/// since 1970.
pub(super) fn is_right(secret: &[u8], code: &str, now: i64) -> bool {
    // The code of the 30 seconds before is checked, too. This time must not be before 1970, so `now` is
    // at least 30.
    let now = u64::try_from(now).unwrap_or_default().max(30);
    TOTP::new_unchecked(Algorithm::SHA1, 6, 1, 30, secret.to_vec()).check(code.trim(), now)
}

#[cfg(test)]
mod tests {
    use super::*;

    const BASE64: &str = "MTIzNDU2Nzg5MDEyMzQ1Njc4OTA=";
    const BASE32: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    #[test]
    fn the_codes_are_those_of_the_rfc() {
        let secret = from_base64(BASE64).unwrap();
        for (time, code) in [(59, "287082"), (1_111_111_109, "081804"), (1_234_567_890, "005924")] {
            for near in [time - 30, time, time + 30] {
                assert!(is_right(&secret, code, near), "{code} at {near}");
            }
            for far in [time - 60, time + 60].into_iter().filter(|far| *far > 30) {
                assert!(!is_right(&secret, code, far), "{code} at {far}");
            }
        }
        for bad in ["", "28708", "2870822", "abcdef", "９９９９９９"] {
            assert!(!is_right(&secret, bad, 59), "{bad}");
        }
    }

    #[test]
    fn both_forms_of_a_secret_have_the_same_bytes() {
        let secret = from_base64(BASE64).unwrap();
        assert_eq!(in_base32(&secret), BASE32);
        assert_eq!(from_base32(&BASE32.to_lowercase()), Some(secret.clone()));
        assert_eq!(in_base64(&secret), BASE64);
        // FusionAuth's documentation of older versions has another base32 text for this base64 text. The
        // base32 text below has the same bytes as the base64 text.
        let older = from_base64("8MJJfCY4ERBtotvenSc3").unwrap();
        assert_eq!(in_base32(&older), "6DBES7BGHAIRA3NC3PPJ2JZX");
        for bad in ["", "=", "?", "é"] {
            assert_eq!((from_base64(bad), from_base32(bad)), (None, None), "{bad}");
        }
        assert_eq!(new_secret().unwrap().len(), LENGTH);
    }
}
