// The page that opens from the link in the mail for a forgotten password. It sets a new password.

import { Form } from "../components/Form.tsx";
import { Page } from "../components/Page.tsx";
import { Password } from "../components/Password.tsx";
import { useStrings } from "../i18n/index.ts";
import type { PageProps } from "../pages.ts";
import { go, success, useSecret } from "../router.ts";
import { passwordRules } from "./password.ts";
import { fusio } from "./session.ts";

export function Reset({ parameter }: PageProps) {
  const t = useStrings();
  const token = useSecret(parameter, "/reset");
  return (
    <Page title={t.reset.title}>
      {token ? (
        <Form<"newPassword">
          button={t.reset.submit}
          submit={async ({ newPassword }) => {
            await fusio.executePasswordReset({ token, newPassword });
            go("/login", { notice: success(t.reset.done) });
          }}
        >
          <Password name="newPassword" label={t.reset.password} rules={passwordRules(t)} />
        </Form>
      ) : (
        <p>{t.activate.noToken}</p>
      )}
      <p className="aside">
        <a href="#/forgot">{t.reset.again}</a>
      </p>
    </Page>
  );
}
