// The trust ids of a second factor. A record is an object with one member for each login id; its value is the trust id.
// The member's name has two parts: the place where the trust id is valid (the server and the tenant), and the login id
// in lower case. In a record for only one place, the name is the login id alone.
// `src/session/trust.rs` has the same rules.

import type { Secret } from "./generated/wire.js";

export type Trusts = Record<string, Secret>;

/** The trust ids in a record. The result has no prototype, so the login id `constructor` finds no inherited member. */
export const readTrusts = (record?: string | null): Trusts => ({ __proto__: null, ...JSON.parse(record || "{}") });

/** The request of a login. If the request has no trust id, the result has the known trust id for its login id. */
export const withTrust = <T>(request: T, trusts: Trusts, place = ""): T => {
  const { twoFactorTrustId = trusts[place + `${(request as any)?.loginId}`.toLowerCase()] } = { ...(request as any) };
  return { ...request, twoFactorTrustId };
};

/**
 * Adds the trust id of an answer to `trusts`, for all login ids of the user. Returns the new record; undefined if the
 * answer has no trust id or no user.
 */
export function addTrust(answer: any, trusts: Trusts, place = ""): string | undefined {
  const { twoFactorTrustId: id, user } = answer?.response ?? answer ?? {};
  if (!id || !user) return undefined;
  for (const login of [user.email, user.username, user.phoneNumber])
    if (login) trusts[place + login.toLowerCase()] = id;
  return JSON.stringify(trusts);
}
