// Listens to an `AbortSignal`.

/**
 * A promise that resolves when `signal` is aborted, or when the promise's `end` is called. Without `end`, the code
 * that waits would stay in memory as long as the signal.
 * @param {AbortSignal} signal
 */
export function listen(signal) {
  let end = () => {};
  const aborted = new Promise((resolve) => {
    const settle = () => resolve(undefined);
    end = () => {
      signal.removeEventListener("abort", settle);
      settle();
    };
    signal.addEventListener("abort", settle);
  });
  return Object.assign(aborted, { end });
}
