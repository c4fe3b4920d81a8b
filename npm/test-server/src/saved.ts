// What a service worker keeps from one start to the next, in IndexedDB.

import type { ServerOptions } from "./core.js";
import type { Snapshot } from "./interface.js";

export interface Saved {
  options: ServerOptions;
  /** Whether a page has sent the options; otherwise they are from the query of the worker's address. */
  sent: boolean;
  snapshot: Snapshot;
}

const DATABASE = "matricula-test-server";
const STORE = "servers";

const request = <T>(asked: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });

async function database(): Promise<IDBDatabase> {
  const opening = indexedDB.open(DATABASE);
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
  return request(opening);
}

/** Runs one transaction, and waits until it is complete. */
async function transaction<T>(mode: IDBTransactionMode, run: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const opened = await database();
  try {
    const begun = opened.transaction(STORE, mode);
    const done = new Promise((resolve, reject) => {
      begun.oncomplete = resolve;
      begun.onabort = () => reject(begun.error);
    });
    const result = await request(run(begun.objectStore(STORE)));
    await done;
    return result;
  } finally {
    opened.close();
  }
}

export const load = (key: string): Promise<Saved | undefined> =>
  transaction("readonly", (store) => store.get(key) as IDBRequest<Saved | undefined>);

export const save = (key: string, saved: Saved): Promise<unknown> =>
  transaction("readwrite", (store) => store.put(saved, key));

export const remove = (key: string): Promise<unknown> => transaction("readwrite", (store) => store.delete(key));
