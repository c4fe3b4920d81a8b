// Ends the service workers of a browser, as the browser itself does when they are idle.

import { once } from "node:events";

import { WebSocket } from "undici";

/** Commands for the developer tools. After the first command, the browser reports the state of its workers. */
const COMMANDS = ["ServiceWorker.enable", "ServiceWorker.stopAllWorkers"];

/** Ends all service workers of Chromium; resolves when they have ended. */
export async function endWorkers(tools) {
  const targets = await (await fetch(`${tools}/json/list`)).json();
  const socket = new WebSocket(targets.find(({ type }) => type === "page").webSocketDebuggerUrl);
  await once(socket, "open");
  const running = new Set();
  const ended = new Promise((resolve) => {
    let isAsked = false;
    socket.addEventListener("message", ({ data }) => {
      const { id, method, params } = JSON.parse(data);
      isAsked ||= id === COMMANDS.length;
      const versions = method === "ServiceWorker.workerVersionUpdated" ? params.versions : [];
      for (const { versionId, runningStatus } of versions) {
        if (runningStatus === "stopped") running.delete(versionId);
        else running.add(versionId);
      }
      if (isAsked && running.size === 0) resolve();
    });
  });
  for (const [index, method] of COMMANDS.entries()) socket.send(JSON.stringify({ id: index + 1, method }));
  await ended;
  socket.close();
}
