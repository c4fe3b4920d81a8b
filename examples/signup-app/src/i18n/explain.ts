// An error in words: by its kind, by the field it is about, and by the vendor's code.

import { isClientError, type ApiError, type ClientError } from "matricula";

import type { Strings } from "./index.ts";

/** The sentence for an error as a whole. */
export function explain(t: Strings, error: unknown): string {
  if (!isClientError(error)) return t.unknown;
  if (error.kind === "rate_limited" && error.retryAfterMs) return t.retryIn(Math.ceil(error.retryAfterMs / 1000));
  const code = error.generalErrors?.[0]?.code ?? error.code;
  return word(t.codes, code) ?? t.kinds[error.kind];
}

/** The sentences for single fields, by the server's names of them. */
export function complaints(t: Strings, error: unknown): [field: string, text: string][] {
  if (!isClientError(error)) return [];
  return Object.entries(error.fieldErrors ?? {}).map(([field, [first]]) => [field, complaint(t, error, field, first)]);
}

function complaint(t: Strings, { kind }: ClientError, field: string, first: ApiError | undefined): string {
  return (
    word(t.complaints, `${field} ${kind}`) ??
    word(t.codes, first?.code) ??
    // FusionAuth's codes begin with what is wrong: `[blank]user.email`.
    word(t.codes, first?.code?.match(/^\[\w+\]/)?.[0]) ??
    first?.message ??
    t.kinds[kind]
  );
}

function word(words: Readonly<Record<string, string>>, name: string | undefined): string | undefined {
  return name !== undefined && Object.hasOwn(words, name) ? words[name] : undefined;
}
