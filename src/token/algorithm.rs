//! The algorithms of signatures (RFC 7518, RFC 8037), and the type of key that each algorithm uses.

/// The algorithm of a signature: the `alg` of a token's header.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Algorithm {
    /// HMAC with SHA-256 and a shared secret.
    HS256,
    /// HMAC with SHA-384 and a shared secret.
    HS384,
    /// HMAC with SHA-512 and a shared secret.
    HS512,
    /// RSA (PKCS#1 v1.5) with SHA-256.
    RS256,
    /// RSA (PKCS#1 v1.5) with SHA-384.
    RS384,
    /// RSA (PKCS#1 v1.5) with SHA-512.
    RS512,
    /// RSA (PSS) with SHA-256.
    PS256,
    /// RSA (PSS) with SHA-384.
    PS384,
    /// RSA (PSS) with SHA-512.
    PS512,
    /// ECDSA (P-256) with SHA-256.
    ES256,
    /// ECDSA (P-384) with SHA-384.
    ES384,
    /// ECDSA (P-521) with SHA-512.
    ES512,
    /// `EdDSA` with the curve Ed25519; RFC 9864 calls this algorithm `Ed25519`.
    EdDSA,
}

impl Algorithm {
    pub(super) const ALL: [Self; 13] = [
        Self::HS256,
        Self::HS384,
        Self::HS512,
        Self::RS256,
        Self::RS384,
        Self::RS512,
        Self::PS256,
        Self::PS384,
        Self::PS512,
        Self::ES256,
        Self::ES384,
        Self::ES512,
        Self::EdDSA,
    ];

    /// The name in a token's header.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::HS256 => "HS256",
            Self::HS384 => "HS384",
            Self::HS512 => "HS512",
            Self::RS256 => "RS256",
            Self::RS384 => "RS384",
            Self::RS512 => "RS512",
            Self::PS256 => "PS256",
            Self::PS384 => "PS384",
            Self::PS512 => "PS512",
            Self::ES256 => "ES256",
            Self::ES384 => "ES384",
            Self::ES512 => "ES512",
            Self::EdDSA => "EdDSA",
        }
    }

    /// The algorithm with this name in a token's header; `None` for any other name, also for `none`.
    pub(crate) fn named(name: &str) -> Option<Self> {
        // In RFC 9864, the name of EdDSA with the curve Ed25519 is `Ed25519`.
        let name = if name == "Ed25519" { "EdDSA" } else { name };
        Self::ALL.into_iter().find(|known| known.as_str() == name)
    }

    /// Whether one key both signs and verifies.
    pub(super) fn is_shared(self) -> bool {
        matches!(self, Self::HS256 | Self::HS384 | Self::HS512)
    }

    /// The `kty` and the `crv` of the keys for this algorithm; some keys have no `crv`.
    pub(super) fn key_type(self) -> (&'static str, Option<&'static str>) {
        match self {
            Self::HS256 | Self::HS384 | Self::HS512 => ("oct", None),
            Self::ES256 => ("EC", Some("P-256")),
            Self::ES384 => ("EC", Some("P-384")),
            Self::ES512 => ("EC", Some("P-521")),
            Self::EdDSA => ("OKP", Some("Ed25519")),
            _ => ("RSA", None),
        }
    }
}
