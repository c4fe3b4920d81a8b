// A field in the sign-up form: an e-mail address, or a phone number in any usual notation.

import { Field } from "../components/Field.tsx";
import { useStrings } from "../i18n/index.ts";

interface AddressFieldProps {
  phone: boolean;
  /** The address or the number that is verified already: it cannot be changed any more. */
  verified?: string | undefined;
}

export function AddressField({ phone, verified }: AddressFieldProps) {
  const t = useStrings();
  const fixed = verified !== undefined && { readOnly: true, defaultValue: verified };
  return phone ? (
    <Field
      name="address"
      errors="user.phoneNumber loginId"
      type="tel"
      label={t.fusionauth.phone.label}
      hint={!fixed && t.fusionauth.phone.hint}
      autoComplete="tel"
      required
      {...fixed}
    />
  ) : (
    <Field
      name="address"
      errors="user.email loginId"
      type="email"
      label={t.signUp.email}
      autoComplete="email"
      required
      {...fixed}
    />
  );
}
