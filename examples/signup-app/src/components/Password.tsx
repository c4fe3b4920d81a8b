// A password field that can show the password. While the user types, it shows which rules are met.

import { type ComponentProps, useId, useState } from "react";

import { useStrings } from "../i18n/index.ts";
import { Field } from "./Field.tsx";
import { useForm } from "./Form.tsx";

export interface Rule {
  text: string;
  test: (password: string) => boolean;
}

interface PasswordProps extends ComponentProps<typeof Field> {
  /** The rules for a new password. A field for an existing password has no rules. */
  rules?: readonly Rule[];
}

export function Password({ rules = [], ...field }: PasswordProps) {
  const t = useStrings();
  const [shown, show] = useState(false);
  const { sent } = useForm();
  const [last, setLast] = useState({ text: "", sent });
  const typed = last.sent === sent ? last.text : "";
  const list = useId();
  const met = rules.filter(({ test }) => test(typed));
  return (
    <div className="password">
      <Field
        required
        autoComplete={rules.length > 0 ? "new-password" : "current-password"}
        {...field}
        type={shown ? "text" : "password"}
        autoCapitalize="none"
        spellCheck={false}
        describedBy={rules.length > 0 ? list : undefined}
        onChange={(event) => setLast({ text: event.target.value, sent })}
        after={
          <button type="button" className="peek" aria-pressed={shown} onClick={() => show(!shown)}>
            {shown ? t.hidePassword : t.showPassword}
            <span className="unseen"> {field.label}</span>
          </button>
        }
      />
      {rules.length > 0 && (
        <>
          <ul id={list} className="rules" aria-label={t.rules}>
            {rules.map((rule) => (
              <li key={rule.text} data-met={met.includes(rule)}>
                {rule.text} <span className="unseen">({met.includes(rule) ? t.met : t.notMet})</span>
              </li>
            ))}
          </ul>
          <p className="unseen" role="status">
            {typed && t.rulesMet(met.length, rules.length)}
          </p>
        </>
      )}
    </div>
  );
}
