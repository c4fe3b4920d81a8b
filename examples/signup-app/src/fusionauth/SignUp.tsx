// Self-service registration: creates a user and its registration with an application in one call. The call goes
// through the gate, which adds the API key.

import { Field } from "../components/Field.tsx";
import { Form } from "../components/Form.tsx";
import { Page } from "../components/Page.tsx";
import { useLanguage, useStrings } from "../i18n/index.ts";
import type { PageProps } from "../pages.ts";
import { success } from "../router.ts";
import { visitor } from "./api.ts";
import { ApplicationOf, isOpen } from "./applications.tsx";
import { useLogin } from "./login.ts";
import { NewPasswordField } from "./NewPassword.tsx";
import { Outcome } from "./Outcome.tsx";
import { loginOf } from "./paths.ts";

type Name = "firstName" | "email" | "password";

export function SignUp({ parameter: id }: PageProps) {
  const t = useStrings();
  const language = useLanguage();
  const [logIn, pending] = useLogin(id);
  if (pending) return <Outcome {...pending} />;

  async function signUp({ firstName, email, password }: Record<Name, string>) {
    const user = { email, password, ...(firstName && { firstName }) };
    const registration = {
      applicationId: id,
      preferredLanguages: [language],
      timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    };
    await visitor().createAndRegister(null, { user, registration });
    // The answer of the gate has no tokens. The outcome of this login shows the next step of the user.
    await logIn({ loginId: email, password }, success(t.signUp.done));
  }
  return (
    <Page title={t.signUp.title}>
      <ApplicationOf id={id}>
        {(application) =>
          isOpen(application) ? (
            <>
              <p className="hint">{application.name}</p>
              <Form<Name> submit={signUp} button={t.signUp.submit}>
                <Field
                  name="firstName"
                  errors="user.firstName"
                  label={`${t.fusionauth.firstName} (${t.optional})`}
                  autoComplete="given-name"
                />
                <Field
                  name="email"
                  errors="user.email"
                  type="email"
                  label={t.signUp.email}
                  autoComplete="email"
                  required
                />
                <NewPasswordField
                  tenantId={application.tenantId}
                  name="password"
                  errors="user.password"
                  label={t.signUp.password}
                />
              </Form>
            </>
          ) : (
            <p>{t.fusionauth.start.closed}</p>
          )
        }
      </ApplicationOf>
      <p className="aside">
        {t.signUp.known} <a href={`#${loginOf(id)}`}>{t.login.title}</a>
      </p>
    </Page>
  );
}
