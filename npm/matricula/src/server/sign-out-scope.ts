// The scope that a token of Fusio needs, so that a sign-out can end the token.

import { SIGN_OUT_SCOPE } from "../generated/constants.js";
import type { LoginRequest } from "../generated/wire.js";

/**
 * Returns the request of a login. If the request names scopes, adds the scope for the sign-out: Fusio ends a token at a
 * sign-out only if the token has this scope.
 */
export function withSignOutScope<T>(request: T): T {
  const { scopes } = (request ?? {}) as Partial<LoginRequest>;
  const isLimited = Array.isArray(scopes) && scopes.length;
  return isLimited ? { ...request, scopes: [...new Set([...scopes, SIGN_OUT_SCOPE])] } : request;
}
