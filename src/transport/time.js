// A timer for what can wait for ever.

/**
 * Settles after `millis`; until then Node may end.
 * @param {number} millis
 */
export function idle(millis) {
  return new Promise((resolve) => {
    setTimeout(resolve, millis).unref?.();
  });
}
