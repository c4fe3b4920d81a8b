// Fusio's rules for a new password.

import type { Rule } from "../components/Password.tsx";
import type { Strings } from "../i18n/index.ts";

export function passwordRules(t: Strings): Rule[] {
  return [
    { text: t.signUp.ruleLength, test: (password) => password.length >= 8 },
    { text: t.signUp.ruleCharacters, test: (password) => /^[\x21-\x7e]+$/.test(password) },
  ];
}
