// A value that components share and subscribe to.

import { useSyncExternalStore } from "react";

export interface Store<T> {
  get: () => T;
  set: (value: T) => void;
  subscribe: (run: () => void) => () => void;
}

export function store<T>(value: T): Store<T> {
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set(next) {
      value = next;
      for (const run of listeners) run();
    },
    subscribe(run) {
      listeners.add(run);
      return () => listeners.delete(run);
    },
  };
}

/** The value of a store, or of a session's `state`. `getServer` returns the value for server-side rendering. */
export function useStore<T>({
  get,
  subscribe,
  getServer = get,
}: Pick<Store<T>, "get" | "subscribe"> & { getServer?: () => T }): T {
  return useSyncExternalStore(subscribe, get, getServer);
}

/** A choice of the user. The browser remembers the choice if storage is allowed. */
export function choice<T extends string>(name: string, values: readonly T[], otherwise: T): Store<T> {
  const kept = remembered(name);
  const chosen = store(values.find((value) => value === kept) ?? otherwise);
  return {
    ...chosen,
    set(value) {
      chosen.set(value);
      try {
        localStorage.setItem(name, value);
      } catch {
        // Without storage, the choice lasts until the page is closed or loaded again.
      }
    },
  };
}

function remembered(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}
