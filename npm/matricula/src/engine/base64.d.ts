// The WebAssembly as base64 text; the build puts the text in this place.
declare const base64: string;
export default base64;
