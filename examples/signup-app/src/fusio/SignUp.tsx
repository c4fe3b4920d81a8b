// Sign up: name, address, password, captcha and terms.

import { Captcha } from "../components/Captcha.tsx";
import { Checkbox, Field } from "../components/Field.tsx";
import { Form } from "../components/Form.tsx";
import { Page } from "../components/Page.tsx";
import { Password } from "../components/Password.tsx";
import { useStrings } from "../i18n/index.ts";
import { go, success } from "../router.ts";
import { passwordRules } from "./password.ts";
import { fusio } from "./session.ts";

export function SignUp() {
  const t = useStrings();
  return (
    <Page title={t.signUp.title}>
      <Form<"name" | "email" | "password" | "captcha">
        button={t.signUp.submit}
        submit={async ({ name, email, password, captcha }) => {
          await fusio.register({ name, email, password, captcha });
          go("/mail", { notice: success(t.signUp.done), state: email });
        }}
      >
        <Field
          name="name"
          label={t.signUp.name}
          hint={t.signUp.nameHint}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
        />
        <Field name="email" label={t.signUp.email} type="email" autoComplete="email" required />
        <Password name="password" label={t.signUp.password} rules={passwordRules(t)} />
        <Captcha />
        <Checkbox
          name="terms"
          label={t.signUp.terms}
          hint={
            <a href="#/terms" target="_blank" rel="noopener">
              {t.signUp.readTerms}
            </a>
          }
          required
        />
      </Form>
      <p className="aside">
        {t.signUp.known} <a href="#/login">{t.login.title}</a>
      </p>
    </Page>
  );
}
