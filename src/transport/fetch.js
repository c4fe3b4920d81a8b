// The platform's `fetch`, with the answer read to its end or to a limit.

/** Browsers call themselves `Mozilla/…`, and so does what wants to be taken for one. */
export function isBrowser() {
  return globalThis.navigator?.userAgent?.startsWith("Mozilla/") ?? false;
}

/**
 * Sends one request. Settles as `[status, Retry-After, X-Request-Id, text]`; `text` is undefined
 * when the answer is too long or is not UTF-8. The status of a redirect is 0.
 *
 * Rejects with the platform's code for the failure, if it has one: the rest may quote the request.
 */
export async function send(fetch, url, init, limit) {
  try {
    const response = await (fetch ?? globalThis.fetch)(url, init);
    const { status, headers, type } = response;
    const redirected = type === "opaqueredirect" || response.redirected;
    const text = redirected ? "" : await read(response, limit);
    return [redirected ? 0 : status, headers.get("retry-after"), headers.get("x-request-id"), text];
  } catch (error) {
    throw error?.cause?.code;
  }
}

async function read(response, limit) {
  const reader = response.body?.getReader();
  if (!reader) return response.text();
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const decode = (...chunk) => {
    try {
      return decoder.decode(...chunk);
    } catch {
      return undefined;
    }
  };
  let text = "";
  for (let size = 0; ; ) {
    const { done, value } = await reader.read();
    const part = done ? decode() : decode(value, { stream: true });
    size += value?.length ?? 0;
    if (part === undefined || size > limit) {
      if (!done) reader.cancel().catch(() => {});
      return undefined;
    }
    text += part;
    if (done) return text;
  }
}
