// A value that components share and follow.

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

/** The value of a store, also of a session's `state`, for which a server has another. */
export function useStore<T>({
  get,
  subscribe,
  getServer = get,
}: Pick<Store<T>, "get" | "subscribe"> & { getServer?: () => T }): T {
  return useSyncExternalStore(subscribe, get, getServer);
}

/** A choice of the user's, which this browser remembers if it may. */
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
        // It is chosen for as long as the page lives.
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
