// The build puts this `queueMicrotask` in the place of the global function. A test may replace the global function by a
// function that waits for the test. Without this file, the engine would wait, too.

/** Runs `work` as a microtask, as the global function does. */
export const queueMicrotask = (work: () => void): void => void Promise.resolve().then(work);
