// The server's `fetch`: requests to the server stay in this process, and all others go to the network.

import { type Answered, before, type Core } from "./core.js";
import { pending, turn } from "./host.js";

const REDIRECTS = [301, 302, 303, 307, 308];
/** The global `fetch` follows at most this many redirects, so this one does, too. */
const MOST_REDIRECTS = 20;
/** With these statuses, the constructor of `Response` refuses a body, even an empty one. */
const WITHOUT_BODY = [204, 205, 304];
/** Headers about a body: a redirect that drops the body drops them, too. */
const OF_A_BODY = ["content-encoding", "content-language", "content-location", "content-type"];
/** Headers that a redirect to another origin drops. */
const FOR_THE_ORIGIN = ["authorization", "cookie", "host", "proxy-authorization"];

/** A request that may be sent again after a redirect. */
interface Sending {
  url: URL;
  /** The path in the server's own URL. `send` removes it from the path of a request, as a proxy would do. */
  base: string;
  method: string;
  headers: Headers;
  body: Uint8Array<ArrayBuffer> | undefined;
  signal: AbortSignal | undefined;
}

/** Makes a `fetch` for the server at `address`. `network` is the global `fetch` as it was when the server was made. */
export function fetchOf(core: () => Core, address: string, network: typeof globalThis.fetch): typeof globalThis.fetch {
  const { origin, pathname } = new URL(address);
  const base = pathname.replace(/\/+$/, "");
  return async (input, init) => {
    const isRequest = typeof input === "object" && "url" in input;
    const url = new URL(isRequest ? input.url : input, globalThis.location?.href);
    if (url.origin !== origin) return network(input, init);
    // The new `Request` does not get the signal of `init`: if a test environment has its own DOM, `Request` refuses the
    // signals of that DOM.
    const { signal: given = isRequest ? input.signal : undefined, ...rest } = init ?? {};
    const signal = given ?? undefined;
    signal?.throwIfAborted();
    const request = isRequest && !init ? input : new Request(isRequest ? input : url, rest);
    const { method, redirect } = request;
    const isEmpty = request.body === null || ["GET", "HEAD"].includes(method);
    const body = isEmpty ? undefined : new Uint8Array(await before(signal, request.arrayBuffer()));
    const sending = { url, base, method, headers: completed(request.headers), body, signal };
    if (redirect !== "follow") return once(core(), sending, redirect);
    return following(core(), sending, network);
  };
}

/** The given headers, with the `accept` and the `user-agent` that the global `fetch` adds if they are missing. */
function completed(given: Headers): Headers {
  const headers = new Headers(given);
  if (!headers.has("accept")) headers.set("accept", "*/*");
  if (!headers.has("user-agent")) headers.set("user-agent", globalThis.navigator?.userAgent ?? "node");
  return headers;
}

async function once(core: Core, sending: Sending, redirect: RequestRedirect): Promise<Response> {
  const answer = await send(core, sending);
  if (redirect === "error" && REDIRECTS.includes(answer.status)) {
    answer.end();
    throw new TypeError("fetch failed: the answer is a redirect");
  }
  return response(answer, sending, false);
}

async function following(core: Core, first: Sending, network: typeof globalThis.fetch): Promise<Response> {
  let sending = first;
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
    const answer = await send(core, sending);
    const location = REDIRECTS.includes(answer.status) && headerOf("location", answer);
    if (!location) return response(answer, sending, redirects > 0);
    answer.end();
    sending = redirected(sending, answer.status, new URL(location, sending.url));
    const { url, signal, method, headers, body } = sending;
    if (!/^https?:$/.test(url.protocol)) throw new TypeError("fetch failed: the redirect target is not http or https");
    if (url.origin !== first.url.origin) {
      return network(url, { method, headers, body: body ?? null, signal: signal ?? null });
    }
  }
  throw new TypeError("fetch failed: too many redirects");
}

/** The request after a redirect. */
function redirected(sending: Sending, status: number, url: URL): Sending {
  const headers = new Headers(sending.headers);
  if (url.origin !== sending.url.origin) for (const name of FOR_THE_ORIGIN) headers.delete(name);
  const { method } = sending;
  const becomesGet = status === 303 ? !["GET", "HEAD"].includes(method) : status < 303 && method === "POST";
  if (!becomesGet) return { ...sending, url, headers };
  for (const name of OF_A_BODY) headers.delete(name);
  return { ...sending, url, headers, method: "GET", body: undefined };
}

async function send(core: Core, { url, base, method, headers, body, signal }: Sending): Promise<Answered> {
  // Other tasks run first, as with a network. Otherwise a test that sends requests in a loop would block them.
  await turn();
  const path = url.pathname.startsWith(`${base}/`) ? url.pathname.slice(base.length) : url.pathname;
  const message = {
    method,
    target: path + url.search,
    headers: ["host", url.host, ...[...headers].flat()],
    body,
    address: "127.0.0.1",
  };
  const handled = core.handle(message, signal).catch((cause) => {
    throw new TypeError("fetch failed", { cause });
  });
  return before(signal, handled).finally(pending());
}

function headerOf(name: string, { headers }: Answered): string | undefined {
  const index = headers.findIndex((text, index) => index % 2 === 0 && text === name);
  return index < 0 ? undefined : headers[index + 1];
}

function response(answer: Answered, { url, method, signal }: Sending, redirected: boolean): Response {
  const { status, statusText } = answer;
  const headers = new Headers();
  for (let index = 0; index < answer.headers.length; index += 2) {
    headers.append(answer.headers[index] ?? "", answer.headers[index + 1] ?? "");
  }
  const isEmpty = WITHOUT_BODY.includes(status) || method === "HEAD";
  if (isEmpty) answer.end();
  const made = new Response(isEmpty ? null : stream(answer, signal), { status, statusText, headers });
  url.hash = "";
  return placed(made, url.href, redirected);
}

/** The constructor of `Response` cannot set some members. Sets them on a response and on its clones. */
function placed(response: Response, url: string, redirected: boolean): Response {
  const cloned = response.clone.bind(response);
  const clone = () => placed(cloned(), url, redirected);
  return Object.defineProperties(response, {
    url: { value: url },
    redirected: { value: redirected },
    clone: { value: clone },
  });
}

function stream(answer: Answered, signal: AbortSignal | undefined): ReadableStream<Uint8Array<ArrayBuffer>> {
  let abort = () => {};
  const done = () => signal?.removeEventListener("abort", abort);
  return new ReadableStream(
    {
      start(controller) {
        abort = () => {
          controller.error(signal?.reason);
          answer.end();
        };
        signal?.addEventListener("abort", abort, { once: true });
      },
      async pull(controller) {
        const piece = await answer.next();
        // An aborted stream accepts no more pieces.
        if (signal?.aborted) return;
        if (piece) return controller.enqueue(piece as Uint8Array<ArrayBuffer>);
        done();
        controller.close();
      },
      cancel() {
        done();
        answer.end();
      },
    },
    { highWaterMark: 0 },
  );
}
