// The address that an authenticator app reads from a QR code.

interface Account {
  /** The name of the app that the account belongs to. It must not contain a colon. */
  issuer: string;
  account: string;
  /** The secret in base32. */
  secret: string;
}

export function otpauthOf({ issuer, account, secret }: Account): string {
  const [by, of] = [issuer, account].map(encodeURIComponent);
  // `URLSearchParams` is not used here: it writes a space as `+`, and some apps then show the `+`.
  return `otpauth://totp/${by}:${of}?secret=${plain(secret)}&issuer=${by}&algorithm=SHA1&digits=6&period=30`;
}

/** A secret in groups of four characters, for people who type it. */
export const readable = (secret: string) =>
  plain(secret)
    .match(/.{1,4}/g)
    ?.join(" ") ?? "";

const plain = (secret: string) => secret.replace(/=+$/, "");
