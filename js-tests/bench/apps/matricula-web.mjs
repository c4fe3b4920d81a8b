// The package, with the WebAssembly in its own file.

import { FusioClient } from "matricula/web";

export async function main(url, username, password) {
  const client = new FusioClient({ baseUrl: url });
  const { token } = await client.login({ username, password });
  return client.account(token);
}
