// `fetch` with an access token, like `fetch` of a `Session`: after a 401, the request is sent once more with the next
// token.

import { isOfNoToken, originOf } from "../challenge.js";
import type { Secret } from "../generated/wire.js";
import { OPTIONS } from "../options.js";
import type { Tokens } from "./record.js";
import type { Shared } from "./shared.js";

/**
 * Sends a request. A request to one of the `origins` gets the token of `current`. When the server has refused that
 * token, `another` returns the next one.
 */
export async function tokenFetch(
  { client, origins }: Shared,
  sent: Request,
  current: () => Promise<Tokens>,
  another: (refused: Tokens) => Promise<Secret | undefined>,
): Promise<Response> {
  const { baseUrl, fetch = globalThis.fetch } = client[OPTIONS];
  const { origin } = new URL(sent.url);
  if (!origins.includes(origin)) return fetch(sent);
  const send = (request: Request, token: Secret) => {
    request.headers.set("Authorization", `Bearer ${token}`);
    return fetch(request);
  };
  const tokens = await current();
  // The body of a request can be sent only once.
  const again = sent.clone();
  const response = await send(sent, tokens.accessToken);
  if (response.status !== 401 || (await isOfNoToken(response, origin === originOf(baseUrl)))) return response;
  const next = await another(tokens).catch(() => sent.signal.throwIfAborted());
  return next ? send(again, next) : response;
}
