// The parts of the platform that the crate uses: `fetch`, promises, timers and addresses. This is one file, because a
// page without a bundler loads each file with a separate request.

/** Whether this is a browser, or a program that imitates one: their user agents begin with `Mozilla/`. */
export function isBrowser() {
  return globalThis.navigator?.userAgent?.startsWith("Mozilla/") ?? false;
}

/**
 * Starts a request. `lines` has the method, the address, and then the name and the value of each header, each on a
 * separate line. The request is aborted if it takes longer than `millis`, or when `cancel` of the promise is called.
 *
 * The promise resolves to `{ status, retryAfter, requestId, text, broken }`, or to undefined after a timeout. `text` is
 * undefined if the answer is too long, is not UTF-8 or breaks off. `status` is 0 if the platform hides the status of a
 * redirect, or if `fetch` has followed a redirect. If the answer breaks off, `broken` is the platform's error code, or
 * null if the error has no code. Otherwise `broken` is undefined.
 * If there is no answer, the promise rejects with the platform's error code, or with null if the error has no code. The
 * platform's error itself is not used, because it may quote the request.
 * @param {typeof globalThis.fetch | undefined} fetch
 * @param {string} lines
 * @param {string | undefined} body
 * @param {number} longest
 * @param {number} longestRefusal
 * @param {number} millis
 */
export function start(fetch, lines, body, longest, longestRefusal, millis) {
  /** @type {AbortController} */
  let controller;
  /** @type {() => void} */
  let end;
  const answer = new Promise((resolve, reject) => {
    controller = new AbortController();
    end = limit(millis, () => {
      resolve(undefined);
      controller.abort();
    });
    /** @type {Record<string, string>} */
    const headers = {};
    const [method, url, ...words] = /** @type {[string, string, ...string[]]} */ (lines.split("\n"));
    for (let at = 0; at + 1 < words.length; at += 2) {
      headers[/** @type {string} */ (words[at])] = /** @type {string} */ (words[at + 1]);
    }
    // Following a redirect would send passwords and tokens to an address that nobody chose.
    /** @type {RequestInit} */
    const init = { method, headers, redirect: "manual", signal: controller.signal };
    if (body !== undefined) init.body = body;
    // With `omit`, no cookies are sent. By default, the browser sends cookies to a server with the page's origin. This
    // server could take the user from a cookie, although the token belongs to another user. The runtime of Cloudflare
    // Workers has no cookies and refuses `credentials`. Only this runtime has a global `WebSocketPair`.
    if (!("WebSocketPair" in globalThis)) init.credentials = "omit";
    exchange(fetch ?? globalThis.fetch, url, init, longest, longestRefusal, end).then(resolve, reject);
  });
  const cancel = () => {
    end();
    controller.abort();
  };
  return Object.assign(answer, { cancel });
}

/**
 * @param {typeof globalThis.fetch} fetch
 * @param {string} url
 * @param {RequestInit} init
 * @param {number} longest
 * @param {number} longestRefusal
 * @param {() => void} end
 */
async function exchange(fetch, url, init, longest, longestRefusal, end) {
  try {
    const response = await fetch(url, init);
    const { status, headers, ok } = response;
    const redirected = response.type === "opaqueredirect" || response.redirected;
    /** @type {unknown} */
    let broken;
    return {
      status: redirected ? 0 : status,
      retryAfter: ok ? null : headers.get("retry-after"),
      requestId: headers.get("x-request-id"),
      text: redirected
        ? ""
        : await read(response, ok ? longest : longestRefusal).catch((thrown) => {
            broken = codeOf(thrown);
          }),
      broken,
    };
  } catch (thrown) {
    throw codeOf(thrown);
  } finally {
    end();
  }
}

/** @param {any} thrown */
const codeOf = (thrown) => (thrown?.cause ?? thrown)?.code ?? null;

const UTF8 = /* @__PURE__ */ new TextDecoder("utf-8", { fatal: true });

/**
 * @param {Response} response
 * @param {number} limit
 */
async function read(response, limit) {
  const reader = response.body?.getReader();
  if (!reader) return response.text();
  const length = Number(response.headers.get("content-length"));
  /** @type {Uint8Array[]} */
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
      // A browser reports the end of an answer long after its last byte. So an answer counts as complete
      // when it is as long as its header says and is a JSON object or list. If the answer is compressed, the header
      // has the compressed length, so the text can reach this length before its end. But the beginning of an object
      // or a list is never valid JSON, so the reading then goes on.
      if (done || isObject(text)) return text;
    }
  }
}

