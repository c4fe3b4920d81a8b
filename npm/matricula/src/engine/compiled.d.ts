// The type of the WebAssembly that the build has compiled to JavaScript.

/** The table of JavaScript values, which the compiled script lacks: its size at the start, and the name of its export. */
export declare const TABLE: { readonly size: number; readonly name: string };
/** Makes an instance; returns its exports. `imports.moved` is called when its memory has a new buffer. */
export declare function instantiate(imports: object): WebAssembly.Exports;
