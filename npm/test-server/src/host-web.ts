// The functions that the server needs in a page. The WebAssembly comes from the folder of the script. A page has no
// files, no ports and no command line, so the functions for these always fail.

import init from "matricula-test-server-engine";

/** Lets the other tasks of the page run. */
export function turn(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}

/** Does nothing: a page does not end while a request is pending. */
export const pending = (): (() => void) => () => {};

/** Loads the engine, once for all servers. */
export async function load(): Promise<void> {
  await init();
}

export const withSlashes = (path: string): string => path;

export function read(): never {
  throw new Error("a page has no files, so use the document itself as `kickstart`");
}

export async function bind(): Promise<never> {
  throw new Error("a page cannot open a port: use `createTestServer` and its `fetch`");
}

export async function argumentsOf(): Promise<never> {
  throw new Error("a page has no command line: use `config` and `kickstart`");
}
