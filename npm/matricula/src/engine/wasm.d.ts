// The type of the WebAssembly, which in workerd is a module of the app. The build replaces this module with
// `matricula_bg.wasm`.
declare const wasm: WebAssembly.Module;
export default wasm;
