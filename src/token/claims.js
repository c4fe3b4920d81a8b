// The claims of a token; nothing is verified.

/**
 * The claims of a JWT, or undefined when it is not a JWT.
 * @param {string} token
 * @returns {Record<string, unknown> | undefined}
 */
export function claims(token) {
  try {
    const [, payload = "", , ...more] = token.split(".");
    const bytes = Uint8Array.from(atob(payload.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
    const claims = JSON.parse(new TextDecoder().decode(bytes));
    return isObject(claims) && !more.length ? claims : undefined;
  } catch {
    return undefined;
  }
}

/**
 * @param {unknown} value
 * @returns {value is Record<string, unknown>}
 */
export const isObject = (value) => value !== null && typeof value === "object" && !Array.isArray(value);
