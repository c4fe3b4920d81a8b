// The storage of a session: the caller's adapter, a storage of the browser, or memory.

import type { SessionOptions, StorageAdapter } from "./session-types.js";

/** The listeners of this page's sessions, by key: a page gets no `storage` event for what it has written itself. */
const peers = new Map<string, Set<() => void>>();

/** An adapter; `inMemory` says that no other tab or process can read it. */
export type Adapter = StorageAdapter & { inMemory?: boolean };

/**
 * The caller's adapter, or the browser's storage of this name. Memory if the name is `memory`, or if the storage is
 * missing or blocked.
 */
export function adapter(name: SessionOptions["storage"] = "local"): Adapter {
  if (typeof name !== "string" && name?.get != null) return name;
  try {
    const area = globalThis.document && name !== "memory" && globalThis[`${name as "local" | "session"}Storage`];
    if (area) {
      // This only reads: a full storage can be read, and the first write reports that it is full.
      area.getItem(name as string);
      return web(area);
    }
  } catch {
    // The browser blocks the storage.
  }
  let kept: string | null = null;
  return {
    inMemory: true,
    get: () => kept,
    set: (_, value) => void (kept = value),
    remove: () => void (kept = null),
  };
}

function web(area: Storage): Adapter {
  let own: (() => void) | undefined;
  const others = (key: string) => {
    for (const changed of peers.get(key) ?? []) if (changed !== own) queueMicrotask(changed);
  };
  return {
    get: (key) => area.getItem(key),
    set(key, value) {
      area.setItem(key, value);
      others(key);
    },
    remove(key) {
      area.removeItem(key);
      others(key);
    },
    subscribe(key, changed) {
      own = changed;
      const heard = (event: StorageEvent) => {
        // An event without a key says that everything was cleared.
        if (event.storageArea === area && (event.key ?? key) === key) changed();
      };
      const here = peers.get(key) ?? new Set();
      peers.set(key, here.add(changed));
      addEventListener("storage", heard);
      return () => {
        here.delete(changed);
        removeEventListener("storage", heard);
      };
    },
  };
}

/** Calls `changed` when another session, tab or process has written; returns a function that ends the subscription. */
export function watch(kept: Adapter, key: string, changed: () => void): (() => void) | undefined {
  try {
    return kept.subscribe?.(key, changed);
  } catch {
    // Without a subscription, the session reads the storage when it needs a new token.
    return undefined;
  }
}

/**
 * Calls `wake` when this tab goes online, is shown or is hidden, or comes back from the browser's back/forward cache,
 * until `signal` is aborted.
 */
export function onReturn(wake: () => void, signal: AbortSignal): void {
  const on = (target: EventTarget | undefined, type: string) => {
    // `signal` is not passed here, because jsdom accepts only its own signals.
    target?.addEventListener?.(type, wake);
    signal.addEventListener("abort", () => target?.removeEventListener?.(type, wake));
  };
  on(globalThis, "online");
  on(globalThis, "pageshow");
  on(globalThis.document, "visibilitychange");
}
