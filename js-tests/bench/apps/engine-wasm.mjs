// A client with the WebAssembly.

export { FusioClient } from "matricula/bundle";