/**
 * @param {Uint8Array[]} chunks
 * @param {number} size
 */
function decode(chunks, size) {
  try {
    return UTF8.decode(chunks.length === 1 ? chunks[0] : join(chunks, size));
  } catch {
    return undefined;
  }
}

/** @param {string | undefined} text */
function isObject(text) {
  try {
    return JSON.parse(/** @type {string} */ (text)) instanceof Object;
  } catch {
    return false;
  }
}

/**
 * @param {Uint8Array[]} chunks
 * @param {number} size
 */
function join(chunks, size) {
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

/**
 * The time limits of the running calls, if calls share a timer; `end` is a time of `performance.now()`. A timer for
 * each call would add about a tenth to the time of a call, not counting the network.
 * @type {Set<{ end: number, late: () => void }>}
 */
const limits = new Set();
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;
/**
 * Whether calls share a timer: only in browsers. A shared timer runs on after the last call, so it would keep Node
 * running. In Cloudflare Workers a timer belongs to one request, so other requests cannot use it.
 * @type {boolean | undefined}
 */
let shared;
/** When the timer fires, as a time of `performance.now()`. */
let due = Infinity;
/**
 * The `setTimeout` that started the timer. If a test has replaced `setTimeout`, the next call starts a new timer.
 * @type {typeof setTimeout | undefined}
 */
let maker;

/**
 * Calls `late` after `millis`, unless the returned function is called before.
 * @param {number} millis
 * @param {() => void} late
 */
function limit(millis, late) {
  shared ??= isBrowser() && !("process" in globalThis);
  if (!shared) {
    const own = setTimeout(late, millis);
    return () => clearTimeout(own);
  }
  const entry = { end: performance.now() + millis, late };
  limits.add(entry);
  if (entry.end < due || maker !== setTimeout) schedule();
  return () => limits.delete(entry);
}

/** Starts the timer for the limit that ends first. */
function schedule() {
  clearTimeout(timer);
  maker = setTimeout;
  due = Math.min(...Array.from(limits, ({ end }) => end));
  if (limits.size) timer = setTimeout(fire, due - performance.now());
}

function fire() {
  const now = performance.now();
  // A busy page can let several limits pass before the timer fires.
  for (const entry of Array.from(limits).sort((one, other) => one.end - other.end)) {
    if (entry.end > now) break;
    limits.delete(entry);
    entry.late();
  }
  schedule();
}

/**
 * Calls `settle` when the promise settles. The arguments are the number `wait`, whether the promise was fulfilled, and
 * its value or its error.
 * @param {Promise<unknown>} promise
 * @param {number} wait
 * @param {(wait: number, fulfilled: boolean, value: unknown) => void} settle
 */
export function listen(promise, wait, settle) {
  promise.then(
    (value) => settle(wait, true, value),
    (reason) => settle(wait, false, reason),
  );
}

/**
 * Resolves after `millis`; Node may exit before that.
 * @param {number} millis
 */
export function idle(millis) {
  return new Promise((resolve) => {
    setTimeout(resolve, millis).unref?.();
  });
}

/**
 * The text of an address, and whether it is `http` or `https`, whether it has a user name or a password, and whether
 * it has a query or a fragment. Undefined when it is not an address.
 * @param {string} address
 */
export function parts(address) {
  try {
    const { href, protocol, username, password } = new URL(address);
    return [href, /^https?:$/.test(protocol), username || password, /[?#]/.test(href)];
  } catch {
    return undefined;
  }
}

/**
 * The pairs in the query of an address; undefined when it is not an address.
 * @param {string} address
 */
export function pairs(address) {
  try {
    return [...new URL(address).searchParams];
  } catch {
    return undefined;
  }
}

/**
 * The text of `address`, which must be valid, with `pairs` added to its query.
 * @param {string} address
 * @param {[string, string][]} pairs
 */
export function append(address, pairs) {
  const url = new URL(address);
  for (const [name, value] of pairs) url.searchParams.append(name, value);
  return url.href;
}

/**
 * The pairs as the text of a query or a form.
 * @param {[string, string][]} pairs
 */
export function form(pairs) {
  return `${new URLSearchParams(pairs)}`;
}
