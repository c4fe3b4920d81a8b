// The types of the class are in error.rs; wasm-bindgen puts them into the declarations.
export { ClientError, isClientError } from "../../npm/matricula/src/generated/wire.js";
