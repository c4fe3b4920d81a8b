// A timer that does not keep Node running.

/**
 * Resolves after `millis`; Node may exit before.
 * @param {number} millis
 */
export function idle(millis) {
  return new Promise((resolve) => {
    setTimeout(resolve, millis).unref?.();
  });
}
