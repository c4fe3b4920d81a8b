// A field for a code that the user types in or pastes. Spaces and dashes in the code do not matter.

import type { ComponentProps, FormEvent } from "react";

import { useStrings } from "../i18n/index.ts";
import { Field } from "./Field.tsx";

/** Codes of six digits; codes of letters and digits; and recovery codes, which contain a dash. */
export type Kind = "digits" | "letters" | "recovery";

const CONTROLS = {
  digits: { inputMode: "numeric", autoComplete: "one-time-code" },
  letters: { autoComplete: "one-time-code", autoCapitalize: "characters" },
  recovery: { autoComplete: "off", autoCapitalize: "characters" },
} as const;

/** The code in a text: `123 456` and `123-456` are `123456`. */
export function codeIn(text: string, kind: Kind): string {
  // NFKC replaces full-width letters and digits with ordinary ones.
  const usual = text.normalize("NFKC");
  if (kind === "digits") return usual.replace(/\D/g, "");
  const plain = usual.replace(/[^\p{L}\p{N}]/gu, "");
  // A user may leave out the dash of a recovery code. If the code has ten characters, the app adds the dash.
  return kind === "recovery" ? plain.toUpperCase().replace(/^(.{5})(.{5})$/, "$1-$2") : plain;
}

type CodeFieldProps = Omit<ComponentProps<typeof Field>, "name"> & { kind: Kind };

/** The field is named `code`. If the server's errors use another name, set `name` to it. */
export function CodeField({ kind, name = "code", ...field }: CodeFieldProps & { name?: string }) {
  const t = useStrings();
  // A text without a code is not sent, because the server counts wrong codes.
  const check = ({ currentTarget: input }: FormEvent<HTMLInputElement>) =>
    input.setCustomValidity(input.value && !codeIn(input.value, kind) ? t.codeWrong : "");
  return <Field spellCheck={false} required {...CONTROLS[kind]} {...field} name={name} onInput={check} />;
}
