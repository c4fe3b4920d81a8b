// The public keys that verify tokens. They are fetched when they are needed, kept for some time, and fetched again
// after this time, or when the key of a token is missing.

import { clientError } from "./errors.js";
import {
  CALL_LIMIT,
  KEYS_FAILURE,
  KEYS_FRESH,
  KEYS_PATIENCE,
  KEYS_ROTATION,
  KEYS_STALE,
  MOST_KEYS,
} from "./generated/constants.js";
import { within } from "./within.js";

export type Keys = readonly unknown[];

/**
 * Returns a function that gives the keys. If they lack the needed key, pass them as `lacking` to get newer keys. A call
 * waits for a fetch at most `limit` milliseconds. While old keys can be used, a call waits less, and later calls get
 * the new keys.
 */
export function fetched(
  fetch: () => Promise<{ keys?: unknown }>,
  limit = CALL_LIMIT,
): (lacking?: Keys) => Promise<Keys> {
  let kept: Keys | undefined;
  let fetching: Promise<void> | undefined;
  let failure: unknown;
  let [keptAt, failedAt, rotatedAt, startedAt] = [-Infinity, -Infinity, -Infinity, -Infinity];
  const recent = (since: number, pause: number) => performance.now() - since < pause;
  const failed = (error: unknown) => {
    [failure, failedAt] = [error, performance.now()];
  };
  const took = ({ keys }: { keys?: unknown }, rotates: boolean) => {
    // If the answer is not a set of keys, it does not replace keys that are still good.
    if (!Array.isArray(keys) && kept?.length && recent(keptAt, KEYS_STALE))
      return failed(clientError("the answer has no keys", { kind: "unexpected_response" }));
    keptAt = performance.now();
    failedAt = -Infinity;
    kept = Array.isArray(keys) ? keys.slice(0, MOST_KEYS) : [];
    if (rotates) rotatedAt = keptAt;
  };
  return async (lacking) => {
    // Another verification may have fetched newer keys in the meantime.
    const rotates = !!kept && kept === lacking;
    if (kept && !rotates && recent(keptAt, KEYS_FRESH)) return kept;
    // Cloudflare Workers ends a fetch and its timers with the request that began them: then the promise never settles.
    // After `limit`, this call no longer waits for that promise, and may start a new fetch.
    if (!recent(startedAt, limit)) fetching = undefined;
    if (!fetching) {
      if (kept && rotates && recent(rotatedAt, KEYS_ROTATION)) return kept;
      if (!recent(failedAt, KEYS_FAILURE)) {
        const started: Promise<void> = fetch()
          .then((answer) => took(answer, rotates), failed)
          .finally(() => {
            if (fetching === started) fetching = undefined;
          });
        fetching = started;
        startedAt = performance.now();
      }
    }
    const usable = () => !lacking && recent(keptAt, KEYS_STALE);
    const before = kept;
    const running = fetching;
    // While old keys can be used, a call does not wait if a fetch has just failed or taken too long.
    if (running && !(kept && usable() && recent(failedAt, KEYS_FAILURE)))
      await within(() => running, undefined, usable() ? KEYS_PATIENCE : limit).catch(failed);
    if (kept && (kept !== before || usable())) return kept;
    throw failure;
  };
}
