//! New pairs of keys in a native program.

use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der, PublicKeyX509Der};
use aws_lc_rs::error::Unspecified;
use aws_lc_rs::rsa::{KeyPair as RsaKeyPair, KeySize};
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _};
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use serde_json::json;

use super::run::blocking;
use crate::platform::shared::{KeyError, KeyPair};

/// A new pair for RS256, of 2,048 bits.
pub(crate) async fn rsa_pair() -> Result<KeyPair, KeyError> {
    blocking(rsa).await.map_err(|_| KeyError)?.map_err(|_| KeyError)
}

/// A new pair for ES256.
pub(crate) async fn ec_pair() -> Result<KeyPair, KeyError> {
    ec().map_err(|_| KeyError)
}

fn rsa() -> Result<KeyPair, Unspecified> {
    let pair = RsaKeyPair::generate(KeySize::Rsa2048)?;
    let private: Pkcs8V1Der<'_> = pair.as_der()?;
    let public: PublicKeyX509Der<'_> = pair.public_key().as_der()?;
    let modulus = pair.public_key().modulus();
    let exponent = pair.public_key().exponent();
    Ok(KeyPair {
        private: private.as_ref().to_vec(),
        public: public.as_ref().to_vec(),
        jwk: json!({
            "kty": "RSA",
            "n": web(modulus.big_endian_without_leading_zero()),
            "e": web(exponent.big_endian_without_leading_zero()),
        }),
    })
}

fn ec() -> Result<KeyPair, Unspecified> {
    let pair = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING)?;
    let private = pair.to_pkcs8v1()?;
    let public: PublicKeyX509Der<'_> = pair.public_key().as_der()?;
    // The point is the byte 0x04, and then the two coordinates.
    let point = pair.public_key().as_ref();
    let (x, y) = point.get(1..).ok_or(Unspecified)?.split_at_checked(32).ok_or(Unspecified)?;
    Ok(KeyPair {
        private: private.as_ref().to_vec(),
        public: public.as_ref().to_vec(),
        jwk: json!({"kty": "EC", "crv": "P-256", "x": web(x), "y": web(y)}),
    })
}

fn web(bytes: &[u8]) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(bytes)
}
