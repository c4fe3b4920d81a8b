// The text of an error, chosen by the kind, the field and the server's code of the error.

import { type ApiError, type ClientError, type ErrorKind, isClientError, type LoginAction } from "matricula";

import type { Strings } from "./index.ts";

/** The sentence for an error as a whole. */
export function explain(t: Strings, error: unknown): string {
  if (!isClientError(error)) return t.unknown;
  if (error.kind === "rate_limited" && error.retryAfterMs) return t.retryIn(Math.ceil(error.retryAfterMs / 1000));
  if (error.actions?.length) return [t.kinds[error.kind], ...error.actions.map(action)].join(" ");
  const code = error.generalErrors?.[0]?.code ?? error.code;
  return word(t.codes, code) ?? t.kinds[error.kind];
}

/** The text of an action that prevents a login: the name and the reason that an operator has written. */
function action({ name = "", localizedName = name, reason, localizedReason = reason }: LoginAction): string {
  return [localizedName, localizedReason].filter(Boolean).join(": ");
}

/** An error that the app shows at one field of the form, because the server's error names no field. */
export class FieldError extends Error {
  constructor(
    readonly field: string,
    override readonly cause: ClientError,
  ) {
    super(cause.message);
  }
}

/** A handler that throws each error again. An error of the kind `kind` becomes an error about the field `field`. */
export const about =
  (field: string, kind: ErrorKind) =>
  (error: unknown): never => {
    throw isClientError(error) && error.kind === kind ? new FieldError(field, error) : error;
  };

/** The sentences for single fields, with the server's names of the fields. */
export function complaints(t: Strings, error: unknown): [field: string, text: string][] {
  if (error instanceof FieldError) return [[error.field, complaint(t, error.cause, error.field, undefined)]];
  if (!isClientError(error)) return [];
  return Object.entries(error.fieldErrors ?? {}).map(([field, [first]]) => [field, complaint(t, error, field, first)]);
}

function complaint(t: Strings, { kind }: ClientError, field: string, first: ApiError | undefined): string {
  return (
    word(t.codes, first?.code) ??
    // A code of FusionAuth for a field begins with the reason in brackets: `[blank]user.email`.
    word(t.codes, first?.code?.match(/^\[\w+\]/)?.[0]) ??
    word(t.complaints, `${field} ${kind}`) ??
    first?.message ??
    t.kinds[kind]
  );
}

function word(words: Readonly<Record<string, string>>, name: string | undefined): string | undefined {
  return name !== undefined && Object.hasOwn(words, name) ? words[name] : undefined;
}
