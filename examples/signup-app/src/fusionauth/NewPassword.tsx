// A field and a form for a new password, which show the tenant's rules while the user types.

import type { PasswordValidationRules } from "matricula";

import { Form } from "../components/Form.tsx";
import { useLoad } from "../components/Loaded.tsx";
import { Password, type Rule } from "../components/Password.tsx";
import { type Strings, useStrings } from "../i18n/index.ts";
import { client } from "./api.ts";

/** The rules as texts, each with a test for the typed password. The server makes the final check. */
export function rulesOf(
  t: Strings,
  { minLength = 8, requireMixedCase, requireNonAlpha, requireNumber }: PasswordValidationRules,
): Rule[] {
  const words = t.fusionauth.rules;
  return [
    { text: words.length(minLength), test: (password) => [...password].length >= minLength },
    ...(requireMixedCase
      ? [{ text: words.mixedCase, test: (password: string) => /\p{Lu}/u.test(password) && /\p{Ll}/u.test(password) }]
      : []),
    ...(requireNonAlpha ? [{ text: words.nonAlpha, test: (password: string) => /[^\p{L}\p{N}]/u.test(password) }] : []),
    ...(requireNumber ? [{ text: words.number, test: (password: string) => /\p{N}/u.test(password) }] : []),
  ];
}

/** The field for a new password in a tenant. It is shown even while the rules load or when they cannot be loaded. */
export function NewPasswordField({
  tenantId,
  label,
  ...field
}: {
  tenantId: string;
  name: string;
  label: string;
  errors?: string;
}) {
  const t = useStrings();
  const [load] = useLoad(
    async (signal) => (await client.retrievePasswordValidationRules(tenantId, { signal })).passwordValidationRules,
    tenantId,
  );
  const rules = load.status === "loaded" ? rulesOf(t, load.value) : [];
  return <Password {...field} label={label} rules={rules} autoComplete="new-password" />;
}

interface NewPasswordProps {
  tenantId: string;
  submit: (password: string) => Promise<void>;
  failed: unknown;
}

/** A form with only a new password. */
export function NewPassword({ tenantId, submit, failed }: NewPasswordProps) {
  const t = useStrings();
  return (
    <Form<"password"> submit={({ password }) => submit(password)} button={t.reset.submit} failed={failed}>
      <NewPasswordField tenantId={tenantId} name="password" label={t.reset.password} />
    </Form>
  );
}
