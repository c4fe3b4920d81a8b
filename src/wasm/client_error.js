// The error class of the package. It is in JavaScript, so that it is a real `Error`.

const BRAND = "matricula.ClientError";

/** Every method of the clients rejects with this, or with the reason of an abort signal. */
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

  /** All details in a plain object. `JSON.stringify` calls this. `structuredClone` does not: clone the result instead. */
  toJSON() {
    const { name, message } = this;
    return Object.assign({ name, message }, this);
  }
}

/**
 * Whether `error` is a ClientError, even one of another realm or another copy of the package. With `kinds`, its
 * kind must be one of these.
 * @param {any} error
 * @param {string[]} kinds
 */
export function isClientError(error, ...kinds) {
  const isOurs = typeof error === "object" && error !== null && error[Symbol.for(BRAND)] === true;
  return isOurs && (!kinds.length || kinds.includes(error.kind));
}
