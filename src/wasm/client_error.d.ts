// The types of the class stand in error.rs, from where wasm-bindgen takes them into the declarations.
export { ClientError, isClientError } from "../../npm/matricula/src/generated/wire.js";
