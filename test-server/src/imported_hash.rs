//! Passwords that came as hashes: the schemes that FusionAuth accepts for users of other systems.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, Mac};
use md5::Md5;
use pbkdf2::pbkdf2_hmac_array;
use sha2::{Digest, Sha256, Sha512};
use subtle::ConstantTimeEq;

/// The start of the stored form. The hashes that this server makes have another start.
const MARK: &str = "$imported$";
/// The largest allowed factors, so that no login takes longer than a few seconds.
const MOST_ROUNDS: u32 = 1_000_000;
const MOST_COST: u32 = 14;

/// A password that came as a hash. `to_string` returns the stored form, and `parse` reads it.
#[derive(Clone)]
pub(crate) struct ImportedHash {
    scheme: Scheme,
    factor: u32,
    /// The salt as it came: in standard base64, in the base64 of bcrypt, or as plain text.
    salt: String,
    hash: String,
}

/// The member of the request that is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wrong {
    Scheme,
    Factor,
    Salt,
    Hash,
}

macro_rules! schemes {
    ($($scheme:ident $name:literal $factor:literal),* $(,)?) => {
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        enum Scheme { $($scheme),* }

        impl Scheme {
            /// The schemes, their names, and the factors for requests that have no factor.
            const ALL: &[(Self, &str, u32)] = &[$((Self::$scheme, $name, $factor)),*];
        }
    };
}

schemes! {
    Bcrypt "bcrypt" 10,
    HmacSha256 "salted-hmac-sha256" 1,
    Md5 "salted-md5" 20_000,
    Pbkdf2Sha256 "salted-pbkdf2-hmac-sha256" 24_000,
    Pbkdf2Sha256Long "salted-pbkdf2-hmac-sha256-512" 24_000,
    Pbkdf2Sha512 "salted-pbkdf2-hmac-sha512-512" 24_000,
    PhpassMd5 "phpass-md5" 2_048,
    PhpassSha512 "phpass-sha512" 2_048,
    Sha256 "salted-sha256" 20_000,
}

impl Scheme {
    fn name(self) -> &'static str {
        let row = Self::ALL.iter().find(|(scheme, ..)| *scheme == self);
        row.map_or("", |(_, name, _)| name)
    }
}

impl ImportedHash {
    /// Whether there is a scheme with this name.
    pub(crate) fn knows(scheme: &str) -> bool {
        Scheme::ALL.iter().any(|(_, name, _)| *name == scheme)
    }

    /// Checks the members of a request.
    pub(crate) fn new(
        scheme: &str,
        factor: Option<i64>,
        salt: &str,
        hash: &str,
    ) -> Result<Self, Wrong> {
        let row = Scheme::ALL.iter().find(|(_, name, _)| *name == scheme);
        let (scheme, _, usual) = *row.ok_or(Wrong::Scheme)?;
        let range = if scheme == Scheme::Bcrypt { 4..=MOST_COST } else { 1..=MOST_ROUNDS };
        let factor = factor.map_or(Ok(usual), u32::try_from).map_err(|_| Wrong::Factor)?;
        if !range.contains(&factor) {
            return Err(Wrong::Factor);
        }
        let new = Self { scheme, factor, salt: salt.to_owned(), hash: hash.to_owned() };
        // The hash of an empty password shows whether the salt is valid, and how long a hash is. The
        // smallest factor is enough for this.
        let example = Self { factor: *range.start(), ..new.clone() }.computed("");
        // `$` separates the parts of the stored form; no scheme has it in a salt or a hash.
        let example = example.filter(|_| !salt.contains('$')).ok_or(Wrong::Salt)?;
        if hash.contains('$') || hash.len() != example.len() {
            return Err(Wrong::Hash);
        }
        Ok(new)
    }

    /// Reads the stored form.
    pub(crate) fn parse(stored: &str) -> Option<Self> {
        let mut parts = stored.strip_prefix(MARK)?.split('$');
        let mut next = || parts.next();
        let (name, factor) = (next()?, next()?.parse().ok()?);
        let (scheme, ..) = *Scheme::ALL.iter().find(|(_, known, _)| *known == name)?;
        Some(Self { scheme, factor, salt: next()?.to_owned(), hash: next()?.to_owned() })
    }

