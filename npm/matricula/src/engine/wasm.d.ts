// The type of the import `matricula-wasm`. The build turns this import into an import of `matricula_bg.wasm`, which
// workerd loads as a module of the app.
declare const wasm: WebAssembly.Module;
export default wasm;
