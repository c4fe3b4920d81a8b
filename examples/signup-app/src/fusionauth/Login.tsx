// Login to an application; an incomplete login leads to its next step.

import { Field } from "../components/Field.tsx";
import { Form } from "../components/Form.tsx";
import { Page } from "../components/Page.tsx";
import { Password } from "../components/Password.tsx";
import { useStrings } from "../i18n/index.ts";
import type { PageProps } from "../pages.ts";
import { ApplicationOf, isOpen } from "./applications.tsx";
import { keptName, useLogin } from "./login.ts";
import { Outcome } from "./Outcome.tsx";
import { forgotOf, START, signUpOf } from "./paths.ts";

export function Login({ parameter: id }: PageProps) {
  const t = useStrings();
  const [logIn, pending] = useLogin(id);
  if (pending) return <Outcome {...pending} />;
  return (
    <Page title={t.login.title}>
      <ApplicationOf id={id}>
        {(application) => (
          <>
            <p className="hint">
              {application.name} (<a href={`#${START}`}>{t.fusionauth.another}</a>)
            </p>
            <Form<"loginId" | "password">
              submit={({ loginId, password }) => logIn({ loginId, password })}
              button={t.login.submit}
            >
              <Field
                name="loginId"
                label={t.fusionauth.loginId}
                autoComplete="username"
                autoCapitalize="none"
                spellCheck={false}
                defaultValue={keptName(id)}
                required
              />
              <Password name="password" label={t.login.password} />
            </Form>
            <p className="aside">
              <a href={`#${forgotOf(id)}`}>{t.login.forgot}</a>
            </p>
            {isOpen(application) && (
              <p className="aside">
                <a href={`#${signUpOf(id)}`}>{t.login.signUp}</a>
              </p>
            )}
          </>
        )}
      </ApplicationOf>
    </Page>
  );
}
