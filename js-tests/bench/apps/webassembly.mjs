// The request of a page that only loads the package's WebAssembly and makes an instance of it, without a client: the
// time that no client in this file can save.

const nothing = new Proxy({}, { get: () => () => {} });

export async function main(url, username, password) {
  const file = fetch(new URL("./matricula_bg.wasm", import.meta.url));
  await WebAssembly.instantiateStreaming(file, new Proxy({}, { get: () => nothing }));
  return fetch(`${url}/consumer/login`, { method: "POST", body: JSON.stringify({ username, password }) });
}
