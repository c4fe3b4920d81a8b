// A promise with the functions that settle it.

/** Returns `{ promise, resolve, reject }`. */
export function defer() {
  /** @type {Record<string, unknown>} */
  const deferred = {};
  deferred.promise = new Promise((resolve, reject) => {
    Object.assign(deferred, { resolve, reject });
  });
  return deferred;
}
