// The engine of the package, which it keeps to itself: imported first, this catches it when it starts.

const caught = {};
const { instantiate } = WebAssembly;
WebAssembly.instantiate = async (...args) => {
  const result = await instantiate(...args);
  caught.exports = (result.instance ?? result).exports;
  return result;
};

/** What the engine exports, once the first call has started it. */
export const engine = () => caught.exports;

/** The engine's memory, in pages of 64 KB. Its name is a letter. */
export const pages = () => {
  const memory = Object.values(engine()).find((one) => one instanceof WebAssembly.Memory);
  return memory.buffer.byteLength / 65_536;
};
