// The page that opens from the link in the mail for a new password. It sets the password. If the link names an
// application, the page then logs in with the one-time password from FusionAuth's answer.

import { Form } from "../components/Form.tsx";
import { Page } from "../components/Page.tsx";
import { useStrings } from "../i18n/index.ts";
import type { PageProps } from "../pages.ts";
import { go, success, useSecret } from "../router.ts";
import { changing, client } from "./api.ts";
import { useLogin } from "./login.ts";
import { NewPasswordField } from "./NewPassword.tsx";
import { Outcome } from "./Outcome.tsx";
import { CHANGE_PASSWORD, forgotOf, START } from "./paths.ts";
import { TrustStep, useTrust } from "./twostep/trust.tsx";

export function Reset({ parameter, query }: PageProps) {
  const t = useStrings();
  const changePasswordId = useSecret(parameter, CHANGE_PASSWORD);
  const applicationId = query.get("client_id") ?? "";
  const tenantId = query.get("tenantId") ?? "";
  const [logIn, pending] = useLogin(applicationId);
  const { make, asked, failed, cancel } = useTrust(() => changing(changePasswordId));
  if (pending) return <Outcome {...pending} />;

  const reset = ({ password }: Record<"password", string>) =>
    make(async (proof) => {
      const { oneTimePassword } = await client.changePassword({ changePasswordId, password, ...proof });
      if (applicationId && oneTimePassword) return logIn({ oneTimePassword }, success(t.reset.done));
      return go(START, { notice: success(t.reset.done), replace: true });
    });
  if (asked)
    return (
      <TrustStep
        asked={asked}
        cancel={cancel}
        frame={(title, contents) => (
          <Page key={title} title={title}>
            {contents}
          </Page>
        )}
      />
    );
  return (
    <Page title={t.reset.title}>
      {changePasswordId ? (
        <Form<"password"> submit={reset} button={t.reset.submit} failed={failed}>
          <NewPasswordField tenantId={tenantId} name="password" label={t.reset.password} />
        </Form>
      ) : (
        <p>{t.fusionauth.verify.noLink}</p>
      )}
      <p className="aside">
        <a href={`#${applicationId ? forgotOf(applicationId) : START}`}>{t.reset.again}</a>
      </p>
    </Page>
  );
}
