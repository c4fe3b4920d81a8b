// How the modules of this package reach the internal members of a client.

/**
 * The symbol of the member with the options of a client. The symbols in this file are in the global registry: a bundler
 * or a platform may load several copies of the package, and each copy must recognize the clients of the other copies.
 */
export const OPTIONS: unique symbol = Symbol.for("matricula");
/** The symbol of the method that makes a call. */
export const CALL: unique symbol = Symbol.for("matricula.call");
