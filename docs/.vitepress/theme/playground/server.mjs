// The test server in the service worker of the playground, and the frames that send requests to the server.

/** The user whom the samples of the guide log in. */
const BAZ = { name: "baz", email: "baz@example.com", password: "foobar!123" };

/**
 * Starts the server; `folder` is the path of the playground. All requests come from frames, because a new frame always
 * uses the worker. The page itself does not use the worker after a reload that bypasses the cache.
 */
export async function startServer(folder) {
  if (!navigator.serviceWorker)
    throw new Error("This browser has no service workers here, maybe because this is a private window.");
  const script = `${folder}service-worker.js?kickstart=kickstart.json`;
  const registration = await navigator.serviceWorker.register(script).catch((error) => {
    throw new Error(`The service worker cannot start: ${error.message}`);
  });
  await activated(registration);
  const host = await openFrame(folder);

  async function call(method, path, body) {
    const answer = await host.window.fetch(`/_test${path}`, {
      method,
      ...(body && { headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`The server in this page answers ${answer.status} to ${method} /_test${path}.`);
    return answer.json().catch(() => undefined);
  }
  return {
    /** The mails, newest first. */
    mails: async () => (await call("GET", "/outbox")).reverse(),
    /** Returns the server to the state after its start, and removes the stored sessions. */
    async reset() {
      for (const key of Object.keys(localStorage)) if (key.startsWith("matricula:")) localStorage.removeItem(key);
      await call("POST", "/reset");
    },
    createBaz: () => call("POST", "/users", BAZ),
    watchSession: (changed) => host.window.watch(changed),
    end: host.remove,
  };
}

/** Resolves when the worker answers requests. */
function activated({ active, installing, waiting }) {
  const worker = installing ?? waiting;
  if (active || !worker) return undefined;
  return new Promise((resolve, reject) => {
    const look = () => {
      if (worker.state === "activated") resolve();
      if (worker.state === "redundant") reject(new Error("The browser could not install the service worker."));
    };
    worker.addEventListener("statechange", look);
    look();
  });
}

/** Opens a hidden frame whose requests go to the worker. */
export async function openFrame(folder) {
  const frame = document.createElement("iframe");
  // The attribute `hidden` has no effect here, because the theme sets `display` for all frames.
  frame.style.display = "none";
  frame.title = "A frame of the playground";
  frame.src = `${folder}frame.html`;
  document.body.append(frame);
  await new Promise((resolve) => frame.addEventListener("load", resolve, { once: true }));
  const window = frame.contentWindow;
  // The script of the frame is a module, which runs before the event `load`. Without `run`, the script is missing.
  if (!window.run) throw new Error("The files of the playground are missing on the server of this site.");
  if (!window.navigator.serviceWorker.controller)
    throw new Error("The browser does not use the service worker. Please load the page again.");
  return { window, remove: () => frame.remove() };
}
