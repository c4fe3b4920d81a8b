// The type of the WebAssembly that the build has compiled to JavaScript.

/**
 * The compiled script has no table of JavaScript values, so `javascript.ts` makes this table. These are the size of the
 * table at the start, and the name of its export.
 */
export declare const TABLE: { readonly size: number; readonly name: string };
/** Makes an instance; returns its exports. `imports.moved` is called when the instance's memory has a new buffer. */
export declare function instantiate(imports: object): WebAssembly.Exports;
