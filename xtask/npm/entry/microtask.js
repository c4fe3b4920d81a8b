// What the scripts get for `queueMicrotask`: browsers and Node make more of theirs than it takes to have a turn.

export const queueMicrotask = (task) => {
  Promise.resolve().then(task);
};
