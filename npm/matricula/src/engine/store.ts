// The storage of a session, in the form that the WebAssembly uses.

import { LOCK_SETTLES } from "../generated/constants.js";
import type { Adapter } from "../storage.js";
import { atEnd } from "./end.js";

/** The functions that the WebAssembly calls. They do not throw; only their promises reject. */
export function store(kept: Adapter, key: string): object {
  let settled: Promise<void> | undefined;
  return {
    async load() {
      await settled;
      return kept.get(key);
    },
    async save(record: string | undefined) {
      // The engine itself has the tokens in memory; that does not count as saved.
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
      // If the engine fails, the lock is released.
      const stays = atEnd(end);
      const granted = new Promise((resolve) => {
        const locks = globalThis.navigator?.locks;
        // Memory needs no lock: nobody else can read it. Without `locks`, `granted` resolves to undefined.
        if (kept.inMemory || !locks) return resolve(kept.inMemory);
        const hold = () => {
          // What the previous holder of the lock has written may become visible here a short time after the lock is
          // granted. So `load` waits.
          settled = new Promise((resolve) => setTimeout(resolve, LOCK_SETTLES));
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
