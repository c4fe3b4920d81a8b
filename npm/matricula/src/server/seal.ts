// Encrypts the content of a cookie: without the secret, nobody can read, change or write such a cookie.

import { fromBase64url } from "../../../../src/token/claims.js";
import { invalid } from "../errors.js";

const CIPHER = "AES-GCM";
const IV = 12;

export interface Seal {
  seal(text: string): Promise<string>;
  /** The text, or undefined if none of the secrets has sealed this value. */
  open(value: string): Promise<string | undefined>;
}

const bytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

// The spread syntax is not used here, because a call with very many arguments fails.
const characters = (bytes: Uint8Array): string => Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");

const base64url = (text: string): string => btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

/** The key for `use`. One secret gives a different key for each `use`. */
async function derive(secret: string, use: string): Promise<CryptoKey> {
  return crypto.subtle.deriveKey(
    { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info: bytes(use) },
    await crypto.subtle.importKey("raw", bytes(secret), "HKDF", false, ["deriveKey"]),
    { name: CIPHER, length: 256 },
    false,
    ["encrypt", "decrypt"],
  );
}

/**
 * The seal for `use`. `secret` is one secret or a list. The first secret seals values; each secret opens the values
 * that it has sealed.
 */
export function sealWith(secret: unknown, use: string): Seal {
  const secrets = [secret].flat() as string[];
  if (!secrets.length || secrets.some((text) => typeof text !== "string" || text.length < 32))
    throw invalid("secret", "must be 32 characters or more");
  // The first request derives the keys: some platforms allow no cryptography before it.
  let derived: Promise<CryptoKey[]> | undefined;
  const keys = () => (derived ??= Promise.all(secrets.map((secret) => derive(secret, use))));
  return {
    async seal(text) {
      const [key] = (await keys()) as [CryptoKey];
      const iv = crypto.getRandomValues(new Uint8Array(IV));
      const sealed = await crypto.subtle.encrypt({ name: CIPHER, iv }, key, bytes(text));
      return base64url(characters(iv) + characters(new Uint8Array(sealed)));
    },
    async open(value) {
      for (const key of await keys()) {
        try {
          const all = fromBase64url(value);
          const opened = await crypto.subtle.decrypt({ name: CIPHER, iv: all.subarray(0, IV) }, key, all.subarray(IV));
          return new TextDecoder().decode(opened);
        } catch {
          // Another secret has sealed the value, or another program has written it.
        }
      }
      return undefined;
    },
  };
}
