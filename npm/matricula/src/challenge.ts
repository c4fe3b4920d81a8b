// Whether another token can help after a 401.

import { within } from "./within.js";

/** How long to wait for the body of a refusal, in milliseconds. */
const PATIENCE = 5_000;

/** The origin of an address; empty when the address is invalid. */
export function originOf(url: string | URL): string {
  try {
    return new URL(url).origin;
  } catch {
    return "";
  }
}

/**
 * Whether no other token can help: the server wants another scheme than `Bearer`, or a scope that the sent token lacks.
 * `isOwnServer` says whether the answer comes from the origin of the client's `baseUrl`.
 */
export async function noTokenHelps(response: Response, isOwnServer: boolean): Promise<boolean> {
  const challenge = response.headers.get("WWW-Authenticate") ?? "Bearer";
  if (!/\bbearer\b/i.test(challenge) || challenge.includes("insufficient_scope")) return true;
  // Fusio reports a missing scope only in its message. A body that takes too long counts as empty.
  if (!FUSIO || !isOwnServer) return false;
  const words = await within(() => response.clone().text(), undefined, PATIENCE).catch(() => "");
  return words.includes("is not in the scope of the provided token");
}
