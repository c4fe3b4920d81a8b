// The app of the benchmark with FusionAuth's own client.

import { FusionAuthClient } from "@fusionauth/typescript-client";

export async function main(url, loginId, password) {
  const client = new FusionAuthClient(null, url);
  const { response } = await client.login({ loginId, password });
  return client.retrieveUserUsingJWT(response.token);
}
