// The WebAssembly as text; the build puts it here.
declare const base64: string;
export default base64;
