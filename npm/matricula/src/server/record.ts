// The tokens in a cookie. The rules are those of `src/session/tokens.rs`.

import { NO_REMEDY } from "../generated/constants.js";
import type { Secret } from "../generated/wire.js";
import { claims } from "../known.js";

/** The members have the names that a `Session` gives them in a storage. */
export interface Tokens {
  readonly accessToken: Secret;
  readonly refreshToken?: Secret | undefined;
  readonly lifetimeMs?: number | undefined;
  /** In epoch milliseconds. */
  readonly expiresAt?: number | undefined;
  readonly scope?: string | undefined;
  /** When these tokens replaced a refused token, in epoch milliseconds. */
  readonly replacedRefusedAt?: number | undefined;
  /** A random name, which differs from the names of all other tokens, also of other servers and tenants. */
  readonly id: string;
  /** The name of the sign-in, for the note that the user has signed out. It differs from every `id`. */
  readonly signIn: string;
}

/** The user that the access token names. */
export const subject = ({ accessToken }: Tokens): unknown => claims(accessToken)?.sub;

/** Whether the access token is valid for at least `ms`; true when its expiry is unknown. */
export const lasts = ({ expiresAt }: Tokens, ms = 0): boolean => expiresAt === undefined || expiresAt > Date.now() + ms;

/** Whether it is time to replace the access token: `ms` before its expiry, or less for a short lifetime. */
export const isDue = (tokens: Tokens, ms: number): boolean =>
  !lasts(tokens, Math.min(ms, (tokens.lifetimeMs ?? Infinity) / 4));

/** Whether these tokens have replaced a refused token just now: another refresh would not help. */
export function isRemedy(tokens: Tokens): boolean {
  const { replacedRefusedAt = 0, lifetimeMs = Infinity } = tokens;
  // The time of the replacement is in the future only if the clock was wrong.
  const ago = Date.now() - replacedRefusedAt;
  return ago >= 0 && ago < Math.min(NO_REMEDY, lifetimeMs / 2) && lasts(tokens);
}
