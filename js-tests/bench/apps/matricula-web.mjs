// The app of the benchmark with `matricula/web`: the WebAssembly is in a separate file, which the script loads.

import { FusioClient } from "matricula/web";

export async function main(url, username, password) {
  const client = new FusioClient({ baseUrl: url });
  const { token } = await client.login({ username, password });
  return client.account(token);
}
