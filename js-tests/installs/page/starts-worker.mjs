// This page starts a worker, which runs `use` of ../use.mjs. The page then reports the answer of the worker.

import { show } from "./show.mjs";

show(
  (...call) =>
    new Promise((resolve, reject) => {
      const worker = new Worker(new URL("./worker.mjs", import.meta.url), { type: "module" });
      worker.addEventListener("message", ({ data }) => resolve(data));
      worker.addEventListener("error", ({ message }) => reject(new Error(message)));
      worker.postMessage(call);
    }),
);
