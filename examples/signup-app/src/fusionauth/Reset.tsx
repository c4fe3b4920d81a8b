// The page that opens from the link in the mail for a forgotten password. It sets a new password, and logs in with the
// one-time password from FusionAuth's answer.

import { Form } from "../components/Form.tsx";
import { Page } from "../components/Page.tsx";
import { useStrings } from "../i18n/index.ts";
import type { PageProps } from "../pages.ts";
import { go, success, useSecret } from "../router.ts";
import { client } from "./api.ts";
import { useLogin } from "./login.ts";
import { NewPasswordField } from "./NewPassword.tsx";
import { Outcome } from "./Outcome.tsx";
import { CHANGE_PASSWORD, forgotOf, START } from "./paths.ts";

export function Reset({ parameter, query }: PageProps) {
  const t = useStrings();
  const changePasswordId = useSecret(parameter, CHANGE_PASSWORD);
  const applicationId = query.get("client_id") ?? "";
  const tenantId = query.get("tenantId") ?? "";
  const [logIn, pending] = useLogin(applicationId);
  if (pending) return <Outcome {...pending} />;

  async function reset({ password }: Record<"password", string>) {
    const { oneTimePassword } = await client.changePassword({ changePasswordId, password });
    if (applicationId && oneTimePassword) return logIn({ oneTimePassword }, success(t.reset.done));
    go(START, { notice: success(t.reset.done), replace: true });
  }
  return (
    <Page title={t.reset.title}>
      {changePasswordId ? (
        <Form<"password"> submit={reset} button={t.reset.submit}>
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
