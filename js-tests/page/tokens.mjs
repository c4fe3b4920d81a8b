// Verifies the valid and the forged tokens of tests/fixtures/tokens.json, in Node and in pages.
// tests/it/token_list.rs does the same in Rust, and js-tests/tokens.mjs writes tokens.json.

const bytes = (base64url) =>
  Uint8Array.from(atob(base64url.replaceAll("-", "+").replaceAll("_", "/")), (character) => character.charCodeAt(0));

/** A value as JSON with sorted members. */
const plain = (value) =>
  JSON.stringify(value, (_, part) =>
    part && Object.getPrototypeOf(part) === Object.prototype ? Object.fromEntries(Object.entries(part).sort()) : part,
  );

/** Whether this platform's WebCrypto has Ed25519; older platforms lack it. */
export const hasEd25519 = () =>
  crypto.subtle.generateKey("Ed25519", false, ["sign", "verify"]).then(
    () => true,
    () => false,
  );

/**
 * Verifies a token of the list, and throws if the result differs from the list. Returns `good` for a valid token, and
 * the code of the error for a refused token. If `ed25519` is false, returns `unsupported` for a token with Ed25519.
 */
export async function judge({ TokenVerifier, decodeJwt, isClientError }, list, entry, ed25519) {
  const keys = entry.secret ? { secret: bytes(list.secrets[entry.secret]) } : { jwks: list.sets[entry.keys] };
  const token = entry.token.replace("{giant}", "A".repeat(70_000));
  const verifier = new TokenVerifier({ ...keys, ...entry.options });
  const { claims, error } = await verifier.verify(token, { now: entry.now * 1_000 }).then(
    (claims) => ({ claims }),
    (error) => ({ error }),
  );
  if (claims) {
    if (entry.code) throw new Error(`the token is accepted, but must be refused with ${entry.code}`);
    // The claims of the list cannot contain `__proto__`, which has a special meaning in JavaScript.
    const known = Object.fromEntries(Object.entries(claims).filter(([name]) => name !== "__proto__"));
    if (plain(known) !== plain(entry.claims)) throw new Error(`the claims are ${plain(known)}`);
    if (plain(decodeJwt(token)) !== plain(claims)) throw new Error("decodeJwt returns other claims");
    return "good";
  }
  if (!isClientError(error)) throw error;
  const parts = token.split(".").filter((part) => part.length > 8);
  if (parts.some((part) => `${error.stack} ${JSON.stringify(error)}`.includes(part)))
    throw new Error("the error quotes the token");
  if (error.kind === "unsupported" && !ed25519 && /^RFC 8037|Ed25519|EdDSA|curve/.test(entry.name))
    return "unsupported";
  if (error.kind !== "invalid_token" || error.code !== entry.code) {
    throw new Error(
      `the token is refused with ${error.kind} ${error.code}, but the list expects ${entry.code ?? "success"}`,
    );
  }
  return error.code;
}
