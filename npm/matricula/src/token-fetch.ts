// `fetch` with the access token of a session. After a 401, the request is sent once more with the next token, if
// another token can help.

import { noTokenHelps, originOf } from "./challenge.js";
import type { Options } from "./client.js";
import type { CallOptions, Secret } from "./generated/wire.js";

/** Calls `work` with the access token, and once more with the next token after an error of the kind `unauthorized`. */
type Call = (work: (token: Secret) => Promise<Response>, options: CallOptions) => Promise<Response>;

/**
 * Sends a request; `options` are those of the client. A request to one of the `origins` gets the token of `call`; any
 * other request gets no token.
 */
export async function tokenFetch(
  options: Options,
  origins: readonly string[],
  sent: Request,
  call: Call,
): Promise<Response> {
  const fetch = options.fetch ?? globalThis.fetch;
  const { origin } = new URL(sent.url);
  if (!origins.includes(origin)) return fetch(sent);
  const { signal } = sent;
  let response: Response | undefined;
  try {
    return await call(
      async (token) => {
        response = undefined;
        // The body of a request can be sent only once.
        const request = sent.clone();
        request.headers.set("Authorization", `Bearer ${token}`);
        response = await fetch(request);
        if (response.status !== 401 || (await noTokenHelps(response, origin === originOf(options.baseUrl))))
          return response;
        throw { kind: "unauthorized" };
      },
      { signal },
    );
  } catch (error) {
    signal.throwIfAborted();
    if (response) return response;
    throw error;
  }
}
