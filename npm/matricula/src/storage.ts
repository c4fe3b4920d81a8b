// Where a session keeps its tokens, made of whatever the caller named. Nothing here throws at once.

import type { EngineStore } from "./engine.js";
import type { SessionOptions, StorageAdapter } from "./session-types.js";

/** How long after a lock the storage is read, in milliseconds: from a tab in another process of Chromium the lock comes earlier than what was written. */
const SETTLE = 200;

/** What sessions of one page are told when another of them has written: pages do not hear themselves. */
const peers = new Map<string, Set<() => void>>();

/** An adapter; `inMemory` says that nobody else has what is in it. */
type Adapter = StorageAdapter & { inMemory?: boolean };

/** The platform's storage of this name, or memory where there is none or it is blocked. */
export function adapter(name: SessionOptions["storage"] = "local"): Adapter {
  if (typeof name !== "string" && name?.get != null) return name;
  try {
    const area = globalThis.document && name !== "memory" && globalThis[`${name as "local" | "session"}Storage`];
    if (area) {
      // One that is full can be read still; that it cannot be written is told when it is.
      area.getItem(name as string);
      return web(area);
    }
  } catch {
    // Blocked.
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
        // Without a key everything was cleared.
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

/** A store as the engine wants it, and how to hear that another tab or process has written there. */
export function storage(
  name: SessionOptions["storage"],
  key: string,
): EngineStore & { watch(changed: () => void): (() => void) | undefined } {
  const kept = adapter(name);
  let settled: Promise<void> | undefined;
  return {
    async load() {
      await settled;
      return kept.get(key);
    },
    async save(record) {
      // The engine has the tokens in memory itself; that is not kept.
      if (kept.inMemory) throw new Error("no storage");
      return record === undefined ? kept.remove(key) : kept.set(key, record);
    },
    watch(changed) {
      try {
        return kept.subscribe?.(key, changed);
      } catch {
        // Then the session looks when it needs a token.
        return undefined;
      }
    },
    lock() {
      const controller = new AbortController();
      let release = () => {};
      const held = new Promise<void>((resolve) => (release = resolve));
      const granted = new Promise((resolve) => {
        const locks = globalThis.navigator?.locks;
        // Nobody else has what is in memory.
        if (kept.inMemory || !locks) return resolve(kept.inMemory);
        const hold = () => {
          settled = new Promise((resolve) => setTimeout(resolve, SETTLE));
          resolve(true);
          return held;
        };
        locks.request(key, { signal: controller.signal }, hold).catch(() => resolve(false));
      });
      return {
        granted,
        release() {
          controller.abort();
          release();
        },
      };
    },
  };
}
