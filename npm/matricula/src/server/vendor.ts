// The calls of a session to its server, for both vendors.

import type { FusioClient } from "../generated/fusio.js";
import type { FusionAuthClient } from "../generated/fusionauth.js";
import type { Tokens } from "./record.js";

export type AnyClient = FusioClient | FusionAuthClient<any, any>;

/** Exchanges the refresh token. */
export function refresh(client: AnyClient, { refreshToken = "" }: Tokens): Promise<unknown> {
  return "revoke" in client ? client.refresh({ refresh_token: refreshToken }) : client.refresh({ refreshToken });
}

/** Asks the server to end the tokens; returns whether the server confirmed this. */
export async function revoke(client: AnyClient, tokens: Tokens, everywhere?: boolean): Promise<boolean> {
  const { accessToken, refreshToken } = tokens;
  try {
    if ("revoke" in client) await client.revoke(accessToken);
    // FusionAuth cannot revoke access tokens.
    else if (refreshToken) await client.logout({ refreshToken, global: !!everywhere });
    return true;
  } catch {
    return false;
  }
}
