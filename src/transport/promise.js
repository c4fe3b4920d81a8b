// Waits for promises on behalf of Rust.

/**
 * Calls `settle` when the promise settles. The arguments are the number `wait`, whether the promise was fulfilled, and
 * its value or its error.
 * @param {Promise<unknown>} promise
 * @param {number} wait
 * @param {(wait: number, fulfilled: boolean, value: unknown) => void} settle
 */
export function listen(promise, wait, settle) {
  promise.then(
    (value) => settle(wait, true, value),
    (reason) => settle(wait, false, reason),
  );
}
