// The scope with which Fusio ends a token at a sign-out.

import { SIGN_OUT_SCOPE } from "./generated/constants.js";
import type { LoginRequest } from "./generated/wire.js";

/** The request of a login; if it asks for scopes, it also asks for the scope without which Fusio would not end the token. */
export function withSignOutScope<T>(request: T): T {
  const { scopes } = (request as LoginRequest | undefined) ?? {};
  const more = FUSIO && Array.isArray(scopes) && scopes.length && !scopes.includes(SIGN_OUT_SCOPE);
  return more ? { ...request, scopes: [...scopes, SIGN_OUT_SCOPE] } : request;
}
