// How the modules of this package reach the internal members of a client.

/**
 * The options of a client. The symbols are in the global registry: a bundler or a platform may load several copies of
 * the package, and each copy must recognize the clients of the other copies.
 */
export const OPTIONS: unique symbol = Symbol.for("matricula");
/** Makes a call. */
export const CALL: unique symbol = Symbol.for("matricula.call");
