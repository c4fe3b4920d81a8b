// The field for the name that a user logs in with: an e-mail address or a user name. In an application whose users log
// in with a phone number, it is the field for this number.

import { Field } from "../components/Field.tsx";
import { useStrings } from "../i18n/index.ts";
import { isByPhone, type KnownApplication } from "./applications.tsx";

export function LoginIdField({
  application,
  initial,
}: {
  application: KnownApplication;
  initial?: string | undefined;
}) {
  const t = useStrings().fusionauth;
  const phone = isByPhone(application);
  return (
    <Field
      name="loginId"
      type={phone ? "tel" : "text"}
      label={phone ? t.phone.label : t.loginId}
      hint={phone && t.phone.hint}
      // Browsers save the value of this field together with the password.
      autoComplete="username"
      autoCapitalize="none"
      spellCheck={false}
      defaultValue={initial}
      required
    />
  );
}
