// The error class of the package. It is in JavaScript, so that it is a real `Error`.

const BRAND = "matricula.ClientError";

/** The error of a method that fails. A call that is aborted rejects with the reason of its signal instead. */
export class ClientError extends Error {
  /**
   * A minifier may rename the class; the name in a log stays the same.
   * @override
   */
  static name = "ClientError";
  static {
    ClientError.prototype.name = "ClientError";
  }

  /**
   * @param {string} message
   * @param {object} fields
   */
  constructor(message, fields) {
    super(message);
    Object.assign(this, fields);
    Object.defineProperty(this, Symbol.for(BRAND), { value: true });
  }

  /**
   * All details in a plain object. `JSON.stringify` calls this method. `structuredClone` does not call it, so clone
   * this object instead of the error.
   */
  toJSON() {
    const { name, message } = this;
    return Object.assign({ name, message }, this);
  }
}

/**
 * Whether `error` is a ClientError, even one of another realm or another copy of the package. With `kinds`, the
 * kind of the error must be one of them.
 * @param {any} error
 * @param {string[]} kinds
 */
export function isClientError(error, ...kinds) {
  const isOurs = typeof error === "object" && error !== null && error[Symbol.for(BRAND)] === true;
  return isOurs && (!kinds.length || kinds.includes(error.kind));
}
