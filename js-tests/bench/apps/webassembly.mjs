// A page without a client: it only loads the package's WebAssembly, makes an instance of it, and sends a request. No
// client that uses this WebAssembly can start faster.

const nothing = new Proxy({}, { get: () => () => {} });

export async function main(url, username, password) {
  const file = fetch(new URL("./matricula_bg.wasm", import.meta.url));
  await WebAssembly.instantiateStreaming(file, new Proxy({}, { get: () => nothing }));
  return fetch(`${url}/consumer/login`, { method: "POST", body: JSON.stringify({ username, password }) });
}
