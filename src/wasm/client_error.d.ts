// These two are declared in error.rs; `cargo xtask bless` copies the declarations to wire.d.ts.
export { ClientError, isClientError } from "../../npm/matricula/src/generated/wire.js";
