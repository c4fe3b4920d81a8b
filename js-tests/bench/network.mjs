// The network of a race, which can be replaced: imported first, because in a page some clients keep the `fetch` they find.

const network = globalThis.fetch;
let current = network;

/** In Node nobody keeps it, and some look whether it is Node's own. */
const isKept = "document" in globalThis;
if (isKept) globalThis.fetch = (...request) => current(...request);

/** Lets every request have this answer, without a network. */
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
