// Forgotten password: the user enters an address or a user name, and gets a mail with a link to set a new password.

import { isClientError } from "matricula";

import { Field } from "../components/Field.tsx";
import { Form } from "../components/Form.tsx";
import { Page } from "../components/Page.tsx";
import { useStrings } from "../i18n/index.ts";
import type { PageProps } from "../pages.ts";
import { go, info } from "../router.ts";
import { client } from "./api.ts";
import { ApplicationOf, type KnownApplication } from "./applications.tsx";
import { loginOf } from "./paths.ts";

/** Whether the error means that the user is unknown or has no e-mail address. */
const isUnknown = (error: unknown) => isClientError(error) && (error.status === 404 || error.status === 422);

export function Forgot({ parameter: id }: PageProps) {
  const t = useStrings();
  return (
    <Page title={t.forgot.title}>
      <p>{t.fusionauth.forgot}</p>
      <ApplicationOf id={id}>{(application) => <Ask application={application} />}</ApplicationOf>
      <p className="aside">
        <a href={`#${loginOf(id)}`}>{t.login.back}</a>
      </p>
    </Page>
  );
}

function Ask({ application: { id, tenantId } }: { application: KnownApplication }) {
  const t = useStrings();
  async function ask({ loginId }: Record<"loginId", string>) {
    // Two tenants may each have a user with this address or name, so the request names the tenant.
    await client
      .forTenant(tenantId)
      .forgotPassword({ applicationId: id, loginId })
      .catch((error: unknown) => {
        // The page must not show whether the account exists.
        if (!isUnknown(error)) throw error;
      });
    go(loginOf(id), { notice: info(t.forgot.done) });
  }
  return (
    <Form<"loginId"> submit={ask} button={t.forgot.submit}>
      <Field
        name="loginId"
        label={t.fusionauth.loginId}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
      />
    </Form>
  );
}
