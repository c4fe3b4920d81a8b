// The microtasks of the engine. A test may replace the global `queueMicrotask` by a function that waits for the test.

/** Runs `work` after the current task, as the global function does. */
export const queueMicrotask = (work: () => void): void => void Promise.resolve().then(work);
