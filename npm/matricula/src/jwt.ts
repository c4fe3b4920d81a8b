// `decodeJwt`: reads a token without checking it.

import { claims } from "../../../src/token/claims.js";

import type { Secret } from "./generated/wire.js";
import { place } from "./placed.js";
import { refusal } from "./refusals.js";
import type { JwtClaims } from "./token-types.js";

/**
 * Reads the claims of a token **without checking** the signature or the expiry.
 *
 * Throws a `ClientError` (`invalid_token`) when the token is not a JWT.
 */
export function decodeJwt<C = JwtClaims>(token: Secret): C {
  const says = claims(token);
  return (says ?? place(refusal("malformed"), decodeJwt)) as C;
}
