// The engine of the package, which it keeps to itself: imported first, this catches it when it starts.

const caught = {};
const { instantiate } = WebAssembly;
WebAssembly.instantiate = async (wasm, imports) => {
  const instance = await instantiate(wasm, imports);
  // Node starts engines of its own, for `fetch`; ours imports all from one module.
  if (!imports?.a) return instance;
  const { exports } = instance;
  caught.exports = exports;
  const entered = (run) =>
    typeof run !== "function"
      ? run
      : (...args) => {
          if (caught.exports !== exports || !caught.isTrap) return run(...args);
          caught.isTrap = false;
          throw new WebAssembly.RuntimeError("unreachable");
        };
  return { exports: Object.fromEntries(Object.entries(exports).map(([name, item]) => [name, entered(item)])) };
};

/** What the engine exports, once the first call has started it. */
export const engine = () => caught.exports;

/** Has the engine trap when it is entered next. */
export const trap = () => (caught.isTrap = true);

/** The engine's memory, in pages of 64 KB. Its name is a letter. */
export const pages = () => {
  const memory = Object.values(engine()).find((one) => one instanceof WebAssembly.Memory);
  return memory.buffer.byteLength / 65_536;
};
