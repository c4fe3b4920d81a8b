// The error class, which the package shares with the engine.

import { ClientError } from "../../../src/wasm/client_error.js";
import type { ErrorKind } from "./generated/wire.js";

export { ClientError, isClientError } from "../../../src/wasm/client_error.js";

/** The members of an error that the package makes itself. */
interface Fields {
  kind: ErrorKind;
  code?: string;
  fieldErrors?: ClientError["fieldErrors"];
  cause?: unknown;
}

/** The constructor; users do not see it. */
type Constructor = new (message: string, fields: Fields) => ClientError;

/** An error of the package itself. */
export const clientError = (message: string, fields: Fields): ClientError =>
  new (ClientError as unknown as Constructor)(message, fields);
