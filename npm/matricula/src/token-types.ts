// The types around `TokenVerifier`: its options, and what a token says.

import type { CallOptions, ClientOptions, Secret } from "./generated/wire.js";

/** An algorithm that signs tokens: the `alg` of a token's header. */
export type JwtAlgorithm =
  | "RS256"
  | "RS384"
  | "RS512"
  | "PS256"
  | "PS384"
  | "PS512"
  | "ES256"
  | "ES384"
  | "ES512"
  | "EdDSA"
  | "HS256"
  | "HS384"
  | "HS512";

/** The claims that RFC 7519 registers, and whatever else the token says. Instants are seconds since 1970. */
export interface JwtClaims {
  /** Who made the token. */
  readonly iss?: string;
  /** Whom it is about: the user. */
  readonly sub?: string;
  /** Whom it is for. */
  readonly aud?: string | readonly string[];
  /** When it expires. */
  readonly exp?: number;
  /** Since when it is valid. */
  readonly nbf?: number;
  /** When it was made. */
  readonly iat?: number;
  /** Its own id. */
  readonly jti?: string;
  readonly [claim: string]: unknown;
}

/** What a token must be to be accepted, beside its signature. `exp` must be there and in the future. */
export interface JwtRules {
  /** `iss` must be this, or one of these. Without it, it is not looked at. */
  issuer?: string | readonly string[];
  /** `aud` must be or contain this, or one of these. Without it, tokens that the same keys have signed for others are accepted, too. */
  audience?: string | readonly string[];
  /** Whether `sub`, the user, must be there. Default true: other tokens may be signed with the same key, such as those in the mails of Fusio. */
  requireSubject?: boolean;
  /** The algorithms that are accepted. Without it: all that the keys can be for. */
  algorithms?: readonly JwtAlgorithm[];
  /** By how much the clock of who made the token may differ from ours. Default 60. */
  clockToleranceSeconds?: number;
}

/**
 * The keys that tokens are signed with, given in one way, and what else a token must be: the address
 * of a JSON Web Key Set, for example FusionAuth's `/.well-known/jwks.json`, which is fetched when
 * first needed, kept, and fetched again when keys change; such a set; or the secret that is shared
 * with who signs, for HS256, HS384 and HS512, which does not belong into a browser.
 */
export type TokenVerifierOptions = JwtRules &
  (
    | (Omit<ClientOptions, "baseUrl"> & { jwksUrl: string | URL; jwks?: undefined; secret?: undefined })
    | { jwks: { readonly keys?: readonly object[] }; jwksUrl?: undefined; secret?: undefined }
    | { secret: Secret | Uint8Array; jwksUrl?: undefined; jwks?: undefined }
  );

/** What `verify` takes as its last argument. */
export interface VerifyOptions extends CallOptions {
  /** As if it were then: milliseconds since 1970, for tests. */
  now?: number | undefined;
}
