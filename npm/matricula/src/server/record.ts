// The tokens in a cookie. The rules are those of `src/session/tokens.rs`.

import { FIRST_INSTANT, NO_REMEDY } from "../generated/constants.js";
import type { Secret } from "../generated/wire.js";
import { claims } from "../known.js";
import type { SignedIn } from "../session-types.js";

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

type Bag = Record<string, unknown>;

const text = (value: unknown): string | undefined => (typeof value === "string" && value ? value : undefined);

/** The tokens of an answer that came just now. Of the outcomes of a login, only `signed_in` has tokens. */
export function tokensOf(answer: unknown): Tokens | undefined {
  const outer = answer as Bag | undefined;
  // The other outcomes have their tokens, if any, in `response`, where they do not count.
  const inner = ((outer?.status === "signed_in" ? outer.response : outer) ?? {}) as Bag;
  const accessToken = text(inner.token) ?? text(inner.access_token);
  if (!accessToken) return undefined;
  const { iat, exp } = claims(accessToken) ?? {};
  const { expires_in: seconds } = inner;
  const isLifetime = typeof seconds === "number" && seconds >= 0 && seconds < FIRST_INSTANT;
  const life = isLifetime ? seconds : (exp as number) - (iat as number);
  const lifetimeMs = life >= 0 ? life * 1000 : undefined;
  const id = crypto.randomUUID();
  return {
    id,
    signIn: `out.${id}`,
    accessToken,
    refreshToken: text(inner.refreshToken) ?? text(inner.refresh_token),
    lifetimeMs,
    expiresAt: lifetimeMs === undefined ? undefined : Date.now() + lifetimeMs,
    scope: text(inner.scope),
  };
}

/** The state of a session with these tokens. */
export const stateOf = (tokens: Tokens, stale: boolean, persisted: boolean): SignedIn => ({
  status: "signed_in",
  expiresAt: tokens.expiresAt ?? null,
  scopes: (tokens.scope ?? "").split(/[, ]/).filter(Boolean),
  claims: claims(tokens.accessToken) ?? null,
  stale,
  persisted,
});

/** The user that the access token names. */
export const subject = (tokens: Tokens | undefined): unknown => tokens && claims(tokens.accessToken)?.sub;

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
