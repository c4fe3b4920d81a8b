// The functions that the server needs in a service worker. They are the same as in a page, with one difference: the
// WebAssembly is stored, because browsers often end and restart workers.

import init from "matricula-test-server-engine";

export * from "./host-web.js";

/** The hash of the WebAssembly; the build sets it. */
declare const ENGINE: string;

const CACHES = "matricula-test-server-";
const CACHE = CACHES + ENGINE;
const ADDRESS = new URL("matricula_test_server_bg.wasm", import.meta.url);

let loading: Promise<void> | undefined;

/** Loads the engine, once for each start of the worker: from Cache Storage, or else from the network. */
export function load(): Promise<void> {
  loading ??= start().catch((error) => {
    // The next call tries again.
    loading = undefined;
    throw error;
  });
  return loading;
}

async function start(): Promise<void> {
  // A browser may have no room, or allow no storage. Then the WebAssembly comes from the network.
  const cache = await caches.open(CACHE).catch(() => undefined);
  const kept = await cache?.match(ADDRESS);
  if (kept) {
    try {
      await init({ module_or_path: kept });
      return;
    } catch (error) {
      console.warn("matricula-test-server: the stored WebAssembly is damaged.", error);
    }
  }
  const answer = await fetch(ADDRESS);
  if (answer.ok) await cache?.put(ADDRESS, answer.clone()).catch(() => {});
  await init({ module_or_path: answer });
}

/** Deletes the stored WebAssembly of other builds. */
export async function forgetOthers(): Promise<void> {
  const names = await caches.keys().catch(() => []);
  const others = names.filter((name) => name.startsWith(CACHES) && name !== CACHE);
  await Promise.all(others.map((name) => caches.delete(name)));
}
