// `matricula-test-server/service-worker`: a service worker with the test server in it, on the origin of its page.

import type { ServerOptions } from "./core.js";
import { forgetOthers, load as loadEngine } from "./host-worker.js";
import { createTestServer } from "./index.js";
import type { TestServer } from "./interface.js";
import * as saved from "./saved.js";

// TypeScript cannot use its types for workers and for pages together, so the types for the worker are here.
interface Extendable extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Fetching extends Extendable {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}
interface Messaging extends Extendable {
  readonly data: unknown;
  readonly ports: readonly MessagePort[];
}
interface Worker {
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(name: "install" | "activate", listener: (event: Extendable) => void): void;
  addEventListener(name: "fetch", listener: (event: Fetching) => void): void;
  addEventListener(name: "message", listener: (event: Messaging) => void): void;
}
const worker = self as unknown as Worker;

/** The paths of the vendors and of the control API; all others are the page's own. */
const PATHS =
  /^\/(api|authorization|backend|consumer|oauth2|_test)(\/|$)|^\/\.well-known\/(jwks\.json|openid-configuration)$/;
const SAFE = ["GET", "HEAD", "OPTIONS"];
/** The paths where a request changes something even with a safe method: steps of a login through a provider. */
const CHANGING = /^\/(consumer\/identity|_test\/provider)\//;

interface Running {
  server: TestServer;
  options: ServerOptions;
  /** Whether a page has sent the options. */
  sent: boolean;
}

/** The address of this worker, with its query: a worker with another query is another server, with its own data. */
const KEY = location.href;

let running: Promise<Running> | undefined;
let writing: Promise<unknown> = Promise.resolve();
let nextWrite: Promise<unknown> | undefined;

worker.addEventListener("install", (event) => {
  event.waitUntil(Promise.all([worker.skipWaiting(), loadEngine()]));
});

worker.addEventListener("activate", (event) => {
  event.waitUntil(Promise.all([worker.clients.claim(), forgetOthers()]));
});

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== location.origin || !PATHS.test(pathname)) return;
  event.respondWith(respond(event, pathname).catch(failed));
});

/** A page sends `{ kickstart, config }` for a new server; the answer on the port is `{}` or `{ error }`. */
worker.addEventListener("message", (event) => {
  const { data, ports } = event;
  const { kickstart, config } = (data ?? {}) as ServerOptions;
  if (!kickstart && !config) {
    return ports[0]?.postMessage({ error: "the message has neither `kickstart` nor `config`" });
  }
  const begun = begin({ ...(kickstart && { kickstart }), ...(config && { config }) }, true);
  const told = begun.then(
    async (made) => {
      const old = running;
      running = Promise.resolve(made);
      await write();
      await old?.then(({ server }) => server.stop()).catch(() => {});
      return {};
    },
    (error: Error) => ({ error: error.message }),
  );
  event.waitUntil(told.then((answer) => ports[0]?.postMessage(answer)));
});

async function respond(event: Fetching, path: string): Promise<Response> {
  const { request } = event;
  if (isForeign(request)) return new Response("A page of another site sent this request.", { status: 403 });
  const { server } = await start();
  // The browser itself follows redirects.
  const response = await server.fetch(request, { redirect: "manual" }).catch((error) => {
    // A fault has closed the connection.
    if (error instanceof TypeError) return Response.error();
    throw error;
  });
  const isSafe = SAFE.includes(request.method);
  // A browser may end a worker at any time after the answer, so the answer to a change waits until the data is stored.
  if (!isSafe || CHANGING.test(path)) await write();
  else if (!path.startsWith("/_test/")) event.waitUntil(write());
  return sent(event, response);
}

/** Keeps the worker running until the whole body has been sent. */
function sent(event: Fetching, response: Response): Response {
  if (!response.body) return response;
  const { readable, writable } = new TransformStream();
  event.waitUntil(response.body.pipeTo(writable).catch(() => {}));
  return new Response(readable, response);
}

/**
 * Whether this request is from a form on a page of another origin. From other origins, only the requests of links and
 * forms reach a worker. Requests with a safe method, such as those of links, are not refused. A form without a referrer
 * (policy `no-referrer`) counts as foreign, too, even from this origin: a worker sees no `Sec-Fetch-Site`, and `Origin`
 * is `null` in such a request.
 */
function isForeign({ method, mode, referrer }: Request): boolean {
  if (SAFE.includes(method) || mode !== "navigate") return false;
  return !referrer.startsWith(`${location.origin}/`);
}

function failed(error: Error): Response {
  console.error("matricula-test-server:", error);
  return new Response(`The test server in the service worker failed: ${error.message}`, { status: 500 });
}

function start(): Promise<Running> {
  if (running) return running;
  const resuming = resume();
  running = resuming;
  // The next request tries again.
  resuming.catch(() => {
    if (running === resuming) running = undefined;
  });
  return resuming;
}

/** Opens the server as it was when the worker ended. */
async function resume(): Promise<Running> {
  const kept = await saved.load(KEY);
  if (!kept) return begin(await asked(), false);
  const options = kept.sent ? kept.options : await asked();
  try {
    if (JSON.stringify(options) !== JSON.stringify(kept.options))
      throw new Error("The files that the query names have changed.");
    const made = await begin(options, kept.sent);
    await made.server.restore(kept.snapshot);
    return made;
  } catch (error) {
    console.warn("matricula-test-server: the stored data is dropped.", (error as Error).message);
    await saved.remove(KEY);
    return begin(await asked(), false);
  }
}

async function begin(options: ServerOptions, sent: boolean): Promise<Running> {
  return { server: await createTestServer({ ...options, url: location.origin }), options, sent };
}

/** The options from the query of the worker's address. The query contains the addresses of JSON files. */
async function asked(): Promise<ServerOptions> {
  const query = new URL(location.href).searchParams;
  const options: ServerOptions = {};
  for (const name of ["kickstart", "config"] as const) {
    const address = query.get(name);
    if (address === null) continue;
    const answer = await fetch(new URL(address, location.href));
    if (!answer.ok) throw new Error(`${name}: ${answer.status} for ${answer.url}`);
    options[name] = await answer.json();
  }
  return options;
}

/** Stores all that the server knows. One write serves all calls that come before it begins. */
function write(): Promise<unknown> {
  nextWrite ??= writing.then(() => {
    nextWrite = undefined;
    writing = store().catch((error) => console.error("matricula-test-server: the data is not stored.", error));
    return writing;
  });
  return nextWrite;
}

async function store(): Promise<void> {
  const { server, options, sent } = await start();
  await saved.save(KEY, { options, sent, snapshot: await server.snapshot() });
}
