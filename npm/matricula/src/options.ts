// How the modules of this package get the options of a client.

/**
 * A registered symbol: a bundler or a platform may load several copies of the package, and each copy must know the
 * clients of the others.
 */
export const OPTIONS: unique symbol = Symbol.for("matricula");
