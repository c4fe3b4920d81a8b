// How the modules of this package get the options of a client.

/** Registered, because a bundler or a platform may load several copies of the package, and each knows the clients of the others. */
export const OPTIONS: unique symbol = Symbol.for("matricula");
