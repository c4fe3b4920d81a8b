// What every entry exports: a client for each vendor, and their error.

import { lazy, once } from "./lazy.js";
import * as engine from "./matricula.js";

export { ClientError, isClientError } from "./client_error.js";

/** The clients of an entry that starts the engine like this. */
export function clients(start) {
  const load = once(() => start(engine.default));
  return {
    FusioClient: lazy("FusioClient", engine.FusioClient, load),
    FusionAuthClient: lazy("FusionAuthClient", engine.FusionAuthClient, load),
  };
}