    /// The name of the scheme.
    pub(crate) fn scheme(&self) -> &'static str {
        self.scheme.name()
    }

    /// Whether this is the hash of the password.
    pub(crate) fn matches(&self, password: &str) -> bool {
        let computed = self.computed(password);
        computed.is_some_and(|computed| computed.as_bytes().ct_eq(self.hash.as_bytes()).into())
    }

    /// The hash of a password in the form of this scheme; `None` if the salt is not valid in this scheme.
    fn computed(&self, password: &str) -> Option<String> {
        let salt = || STANDARD.decode(&self.salt).ok();
        let (password, rounds) = (password.as_bytes(), self.factor);
        Some(match self.scheme {
            Scheme::Pbkdf2Sha256 => {
                STANDARD.encode(pbkdf2_hmac_array::<Sha256, 32>(password, &salt()?, rounds))
            }
            Scheme::Pbkdf2Sha256Long => {
                STANDARD.encode(pbkdf2_hmac_array::<Sha256, 64>(password, &salt()?, rounds))
            }
            Scheme::Pbkdf2Sha512 => {
                STANDARD.encode(pbkdf2_hmac_array::<Sha512, 64>(password, &salt()?, rounds))
            }
            Scheme::Sha256 => {
                STANDARD.encode(repeated::<Sha256>(&[password, &salt()?], &[], rounds))
            }
            Scheme::Md5 => STANDARD.encode(repeated::<Md5>(&[password, &salt()?], &[], rounds)),
            Scheme::HmacSha256 => {
                let mut mac = Hmac::<Sha256>::new_from_slice(&salt()?).ok()?;
                mac.update(password);
                STANDARD.encode(mac.finalize().into_bytes())
            }
            // Both phpass schemes use the salt as plain text. The factor does not count the first round, which
            // contains the salt.
            Scheme::PhpassMd5 => {
                let first = [self.salt.as_bytes(), password];
                STANDARD.encode(repeated::<Md5>(&first, password, rounds.saturating_add(1)))
            }
            Scheme::PhpassSha512 => {
                let first = [self.salt.as_bytes(), password];
                let hash = repeated::<Sha512>(&first, password, rounds.saturating_add(1));
                STANDARD.encode(hash).chars().take(43).collect()
            }
            Scheme::Bcrypt => {
                let salt = bcrypt_salt(&self.salt)?;
                let parts = bcrypt::hash_with_salt(password, rounds, salt).ok()?;
                let text = parts.format_for_version(bcrypt::Version::TwoA);
                text.get(text.len().checked_sub(31)?..)?.to_owned()
            }
        })
    }
}

/// Hashes `first`. Then hashes each result with `more` after it, until `rounds` hashes are computed.
fn repeated<D: Digest>(first: &[&[u8]], more: &[u8], rounds: u32) -> Vec<u8> {
    let mut result = D::new();
    first.iter().for_each(|part| result.update(part));
    let mut result = result.finalize();
    for _ in 1..rounds {
        result = D::new().chain_update(&result).chain_update(more).finalize();
    }
    result.to_vec()
}

/// The 16 bytes of a bcrypt salt. The base64 of bcrypt has its own alphabet.
fn bcrypt_salt(text: &str) -> Option<[u8; 16]> {
    let bytes = bcrypt::BASE_64.decode(text).ok()?;
    bytes.try_into().ok()
}

