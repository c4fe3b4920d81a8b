// Finds out whether this platform can run the engine's WebAssembly.

/** Whether this platform has WebAssembly, and no policy forbids it. */
export function isAllowed(): boolean {
  try {
    // The shortest module. The constructor throws if there is no WebAssembly, or if a policy forbids it.
    return !!new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
  } catch {
    return false;
  }
}
