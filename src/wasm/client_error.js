// The error class of the package. It lives in JavaScript so that it is a real `Error`.

const BRAND = "matricula.ClientError";

/** What every method of the clients rejects with, but for the reason of an abort signal. */
export class ClientError extends Error {
  // A minifier may rename the class; what people read in a log keeps its name.
  static {
    Object.defineProperty(ClientError, "name", { value: "ClientError" });
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

  /** What is known of it, in members that `JSON.stringify` and `structuredClone` keep. */
  toJSON() {
    const { name, message } = this;
    return Object.assign({ name, message }, this);
  }
}

/**
 * Whether `error` is a ClientError, also one of another realm or of another copy of the package.
 * @param {any} error
 */
export function isClientError(error) {
  return typeof error === "object" && error !== null && error[Symbol.for(BRAND)] === true;
}
