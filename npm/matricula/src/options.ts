// How the modules of this package reach the inside of a client.

/**
 * The options of a client. The symbols are registered: a bundler or a platform may load several copies of the package,
 * and each copy must know the clients of the others.
 */
export const OPTIONS: unique symbol = Symbol.for("matricula");
/** Makes a call. */
export const CALL: unique symbol = Symbol.for("matricula.call");
