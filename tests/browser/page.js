// The JavaScript functions that the tests need in their page. They are all in one file, so that a page loads few files
// at the same time: the server of wasm-bindgen's test runner has four threads, and can let a fifth file wait.

export const fetchText = async (url, body) => (await fetch(url, body && { method: "POST", body })).text();

export const unique = () => `u${crypto.randomUUID().slice(0, 23)}`;

/** Blocks `localStorage`, as a browser can do; the returned function makes it usable again. */
export const blockStorage = () => {
  const usual = Object.getOwnPropertyDescriptor(globalThis, "localStorage");
  const get = () => {
    throw new DOMException("blocked", "SecurityError");
  };
  Object.defineProperty(globalThis, "localStorage", { configurable: true, get });
  return () => Object.defineProperty(globalThis, "localStorage", usual);
};

/** Records each request's `credentials`; the returned function ends the recording and returns the recorded values. */
export const watchCredentials = () => {
  const { fetch } = globalThis;
  const seen = [];
  globalThis.fetch = (...args) => {
    seen.push(new Request(...args).credentials);
    return fetch(...args);
  };
  return () => {
    globalThis.fetch = fetch;
    return seen.join();
  };
};

/** Lets `handle` answer the requests to the server's address. */
export const install = (server, handle) => {
  const { fetch } = globalThis;
  globalThis.fetch = async (...args) => {
    const request = new Request(...args);
    if (!request.url.startsWith(server)) return fetch(...args);
    const body = new Uint8Array(await request.arrayBuffer());
    const headers = [...request.headers, ["user-agent", navigator.userAgent]].flat();
    const [status, fields, bytes] = await handle(request.method, request.url, headers, body);
    const response = new Response(bytes.length ? bytes : null, { status, headers: fields });
    return Object.defineProperty(response, "url", { value: request.url });
  };
};
