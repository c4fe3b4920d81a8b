// The public keys of tokens: fetched when needed, kept for a while, and fetched again when they change.

import { KEYS_FAILURE, KEYS_FRESH, KEYS_ROTATION, KEYS_STALE, MOST_KEYS } from "./generated/constants.js";

export type Keys = readonly unknown[];

/** Returns a function that gives the keys. To get newer ones, pass as `lacking` the keys that lack the needed key. */
export function fetched(fetch: () => Promise<{ keys?: unknown }>): (lacking?: Keys) => Promise<Keys> {
  let kept: Keys | undefined;
  let fetching: Promise<void> | undefined;
  let failure: unknown;
  let [keptAt, failedAt, rotatedAt] = [-Infinity, -Infinity, -Infinity];
  const recent = (since: number, pause: number) => performance.now() - since < pause;
  return async (lacking) => {
    // Another verification may have fetched newer keys in the meantime.
    const rotates = kept && kept === lacking;
    if (kept && !rotates && recent(keptAt, KEYS_FRESH)) return kept;
    if (!fetching) {
      if (kept && rotates && recent(rotatedAt, KEYS_ROTATION)) return kept;
      if (!recent(failedAt, KEYS_FAILURE)) {
        fetching = fetch()
          .then(
            ({ keys }) => {
              keptAt = performance.now();
              kept = Array.isArray(keys) ? keys.slice(0, MOST_KEYS) : [];
              if (rotates) rotatedAt = keptAt;
            },
            (error) => {
              [failure, failedAt] = [error, performance.now()];
            },
          )
          .finally(() => (fetching = undefined));
      }
    }
    const before = kept;
    await fetching;
    if (kept && (kept !== before || (!lacking && recent(keptAt, KEYS_STALE)))) return kept;
    throw failure;
  };
}
