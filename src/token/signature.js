// Signatures, checked by the platform's WebCrypto.

const RSA = { R: "RSASSA-PKCS1-v1_5", P: "RSA-PSS" };

/**
 * Settles with whether a signature holds, or with undefined where the platform has not got the
 * algorithm or, as on a page that is not safe, no WebCrypto. `key` is a JWK, or the bytes of a secret.
 */
export async function verify(alg, key, signed, signature) {
  const { subtle } = globalThis.crypto ?? {};
  const bits = alg.slice(2);
  const hash = `SHA-${bits}`;
  // Only what makes the public key: the rest was looked at, and browsers are choosy about it.
  const { kty, n, e, crv, x, y } = key;
  const algorithm =
    alg === "EdDSA" ? { name: crv }
    : kty === "EC" ? { name: "ECDSA", namedCurve: crv, hash }
    : kty ? { name: RSA[alg[0]], saltLength: bits / 8, hash }
    : { name: "HMAC", hash };
  try {
    const imported = await subtle.importKey(kty ? "jwk" : "raw", kty ? { kty, n, e, crv, x, y } : key, algorithm, false, ["verify"]);
    return await subtle.verify(algorithm, imported, signature, new TextEncoder().encode(signed));
  } catch (error) {
    // Anything else is a key that is none.
    return error.name === "NotSupportedError" || !subtle ? undefined : false;
  }
}
