// The WebAssembly as a module of the app, as it is in workerd; the build puts it in this place.
declare const wasm: WebAssembly.Module;
export default wasm;
