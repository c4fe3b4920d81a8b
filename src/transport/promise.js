// Waits for promises on behalf of Rust.

/**
 * Calls `settle` with the number of the wait, whether the promise was fulfilled, and its value.
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
