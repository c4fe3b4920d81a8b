// The types around `TokenVerifier`: its options, and the claims of a token.

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

/** The claims of a token: those that RFC 7519 registers, and all others. Instants are epoch seconds. */
export interface JwtClaims {
  /** Who made the token. */
  readonly iss?: string;
  /** Whom the token is about: the user. */
  readonly sub?: string;
  /** Whom the token is for. */
  readonly aud?: string | readonly string[];
  /** When the token expires. */
  readonly exp?: number;
  /** When the token becomes valid. */
  readonly nbf?: number;
  /** When the token was made. */
  readonly iat?: number;
  /** The id of the token. */
  readonly jti?: string;
  readonly [claim: string]: unknown;
}

/** The rules for a token, besides its signature. `exp` is required, and must be in the future. */
export interface JwtRules {
  /** `iss` must be this value, or one of these values. Without this rule, `iss` is not checked. */
  issuer?: string | readonly string[];
  /** `aud` must be or contain this value, or one of these values. Without this rule, tokens that the same keys have signed for other applications are accepted, too. */
  audience?: string | readonly string[];
  /** Whether `sub`, the user, is required. Default true: tokens without a user are refused. Fusio signs such tokens with the same key, for example for its mails. */
  requireSubject?: boolean;
  /** The accepted algorithms. Default: all algorithms of the keys. */
  algorithms?: readonly JwtAlgorithm[];
  /** The allowed difference between the issuer's clock and the clock of this device. Default 60. */
  clockToleranceSeconds?: number;
}

/**
 * The rules for tokens, and the keys for their signatures. Give the keys in exactly one of three ways. `jwksUrl` is
 * the address of a JSON Web Key Set, for example FusionAuth's `/.well-known/jwks.json`. The set is fetched when it is
 * first needed, and kept. It is fetched again when it is old, or when a token names an unknown key. `jwks` is a key set
 * itself. `secret` is the secret that the issuer signs with, for HS256, HS384 and HS512; it does not belong in a
 * browser.
 */
export type TokenVerifierOptions = JwtRules &
  (
    | (Omit<ClientOptions, "baseUrl"> & { jwksUrl: string | URL; jwks?: undefined; secret?: undefined })
    | { jwks: { readonly keys?: readonly object[] }; jwksUrl?: undefined; secret?: undefined }
    | { secret: Secret | Uint8Array; jwksUrl?: undefined; jwks?: undefined }
  );

/** The last argument of `verify`. */
export interface VerifyOptions extends CallOptions {
  /** The time of the check, in epoch milliseconds, for tests. Default: now. */
  now?: number | undefined;
}
