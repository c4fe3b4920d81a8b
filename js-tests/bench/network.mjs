// Replaces the network for a comparison of speed. Import this file before the clients: in a page, some clients store
// `fetch`.

const network = globalThis.fetch;
let current = network;

/**
 * Whether a wrapper replaces the global `fetch` from the start. In a page it does, because clients may keep the first
 * `fetch` that they find. In Node there is no wrapper, because some clients check whether `fetch` is Node's own: there,
 * `use` replaces `fetch`.
 */
const isKept = "document" in globalThis;
if (isKept) globalThis.fetch = (...request) => current(...request);

/** Answers every request with this text, without a network. */
export function replaceNetwork(text) {
  use(async () => new Response(text, { headers: { "Content-Type": "application/json" } }));
}

export function restoreNetwork() {
  use(network);
}

function use(fetch) {
  current = fetch;
  if (!isKept) globalThis.fetch = fetch;
}
