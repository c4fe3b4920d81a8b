// The WebAssembly as a module of the app, for workerd; the build puts it here.
declare const wasm: WebAssembly.Module;
export default wasm;
