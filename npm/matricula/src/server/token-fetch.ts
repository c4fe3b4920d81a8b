// `fetch` with an access token, like `fetch` of a `Session`: after a 401, the request is sent once more with the next
// token.

import { noTokenHelps, originOf } from "../challenge.js";
import { OPTIONS } from "../options.js";
import type { ServerSession } from "./server-types.js";
import type { Shared } from "./shared.js";

/** Sends a request. A request to one of the `origins` gets the token of `call`. */
export async function tokenFetch(
  { client, origins }: Shared,
  sent: Request,
  call: ServerSession<any>["call"],
): Promise<Response> {
  const { baseUrl, fetch = globalThis.fetch } = client[OPTIONS];
  const { origin } = new URL(sent.url);
  if (!origins.includes(origin)) return fetch(sent);
  let response: Response | undefined;
  try {
    return await call(async (token) => {
      response = undefined;
      // The body of a request can be sent only once.
      const request = sent.clone();
      request.headers.set("Authorization", `Bearer ${token}`);
      response = await fetch(request);
      if (response.status !== 401 || (await noTokenHelps(response, origin === originOf(baseUrl)))) return response;
      throw { kind: "unauthorized" };
    });
  } catch (error) {
    sent.signal.throwIfAborted();
    if (response) return response;
    throw error;
  }
}
