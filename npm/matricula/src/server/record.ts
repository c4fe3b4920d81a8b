// The tokens in a cookie. The rules are those of `src/session/tokens.rs`.

import { NO_REMEDY } from "../generated/constants.js";
import type { Secret } from "../generated/wire.js";
import { claims } from "../known.js";

/** All members but `id` and `signIn` have the same names as in the record that a `Session` stores. */
export interface Tokens {
  readonly accessToken: Secret;
  readonly refreshToken?: Secret | undefined;
  readonly lifetimeMs?: number | undefined;
  /** In epoch milliseconds. */
  readonly expiresAt?: number | undefined;
  readonly scope?: string | undefined;
  /** When these tokens replaced a refused token, in epoch milliseconds. */
  readonly replacedRefusedAt?: number | undefined;
  /** A random id of these tokens, unique even across tenants and servers. A refresh makes a new id. */
  readonly id: string;
  /**
   * A random id of the sign-in; a refresh keeps it. After a sign-out, memory and a cookie contain this id. They can
   * also contain the `id` of some tokens. To prevent confusion, each `signIn` begins with `out.`: it is never equal to
   * an `id`.
   */
  readonly signIn: string;
}

/** The user that the access token names. */
export const subject = ({ accessToken }: Tokens): unknown => claims(accessToken)?.sub;

/**
 * Whether the access token is valid for more than `ms`. The result is true if the expiry is unknown, because undefined
 * is not `<=` a number.
 */
export const lasts = ({ expiresAt }: Tokens, ms = 0): boolean => !((expiresAt as number) <= Date.now() + ms);

/** Whether to replace the access token: `ms` before its expiry, but not before the last quarter of its lifetime. */
export const isDue = (tokens: Tokens, ms: number): boolean =>
  !lasts(tokens, Math.min(ms, (tokens.lifetimeMs ?? Infinity) / 4));

/** Whether these tokens have replaced a refused token just now: another refresh would not help. */
export function isRemedy(tokens: Tokens): boolean {
  const { replacedRefusedAt = 0, lifetimeMs = Infinity } = tokens;
  // The time of the replacement is in the future only if the clock was wrong.
  const ago = Date.now() - replacedRefusedAt;
  return ago >= 0 && ago < Math.min(NO_REMEDY, lifetimeMs / 2) && lasts(tokens);
}
