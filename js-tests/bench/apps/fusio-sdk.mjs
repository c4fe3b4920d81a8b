// The app of the benchmark with Fusio's own client.

import { Client } from "fusio-sdk";
import { HttpBearer } from "sdkgen-client";

export async function main(url, username, password) {
  const { token } = await Client.buildAnonymous(url).consumer().account().login({ username, password });
  return new Client(url, new HttpBearer(token)).consumer().account().get();
}
