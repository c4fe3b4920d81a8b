// Gives tests access to the engine, which the package does not export. Import this file before the engine starts.

const caught = {};
const { instantiate } = WebAssembly;
WebAssembly.instantiate = async (wasm, imports) => {
  const result = await instantiate(wasm, imports);
  // Node itself instantiates WebAssembly for `fetch`. Our engine has all its imports in the module `a`.
  if (!imports?.a) return result;
  const { exports } = result.instance;
  caught.exports = exports;
  const entered = (run) =>
    typeof run !== "function"
      ? run
      : (...args) => {
          if (caught.exports !== exports || !caught.isTrap) return run(...args);
          caught.isTrap = false;
          throw new WebAssembly.RuntimeError("unreachable");
        };
  const instance = {
    exports: Object.fromEntries(Object.entries(exports).map(([name, item]) => [name, entered(item)])),
  };
  return { ...result, instance };
};

/** The exports of the engine, after the first call has started it. */
export const engine = () => caught.exports;

/** Makes the engine trap at its next call. */
export const trap = () => (caught.isTrap = true);

/** The engine's memory in pages of 64 KB. It is found by its type, because the exports have minified names. */
export const pages = () => {
  const memory = Object.values(engine()).find((one) => one instanceof WebAssembly.Memory);
  return memory.buffer.byteLength / 65_536;
};
