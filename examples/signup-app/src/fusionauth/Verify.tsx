// The page that opens from the links in FusionAuth's mails. It verifies a registration or an address.

import { isClientError } from "matricula";
import { useState } from "react";

import { Field } from "../components/Field.tsx";
import { Form } from "../components/Form.tsx";
import { Page } from "../components/Page.tsx";
import { about } from "../i18n/explain.ts";
import { useStrings } from "../i18n/index.ts";
import type { PageProps } from "../pages.ts";
import { go, success, useSecret } from "../router.ts";
import { client } from "./api.ts";
import { loginOf, START, VERIFY_EMAIL, VERIFY_REGISTRATION } from "./paths.ts";

export const VerifyRegistration = (props: PageProps) => <Verify {...props} what="registration" />;
export const VerifyEmail = (props: PageProps) => <Verify {...props} what="identity" />;

function Verify({ what, parameter, query }: PageProps & { what: "registration" | "identity" }) {
  const t = useStrings().fusionauth;
  const verificationId = useSecret(parameter, what === "registration" ? VERIFY_REGISTRATION : VERIFY_EMAIL);
  const [byCode, setByCode] = useState(false);
  const applicationId = query.get("client_id");
  const target = applicationId ? loginOf(applicationId) : START;

  async function verify({ oneTimeCode = "" }: Record<string, string>) {
    const request = { verificationId, ...(oneTimeCode && { oneTimeCode }) };
    try {
      const verified =
        what === "registration" ? client.verifyUserRegistration(request) : client.verifyEmailAddress(request);
      await (byCode ? verified.catch(about("oneTimeCode", "invalid_token")) : verified);
    } catch (error) {
      const asks = !byCode && isClientError(error) && error.fieldErrors?.["oneTimeCode"] !== undefined;
      if (!asks) throw error;
      return setByCode(true);
    }
    go(target, { notice: success(t.verify.done[what]), replace: true });
  }
  return (
    <Page title={t.verify.titles[what]}>
      {verificationId ? (
        <>
          <p>{byCode ? t.verify.codeToo : t.verify.click}</p>
          {/* The user must click: some mail servers open each link, but a verification works only once. */}
          <Form submit={verify} button={t.verify.submit}>
            {byCode && (
              <Field
                name="oneTimeCode"
                label={t.verify.code}
                autoComplete="one-time-code"
                autoCapitalize="characters"
                spellCheck={false}
                autoFocus
                required
              />
            )}
          </Form>
        </>
      ) : (
        <p>{t.verify.noLink}</p>
      )}
      <p className="aside">
        <a href={`#${target}`}>{t.toLogin}</a>
      </p>
    </Page>
  );
}
