// The platform's `fetch`, with the answer read to its end or to a limit.

/** Browsers call themselves `Mozilla/…`, and so does what wants to be taken for one. */
export function isBrowser() {
  return globalThis.navigator?.userAgent?.startsWith("Mozilla/") ?? false;
}

/**
 * Starts a request, whose `lines` are the names and values of its headers in turn. It ends when it
 * takes longer than `millis`, and with `cancel` of the promise.
 *
 * The promise settles as `{ status, retryAfter, requestId, text }`, or as nothing when time ran out;
 * `text` is undefined when the answer is too long or is not UTF-8, and the status of a redirect is 0.
 * It rejects with the platform's code for the failure, if it has one: the rest may quote the request.
 */
export function start(fetch, method, url, lines, body, longest, longestRefusal, millis) {
  let controller;
  let timer;
  const answer = new Promise((resolve, reject) => {
    controller = new AbortController();
    timer = setTimeout(() => {
      resolve();
      controller.abort();
    }, millis);
    // A redirect that is followed would carry passwords and tokens to an address that nobody chose.
    const init = { method, headers: {}, redirect: "manual", signal: controller.signal };
    const words = lines.split("\n");
    for (let at = 0; at + 1 < words.length; at += 2) init.headers[words[at]] = words[at + 1];
    if (body !== undefined) init.body = body;
    // Where page and server share an origin, a cookie would decide whose call this is. workerd, which
    // has no cookies, refuses the member; it is known by this name.
    if (!globalThis.WebSocketPair) init.credentials = "omit";
    exchange(fetch ?? globalThis.fetch, url, init, longest, longestRefusal, () => clearTimeout(timer)).then(resolve, reject);
  });
  answer.cancel = () => {
    clearTimeout(timer);
    controller.abort();
  };
  return answer;
}

async function exchange(fetch, url, init, longest, longestRefusal, end) {
  try {
    const response = await fetch(url, init);
    const { status, headers, ok } = response;
    const redirected = response.type === "opaqueredirect" || response.redirected;
    return {
      status: redirected ? 0 : status,
      retryAfter: ok ? null : headers.get("retry-after"),
      requestId: headers.get("x-request-id"),
      text: redirected ? "" : await read(response, ok ? longest : longestRefusal),
    };
  } catch (error) {
    throw (error?.cause ?? error)?.code;
  } finally {
    end();
  }
}

const UTF8 = new TextDecoder("utf-8", { fatal: true });

async function read(response, limit) {
  const reader = response.body?.getReader();
  if (!reader) return response.text();
  const length = Number(response.headers.get("content-length"));
  const chunks = [];
  for (let size = 0; ; ) {
    const { done, value } = await reader.read();
    if (!done) {
      chunks.push(value);
      size += value.length;
    }
    if (size > limit) {
      reader.cancel().catch(() => {});
      return undefined;
    }
    if (done || size === length) {
      const text = decode(chunks, size);
      // A browser tells the end of an answer well after its last byte. What is as long as it should be is all
      // of it, unless it was compressed and this is a part; but no beginning of a JSON object is JSON.
      if (done || isObject(text)) return text;
    }
  }
}

function decode(chunks, size) {
  try {
    return UTF8.decode(chunks.length === 1 ? chunks[0] : join(chunks, size));
  } catch {
    return undefined;
  }
}

function isObject(text) {
  try {
    return JSON.parse(text) instanceof Object;
  } catch {
    return false;
  }
}

function join(chunks, size) {
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
