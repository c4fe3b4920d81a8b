// Gives tests access to the engine, which the package does not export. Import this file before the engine starts.

const caught = {};
const { entries } = Object;
const isMemory = (item) => item?.buffer instanceof ArrayBuffer && typeof item.grow === "function";

// The package calls `Object.entries` with the exports of each new engine, also of the engine in JavaScript. This
// function stores the exports, and returns them with functions that trap if a test has called `trap`.
Object.entries = (exports) => {
  const all = entries(exports);
  if (!all.some(([, item]) => isMemory(item))) return all;
  caught.exports = exports;
  caught.started = (caught.started ?? 0) + 1;
  const entered =
    (run) =>
    (...args) => {
      if (caught.exports !== exports || !caught.isTrap) return run(...args);
      caught.isTrap = false;
      throw new Trap("unreachable");
    };
  return all.map(([name, item]) => [name, typeof item === "function" ? entered(item) : item]);
};

/** The class of the error that the engine throws when it traps. */
export const Trap = process.env.MATRICULA_ENGINE === "js" ? RangeError : WebAssembly.RuntimeError;

/** The exports of the newest engine; undefined before the first call starts an engine. */
export const engine = () => caught.exports;

/** How many engines have been started. */
export const started = () => caught.started ?? 0;

/** Makes the newest engine trap at its next call. */
export const trap = () => (caught.isTrap = true);

/** The size of the engine's memory in pages of 64 KB. `isMemory` finds the memory: the exports have minified names. */
export const pages = () => Object.values(engine()).find(isMemory).buffer.byteLength / 65_536;
