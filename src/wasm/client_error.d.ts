// Both are declared in error.rs; `cargo xtask bless` copies them to wire.d.ts.
export { ClientError, isClientError } from "../../npm/matricula/src/generated/wire.js";
