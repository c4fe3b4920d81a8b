// Node's `fetch` is a layer over a dispatcher: a request that goes directly to the dispatcher takes much less time.

/** The part of an answer that the engine reads. */
interface Answer {
  readonly status: number;
  readonly ok: boolean;
  readonly headers: { get(name: string): string | undefined };
  readonly body: { getReader(): { read(): Promise<IteratorResult<Uint8Array>>; cancel(): Promise<unknown> } };
}

/** The part of a dispatcher that is used here. */
interface Dispatcher {
  request(options: object): Promise<{
    statusCode: number;
    headers: Record<string, string | string[] | undefined>;
    body: NodeJS.ReadableStream;
  }>;
}

/** Where Node's `fetch` takes the dispatcher from. A program puts its proxy or mock there, so `send` uses it, too. */
const DISPATCHER = Symbol.for("undici.globalDispatcher.1");
/** How the source of Node's own `fetch` begins. If a test or a framework replaces `fetch`, the replacement is used. */
const OWN = /^(async )?function fetch\(input, init = undefined\) {/;
/** How to unpack an answer that is compressed although no request asks for compression. */
const UNPACK = {
  __proto__: null,
  gzip: "createGunzip",
  "x-gzip": "createGunzip",
  deflate: "createInflate",
  br: "createBrotliDecompress",
} as unknown as Partial<Record<string, "createGunzip" | "createInflate" | "createBrotliDecompress">>;

let seen: typeof fetch | undefined;
let isOwn = false;

/** Sends a request as Node's `fetch` does, but directly to the dispatcher. If that is not possible, calls `fetch`. */
export async function send(url: string, init: RequestInit): Promise<Response | Answer> {
  const { fetch, [DISPATCHER]: dispatcher } = globalThis as typeof globalThis & { [DISPATCHER]?: Dispatcher };
  if (fetch !== seen) {
    seen = fetch;
    isOwn = typeof fetch === "function" && OWN.test(Function.prototype.toString.call(fetch));
  }
  // There may be no dispatcher before the first call of `fetch`.
  if (!isOwn || !dispatcher?.request) return fetch(url, init);
  const { origin, pathname, search } = new URL(url);
  const { method, body, signal } = init;
  // As `fetch` does: one header for each name, and `host` comes from the address.
  const sent = new Headers(init.headers);
  sent.delete("host");
  // In a simulated DOM (jsdom) the engine leaves this header to the browser, but there is no browser.
  if (!sent.has("user-agent")) sent.set("user-agent", "node");
  const answer = await dispatcher.request({
    origin,
    path: pathname + search,
    method,
    headers: Object.fromEntries(sent),
    body,
    signal,
    // A program's dispatcher may follow redirects, and would send the passwords to the new address.
    maxRedirections: 0,
  });
  const { statusCode: status, headers, body: stream } = answer;
  const chunks = unpacked(stream, headers["content-encoding"])[Symbol.asyncIterator]();
  return {
    status,
    ok: status >= 200 && status < 300,
    headers: { get: (name) => headers[name]?.toString() },
    // The needed part of a ReadableStream; a complete one is slower.
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
  // Without `globalThis.`, some bundlers would add their own `process` to pages.
  const { pipeline } = globalThis.process.getBuiltinModule("node:stream");
  const { constants, [unpack]: create } = globalThis.process.getBuiltinModule("node:zlib");
  // With this setting, zlib accepts a body that is empty or cut off. The reader of the JSON notices a missing part.
  const finishFlush = unpack === UNPACK.br ? constants.BROTLI_OPERATION_FLUSH : constants.Z_SYNC_FLUSH;
  return pipeline(stream, create({ finishFlush }), () => {});
}
