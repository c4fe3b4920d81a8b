//! Checks signatures: natively with AWS-LC, in wasm with the platform's `WebCrypto`.

pub(super) use target::verify;

#[cfg(not(target_arch = "wasm32"))]
mod target {
    use aws_lc_rs::{hmac, signature::*};
    use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

    use crate::{
        error::Error,
        token::{
            algorithm::Algorithm,
            keys::{Key, text},
        },
        transport::json::Json,
    };

    /// Whether `signature` is a valid signature of `signed` for this key; false for an invalid key.
    // `async` because the same function in wasm has to wait.
    pub(in crate::token) async fn verify(
        algorithm: Algorithm,
        key: &Key<'_>,
        signed: &str,
        signature: &[u8],
    ) -> Result<bool, Error> {
        let signed = signed.as_bytes();
        Ok(match key {
            Key::Secret(secret) => keyed(algorithm, secret, signed, signature),
            Key::Public(key) => public(algorithm, key, signed, signature),
        }
        .unwrap_or(false))
    }

    fn keyed(algorithm: Algorithm, secret: &[u8], signed: &[u8], signature: &[u8]) -> Option<bool> {
        let algorithm = match algorithm {
            Algorithm::HS256 => hmac::HMAC_SHA256,
            Algorithm::HS384 => hmac::HMAC_SHA384,
            Algorithm::HS512 => hmac::HMAC_SHA512,
            _ => return None,
        };
        Some(hmac::verify(&hmac::Key::new(algorithm, secret), signed, signature).is_ok())
    }

    fn public(algorithm: Algorithm, key: &Json, signed: &[u8], signature: &[u8]) -> Option<bool> {
        let bytes = |name| URL_SAFE_NO_PAD.decode(text(key, name)?).ok();
        let rsa = |parameters| {
            let key = RsaPublicKeyComponents { n: bytes("n")?, e: bytes("e")? };
            Some(key.verify(parameters, signed, signature).is_ok())
        };
        let holds = |algorithm: &'static dyn VerificationAlgorithm, point: &[u8]| {
            Some(UnparsedPublicKey::new(algorithm, point).verify(signed, signature).is_ok())
        };
        let curve = |algorithm, length| {
            let (x, y) = (bytes("x")?, bytes("y")?);
            let whole = x.len() == length && y.len() == length;
            // An uncompressed point (SEC 1, 2.3.3).
            if whole { holds(algorithm, &[&[4][..], &x, &y].concat()) } else { None }
        };
        match algorithm {
            Algorithm::RS256 => rsa(&RSA_PKCS1_2048_8192_SHA256),
            Algorithm::RS384 => rsa(&RSA_PKCS1_2048_8192_SHA384),
            Algorithm::RS512 => rsa(&RSA_PKCS1_2048_8192_SHA512),
            Algorithm::PS256 => rsa(&RSA_PSS_2048_8192_SHA256),
            Algorithm::PS384 => rsa(&RSA_PSS_2048_8192_SHA384),
            Algorithm::PS512 => rsa(&RSA_PSS_2048_8192_SHA512),
            Algorithm::ES256 => curve(&ECDSA_P256_SHA256_FIXED, 32),
            Algorithm::ES384 => curve(&ECDSA_P384_SHA384_FIXED, 48),
            Algorithm::ES512 => curve(&ECDSA_P521_SHA512_FIXED, 66),
            Algorithm::EdDSA => holds(&ED25519, &bytes("x")?),
            Algorithm::HS256 | Algorithm::HS384 | Algorithm::HS512 => None,
        }
    }
}

#[cfg(target_arch = "wasm32")]
mod target {
    use js_sys::{Promise, Uint8Array};
    use wasm_bindgen::prelude::*;

    use crate::{
        error::{Error, ErrorKind},
        token::{algorithm::Algorithm, keys::Key},
        transport::{json::Json, promise::wait},
    };

    #[wasm_bindgen(module = "/src/token/signature.js")]
    extern "C" {
        #[wasm_bindgen(js_name = verify)]
        fn start(algorithm: &str, key: &JsValue, signed: &str, signature: &[u8]) -> Promise;
    }

    /// Whether `signature` is a valid signature of `signed` for this key; false for an invalid key.
    pub(in crate::token) async fn verify(
        algorithm: Algorithm,
        key: &Key<'_>,
        signed: &str,
        signature: &[u8],
    ) -> Result<bool, Error> {
        let key = match key {
            Key::Secret(secret) => Uint8Array::from(*secret).into(),
            Key::Public(key) => value(key),
        };
        let verdict = wait(&start(algorithm.as_str(), &key, signed, signature)).await;
        verdict.ok().and_then(|verdict| verdict.as_bool()).ok_or_else(|| {
            Error::new(ErrorKind::Unsupported, "this platform cannot check such a signature")
                .with_code("algorithm")
        })
    }

    #[cfg(js)]
    fn value(key: &Json) -> JsValue {
        key.clone()
    }

    #[cfg(not(js))]
    fn value(key: &Json) -> JsValue {
        js_sys::JSON::parse(&key.to_string()).unwrap_or_default()
    }
}
