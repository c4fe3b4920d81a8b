// The app of the benchmark with `matricula`: the WebAssembly is inside the script.

import { FusioClient } from "matricula";

export async function main(url, username, password) {
  const client = new FusioClient({ baseUrl: url });
  const { token } = await client.login({ username, password });
  return client.account(token);
}
