// What the engine's glue finds in the place of some names of the platform.

/** Browsers and Node make more of theirs than it takes to have a turn. */
export const queueMicrotask = (task: () => void): void => {
  Promise.resolve().then(task);
};
