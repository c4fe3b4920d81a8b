// Signatures, checked by the platform's WebCrypto.

/**
 * Returns whether a signature is valid. If the platform does not support the algorithm or has no WebCrypto (for
 * example on a page without https), returns undefined. `key` is a JWK, or the bytes of a secret.
 * @param {string} alg
 * @param {any} key
 * @param {string} signed
 * @param {Uint8Array<ArrayBuffer>} signature
 * @returns {Promise<boolean | undefined>}
 */
export async function verify(alg, key, signed, signature) {
  const { subtle } = globalThis.crypto ?? {};
  const bits = alg.slice(2);
  const hash = `SHA-${bits}`;
  // Import only the members that make up the public key: browsers refuse some values of the others, such as `alg` and
  // `use`. `verifier.ts` (or `keys.rs` in Rust programs) has already checked those values.
  const { kty, n, e, crv, x, y } = key;
  const algorithm =
    alg === "EdDSA"
      ? { name: crv }
      : kty === "EC"
        ? { name: "ECDSA", namedCurve: crv, hash }
        : kty
          ? { name: alg[0] === "P" ? "RSA-PSS" : "RSASSA-PKCS1-v1_5", saltLength: Number(bits) / 8, hash }
          : { name: "HMAC", hash };
  try {
    const imported = kty
      ? await subtle.importKey("jwk", { kty, n, e, crv, x, y }, algorithm, false, ["verify"])
      : await subtle.importKey("raw", key, algorithm, false, ["verify"]);
    return await subtle.verify(algorithm, imported, signature, new TextEncoder().encode(signed));
  } catch (error) {
    // If there is a WebCrypto, any error except `NotSupportedError` means that the key is not valid.
    const isMissing = !subtle || /** @type {Error} */ (error).name === "NotSupportedError";
    return isMissing ? undefined : false;
  }
}
