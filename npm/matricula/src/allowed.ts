// Whether the engine can be WebAssembly here.

/** Whether this platform has WebAssembly, and no policy forbids it. */
export function isAllowed(): boolean {
  try {
    // The shortest module: compiling it fails only when a policy forbids WebAssembly.
    return !!new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
  } catch {
    return false;
  }
}
