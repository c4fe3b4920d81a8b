// The type of the module `matricula-base64`: the WebAssembly as base64 text. The build makes the module.
declare const base64: string;
export default base64;
