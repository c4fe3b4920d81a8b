// Encrypts the content of a cookie: without the secret, nobody can read, change or write such a cookie.

import { invalid } from "../errors.js";

const FORMAT = "1.";
const IV = 12;
/** The purpose of the key: a program with the same secret and another purpose has another key. */
const PURPOSE = "matricula session";

export interface Seal {
  seal(text: string): Promise<string>;
  /** The text, or undefined if `seal` has not made this value. */
  open(value: string): Promise<string | undefined>;
}

const bytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

const base64url = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");

function fromBase64url(text: string): Uint8Array<ArrayBuffer> {
  const latin1 = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(latin1, (character) => character.charCodeAt(0));
}

async function derive(secret: string): Promise<CryptoKey> {
  const base = await crypto.subtle.importKey("raw", bytes(secret), "HKDF", false, ["deriveKey"]);
  const how = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info: bytes(PURPOSE) };
  return crypto.subtle.deriveKey(how, base, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

/** The seal for `use`. `secret` is one secret or a list: the first secret seals, and every secret of the list opens. */
export function sealWith(secret: unknown, use: string): Seal {
  const secrets = [secret].flat() as string[];
  if (!secrets.length || secrets.some((text) => typeof text !== "string" || text.length < 32))
    throw invalid("secret", "must have at least 32 characters");
  // The first request derives the keys: some platforms allow no cryptography before it.
  let derived: Promise<CryptoKey[]> | undefined;
  const keys = () => (derived ??= Promise.all(secrets.map(derive)));
  const cipher = (iv: BufferSource) => ({ name: "AES-GCM", iv, additionalData: bytes(use) });
  return {
    async seal(text) {
      const [key] = (await keys()) as [CryptoKey];
      const iv = crypto.getRandomValues(new Uint8Array(IV));
      const sealed = await crypto.subtle.encrypt(cipher(iv), key, bytes(text));
      return FORMAT + base64url(Uint8Array.of(...iv, ...new Uint8Array(sealed)));
    },
    async open(value) {
      if (!value.startsWith(FORMAT)) return undefined;
      for (const key of await keys()) {
        try {
          const all = fromBase64url(value.slice(FORMAT.length));
          const opened = await crypto.subtle.decrypt(cipher(all.subarray(0, IV)), key, all.subarray(IV));
          return new TextDecoder().decode(opened);
        } catch {
          // Another secret has sealed the value, or another program has written it.
        }
      }
      return undefined;
    },
  };
}
