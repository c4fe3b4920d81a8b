// The build puts this `queueMicrotask` in the place of the global function. Tests with fake timers replace the global
// function: the work then runs only when the test says so. Without this file, the engine would stop, too.

/** Runs `work` as a microtask, as the global function does. */
export const queueMicrotask = (work: () => void): void => void Promise.resolve().then(work);
