// The package, with the WebAssembly as a file of its own.

import { FusioClient } from "matricula/web";

export async function main(url, username, password) {
  const client = new FusioClient({ baseUrl: url });
  const { token } = await client.login({ username, password });
  return client.account(token);
}