impl fmt::Display for ImportedHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { scheme, factor, salt, hash } = self;
        write!(f, "{MARK}{}${factor}${salt}${hash}", scheme.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PASSWORD: &str = "correct horse 1";
    const SALT: &str = "MDEyMzQ1Njc4OWFiY2RlZg==";
    const PBKDF2_512: &str =
        "qHADzl0lh9yUDQFCyiLmChbgDt6DooWuUruaw9f+PwXUw8NmtF6jkdRQyR/pI1iuFJNQETT1//79DKRZtrrXmw==";
    const PBKDF2_SHA512: &str =
        "dPcj+smFD3y0caAhf9t6TL/ueHL3OAew14WJ5cZ9TKlZbkovJIYNpewCoguYDxJTwBRyEnVHNqChAx9480r38A==";

    const PHPASS_MD5: &str = "HVzRyV7X4ls+WhXwSEK7rA==";
    const PHPASS_SHA512: &str = "F+5Yk4M4EpR4AOcTmd/+la39GoqYI3d3MTy/S42K22M";

    #[test]
    fn an_imported_hash_matches_only_its_password() {
        for (scheme, factor, salt, password, hash) in [
            (
                "salted-pbkdf2-hmac-sha256",
                24_000,
                SALT,
                PASSWORD,
                "qHADzl0lh9yUDQFCyiLmChbgDt6DooWuUruaw9f+PwU=",
            ),
            ("salted-pbkdf2-hmac-sha256-512", 24_000, SALT, PASSWORD, PBKDF2_512),
            ("salted-pbkdf2-hmac-sha512-512", 24_000, SALT, PASSWORD, PBKDF2_SHA512),
            (
                "salted-sha256",
                20_000,
                SALT,
                PASSWORD,
                "CetcIBAhT7M+FKS4KVpMT9HInEGhXXVTSW1T5FLWlo8=",
            ),
            ("salted-md5", 20_000, SALT, PASSWORD, "AgUdD0xkm/YG0XEU17u4EA=="),
            ("salted-md5", 1, "", "12345678", "JdVa0oOqQAr0ZMdtcTwHrQ=="),
            (
                "salted-hmac-sha256",
                1,
                SALT,
                PASSWORD,
                "OQTDuDCT5HlQgleDXW448R/DJnaBSZgQ7Dunh5t95bg=",
            ),
            ("bcrypt", 10, "N9qo8uLOickgx2ZMRZoMye", PASSWORD, "jkZqNWyHTNlWWy85bzHxDVJ73oNzcZO"),
        ] {
            let imported = ImportedHash::new(scheme, Some(factor), salt, hash).unwrap();
            let stored = ImportedHash::parse(&imported.to_string()).unwrap();
            assert!(stored.matches(password), "{scheme}");
            for other in ["", "correct horse 2", hash] {
                assert!(!stored.matches(other), "{scheme}: {other}");
            }
        }
    }

    /// Python's hashlib has computed the two hashes, with the steps in FusionAuth's documentation.
    #[test]
    fn the_schemes_of_phpass_hash_the_password_in_every_round() {
        for (scheme, hash) in [("phpass-md5", PHPASS_MD5), ("phpass-sha512", PHPASS_SHA512)] {
            let imported = ImportedHash::new(scheme, Some(2_048), "saltsalt", hash).unwrap();
            assert!(imported.matches(PASSWORD), "{scheme}");
            assert!(!imported.matches("correct horse 2"), "{scheme}");
        }
    }

    #[test]
    fn the_error_says_which_member_is_wrong() {
        let hash = "AgUdD0xkm/YG0XEU17u4EA==";
        let wrong = |scheme: &str, factor: i64, salt: &str, hash: &str| {
            ImportedHash::new(scheme, Some(factor), salt, hash).map(drop).unwrap_err()
        };
        assert_eq!(wrong("phppass-md5", 1, SALT, hash), Wrong::Scheme);
        for factor in [-1, 0, 1_000_001, i64::MAX] {
            assert_eq!(wrong("salted-md5", factor, SALT, hash), Wrong::Factor);
        }
        assert_eq!(wrong("bcrypt", 15, "N9qo8uLOickgx2ZMRZoMye", hash), Wrong::Factor);
        assert_eq!(wrong("salted-md5", 1, "not base64!", hash), Wrong::Salt);
        assert_eq!(wrong("bcrypt", 4, "short", hash), Wrong::Salt);
        assert_eq!(wrong("phpass-md5", 1, "a$b", hash), Wrong::Salt);
        assert_eq!(wrong("salted-md5", 1, SALT, "short"), Wrong::Hash);
        assert_eq!(wrong("salted-md5", 1, SALT, &format!("$gUdD0xkm{}", &hash[9..])), Wrong::Hash);
    }
}
