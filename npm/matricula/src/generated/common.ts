// Written by `cargo xtask generate`.

/** The kinds that any call can reject with. */
export type CommonErrorKind = "network" | "timeout" | "rate_limited" | "server" | "unexpected_response" | "unsupported" | "validation";
