// The claims of a token; nothing is verified.

/**
 * The claims of a JWT, or undefined when `token` is not a JWT.
 * @param {string} token
 * @returns {Record<string, unknown> | undefined}
 */
export function claims(token) {
  try {
    const [, payload = "", , ...more] = token.split(".");
    const claims = JSON.parse(new TextDecoder().decode(fromBase64url(payload)));
    return claims instanceof Object && !Array.isArray(claims) && !more.length ? claims : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The bytes of a base64url text. Also accepts base64, and throws for any other text.
 * @param {string} text
 */
export const fromBase64url = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (character) => character.charCodeAt(0));

/**
 * @param {unknown} value
 * @returns {value is Record<string, unknown>}
 */
export const isObject = (value) => value !== null && typeof value === "object" && !Array.isArray(value);
