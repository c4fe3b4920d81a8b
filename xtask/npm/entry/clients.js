// What every entry exports: a client for each vendor, tokens, and their error.

import { lazy, once } from "./lazy.js";
import * as engine from "./matricula.js";
import { tokenVerifier } from "./verifier.js";

export { ClientError, isClientError } from "./client_error.js";
export { Session } from "./session.js";
export { decodeJwt } from "./verifier.js";

/** The clients of an entry that starts the engine like this, and sends with `fetch` if it has one of its own. */
export function clients(start, fetch) {
  const load = once(() => start(engine.default));
  return {
    FusioClient: lazy("FusioClient", engine.FusioClient, load, fetch),
    FusionAuthClient: lazy("FusionAuthClient", engine.FusionAuthClient, load, fetch),
    TokenVerifier: tokenVerifier((options) => {
      let server;
      return async () => {
        await load();
        server ??= new engine.KeyServer(options);
        return server.fetch();
      };
    }),
  };
}
