// Login to an application; an incomplete login leads to its next step.

import { Form } from "../components/Form.tsx";
import { Page } from "../components/Page.tsx";
import { Password } from "../components/Password.tsx";
import { useStrings } from "../i18n/index.ts";
import type { PageProps } from "../pages.ts";
import { ApplicationOf, isByPhone, isOpen, sendsCode } from "./applications.tsx";
import { LoginIdField } from "./LoginIdField.tsx";
import { keptName, useLogin } from "./login.ts";
import { Outcome } from "./Outcome.tsx";
import { forgotOf, passwordlessOf, START, signUpOf } from "./paths.ts";

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
              submit={({ loginId, password }) =>
                logIn({ loginId, password, ...(isByPhone(application) && { loginIdTypes: ["phoneNumber"] }) })
              }
              button={t.login.submit}
            >
              <LoginIdField application={application} initial={keptName(id)} />
              <Password name="password" label={t.login.password} />
            </Form>
            {/* The message for a forgotten password goes to an e-mail address, not to a phone number. */}
            {!isByPhone(application) && (
              <p className="aside">
                <a href={`#${forgotOf(id)}`}>{t.login.forgot}</a>
              </p>
            )}
            {application.passwordlessConfiguration?.["enabled"] === true && (
              <p className="aside">
                <a href={`#${passwordlessOf(id)}`}>
                  {sendsCode(application) ? t.fusionauth.passwordless.byCode : t.fusionauth.passwordless.byLink}
                </a>
              </p>
            )}
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
