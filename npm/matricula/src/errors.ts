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

/** The constructor; the public types declare it as private. */
type Constructor = new (message: string, fields: Fields) => ClientError;

/** An error of the package itself. */
export const clientError = (message: string, fields: Fields): ClientError =>
  new (ClientError as unknown as Constructor)(message, fields);

/** The error about an invalid option or argument. */
export const invalid = (field: string, message: string): ClientError =>
  clientError(`${field}: ${message}`, { kind: "validation", fieldErrors: { [field]: [{ message }] } });
