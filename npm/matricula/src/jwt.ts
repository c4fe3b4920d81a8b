// `decodeJwt`: what a token says of itself.

import { claims } from "../../../src/token/claims.js";

import type { Secret } from "./generated/wire.js";
import { place } from "./placed.js";
import { refusal } from "./refusals.js";
import type { JwtClaims } from "./token-types.js";

/**
 * What a token says, without any check that it is true: not of its signature, not of its time.
 *
 * Throws a `ClientError` (`invalid_token`) when it is no token.
 */
export function decodeJwt<C = JwtClaims>(token: Secret): C {
  const says = claims(token);
  return (says ?? place(refusal("malformed"), decodeJwt)) as C;
}
