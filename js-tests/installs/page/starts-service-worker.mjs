// This page starts a service worker, which runs `use` of ../use.mjs. The page then reports the answer of the worker.

import { show } from "./show.mjs";

show(async (...call) => {
  await navigator.serviceWorker.register(new URL("./service-worker.mjs", import.meta.url), { type: "module" });
  const { active } = await navigator.serviceWorker.ready;
  const answer = new Promise((resolve) =>
    navigator.serviceWorker.addEventListener("message", ({ data }) => resolve(data)),
  );
  navigator.serviceWorker.startMessages();
  active.postMessage(call);
  return answer;
});
