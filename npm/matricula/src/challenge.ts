// What a 401 says: whether another token would help.

import { within } from "./within.js";

/** How long the words of a refusal may take, in milliseconds. */
const PATIENCE = 5_000;

/** The origin of an address; of what is none, that of no other. */
export function originOf(url: string | URL): string {
  try {
    return new URL(url).origin;
  } catch {
    return "";
  }
}

/** Whether a 401 says that another token would not help: it wants another scheme, or a scope that this user does not have. */
export async function isOfNoToken(response: Response, isFusio: boolean): Promise<boolean> {
  const challenge = response.headers.get("WWW-Authenticate") ?? "Bearer";
  if (!/\bbearer\b/i.test(challenge) || challenge.includes("insufficient_scope")) return true;
  // Fusio says it in words only. An answer that does not end is none.
  if (!FUSIO || !isFusio) return false;
  const words = await within(() => response.clone().text(), undefined, PATIENCE).catch(() => "");
  return words.includes("is not in the scope of the provided token");
}
