// Forgotten password: the user enters an address, and gets a mail.

import { isClientError } from "matricula";

import { Captcha } from "../components/Captcha.tsx";
import { Field } from "../components/Field.tsx";
import { Form } from "../components/Form.tsx";
import { Page } from "../components/Page.tsx";
import { useStrings } from "../i18n/index.ts";
import { go } from "../router.ts";
import { fusio } from "./session.ts";

export function Forgot() {
  const t = useStrings();
  return (
    <Page title={t.forgot.title}>
      <p>{t.forgot.about}</p>
      <Form<"email" | "captcha">
        button={t.forgot.submit}
        submit={async ({ email, captcha }) => {
          await fusio.requestPasswordReset({ email, captcha }).catch((error: unknown) => {
            // The page must not show whether the account exists.
            if (!isClientError(error) || error.kind !== "not_found") throw error;
          });
          go("/mail/forgot", { state: email });
        }}
      >
        <Field name="email" label={t.signUp.email} type="email" autoComplete="email" required />
        <Captcha />
      </Form>
      <p className="aside">
        <a href="#/login">{t.login.back}</a>
      </p>
    </Page>
  );
}
