// The calls of a session to its server, for both vendors.

import type { Client } from "../client.js";
import type { FusioClient } from "../generated/fusio.js";
import type { FusionAuthClient } from "../generated/fusionauth.js";
import { CALL } from "../options.js";
import type { Tokens } from "./record.js";

export type AnyClient = FusioClient | FusionAuthClient<any, any>;

/**
 * The tokens of an answer. Call this function as soon as the answer comes: the lifetime of the tokens counts from this
 * call. Of the outcomes of a login, only `signed_in` has tokens.
 */
export async function tokensOf(client: AnyClient, answer: unknown): Promise<Tokens | undefined> {
  const record = await (client as Client)[CALL]<string | undefined>("tokens", [answer]);
  const id = crypto.randomUUID();
  return record && { ...JSON.parse(record), id, signIn: `out.${id}` };
}

/** Exchanges the refresh token. */
export const refresh = (client: AnyClient, { refreshToken = "" }: Tokens): Promise<unknown> =>
  client.refresh(("revoke" in client ? { refresh_token: refreshToken } : { refreshToken }) as never);

/** Asks the server to end the tokens; returns whether the server confirmed this. */
export async function revoke(client: AnyClient, tokens: Tokens, everywhere?: boolean): Promise<boolean> {
  const { accessToken, refreshToken } = tokens;
  try {
    if ("revoke" in client) await client.revoke(accessToken);
    // FusionAuth cannot revoke access tokens, and without a refresh token it does not know whose tokens to revoke.
    else if (refreshToken) await client.logout({ refreshToken, global: !!everywhere });
    else return false;
    return true;
  } catch {
    return false;
  }
}
