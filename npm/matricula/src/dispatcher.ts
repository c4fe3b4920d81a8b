// In Node `fetch` is a layer over a dispatcher. What is sent there at once takes a good part less time.

/** What the engine reads of an answer. */
interface Answer {
  readonly status: number;
  readonly ok: boolean;
  readonly headers: { get(name: string): string | undefined };
  readonly body: { getReader(): { read(): Promise<IteratorResult<Uint8Array>>; cancel(): Promise<unknown> } };
}

/** A dispatcher, as far as it is used here. */
interface Dispatcher {
  request(options: object): Promise<{
    statusCode: number;
    headers: Record<string, string | string[] | undefined>;
    body: NodeJS.ReadableStream;
  }>;
}

/** Where Node's `fetch` and every copy of undici look for it: a proxy or a mock that a program sets holds here, too. */
const DISPATCHER = Symbol.for("undici.globalDispatcher.1");
/** How Node's own `fetch` begins. One that a test, a framework or a monitor has put in its place is used. */
const OWN = /^(async )?function fetch\(input, init = undefined\) {/;
/** What reads an answer that is compressed though nobody asked for it. */
const UNPACK = {
  __proto__: null,
  gzip: "createGunzip",
  "x-gzip": "createGunzip",
  deflate: "createInflate",
  br: "createBrotliDecompress",
} as unknown as Partial<Record<string, "createGunzip" | "createInflate" | "createBrotliDecompress">>;

let seen: typeof fetch | undefined;
let isOwn = false;

/** Node's `fetch` without its layer, as far as the clients use it; elsewhere the platform's. */
export async function send(url: string, init: RequestInit): Promise<Response | Answer> {
  const { fetch, [DISPATCHER]: dispatcher } = globalThis as typeof globalThis & { [DISPATCHER]?: Dispatcher };
  if (fetch !== seen) {
    seen = fetch;
    isOwn = typeof fetch === "function" && OWN.test(Function.prototype.toString.call(fetch));
  }
  // The first `fetch` may be what makes the dispatcher.
  if (!isOwn || !dispatcher?.request) return fetch(url, init);
  const { origin, pathname, search } = new URL(url);
  const { method, body, signal } = init;
  // One line for each name, and the host of the address, as `fetch` has it.
  const sent = new Headers(init.headers);
  sent.delete("host");
  // In a test's DOM the engine leaves this line to the browser, which is none.
  if (!sent.has("user-agent")) sent.set("user-agent", "node");
  const answer = await dispatcher.request({
    origin,
    path: pathname + search,
    method,
    headers: Object.fromEntries(sent),
    body,
    signal,
    // A program may let its dispatcher follow redirects, which would carry passwords along.
    maxRedirections: 0,
  });
  const { statusCode: status, headers, body: stream } = answer;
  const chunks = unpacked(stream, headers["content-encoding"])[Symbol.asyncIterator]();
  return {
    status,
    ok: status >= 200 && status < 300,
    headers: { get: (name) => headers[name]?.toString() },
    // As much of a ReadableStream as is needed; a whole one takes longer.
    body: {
      getReader: () => ({
        read: () => chunks.next() as Promise<IteratorResult<Uint8Array>>,
        cancel: async () => chunks.return?.(),
      }),
    },
  };
}

function unpacked(stream: NodeJS.ReadableStream, encoding: string | string[] | undefined): NodeJS.ReadableStream {
  const unpack = UNPACK[encoding?.toString().toLowerCase() ?? ""];
  if (!unpack) return stream;
  // Not `process`, for which some bundlers would put a copy into pages.
  const { pipeline } = globalThis.process.getBuiltinModule("node:stream");
  const { constants, [unpack]: create } = globalThis.process.getBuiltinModule("node:zlib");
  // An end that is missing is no harm, and an empty body none either: what is there has to be whole JSON.
  const finishFlush = unpack === UNPACK.br ? constants.BROTLI_OPERATION_FLUSH : constants.Z_SYNC_FLUSH;
  return pipeline(stream, create({ finishFlush }), () => {});
}
