// How both entries start the engine in workerd, which compiles no WebAssembly at run time: the file is a module of the app.

import module from "matricula-wasm";

import { initialize } from "./engine.js";

/** The platform's `fetch` sends the requests. */
export const send: undefined = undefined;

export const start = async (): ReturnType<typeof initialize> => initialize(module);
