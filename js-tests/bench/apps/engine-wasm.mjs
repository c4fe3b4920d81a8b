// A client with the engine in WebAssembly.

export { FusioClient } from "matricula/bundle";
