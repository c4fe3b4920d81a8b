// The WebAssembly as text, which the build puts in this place.
declare const base64: string;
export default base64;
