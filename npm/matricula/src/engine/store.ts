// Where a session keeps its record, as the WebAssembly wants it.

import type { Adapter } from "../storage.js";
import { atEnd } from "./end.js";

/** How long after a lock the storage is read, in milliseconds: from a tab in another process of Chromium the lock comes earlier than what was written. */
const SETTLE = 200;

/** What the WebAssembly calls. Nothing here throws at once. */
export function store(kept: Adapter, key: string): object {
  let settled: Promise<void> | undefined;
  return {
    async load() {
      await settled;
      return kept.get(key);
    },
    async save(record: string | undefined) {
      // The engine has the tokens in memory itself; that is not kept.
      if (kept.inMemory) throw new Error("no storage");
      return record === undefined ? kept.remove(key) : kept.set(key, record);
    },
    lock() {
      const controller = new AbortController();
      let release = () => {};
      const held = new Promise<void>((resolve) => (release = resolve));
      const end = () => {
        controller.abort();
        release();
      };
      // It does not outlive the engine.
      const stays = atEnd(end);
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
          stays();
          end();
        },
      };
    },
  };
}
