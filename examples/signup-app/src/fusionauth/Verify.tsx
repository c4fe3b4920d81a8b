// The page that the verification links in FusionAuth's messages open. It verifies a registration, an e-mail address or
// a phone number.

import { isClientError } from "matricula";
import { useState } from "react";

import { CodeField, codeIn } from "../components/CodeField.tsx";
import { Form } from "../components/Form.tsx";
import { Page } from "../components/Page.tsx";
import { about } from "../i18n/explain.ts";
import { useStrings } from "../i18n/index.ts";
import type { PageProps } from "../pages.ts";
import { go, success, useSecret } from "../router.ts";
import { loginOf, START, VERIFY_EMAIL, VERIFY_PHONE, VERIFY_REGISTRATION } from "./paths.ts";
import { VERIFICATIONS, type VerificationKind } from "./verification.ts";

export const VerifyRegistration = (props: PageProps) => <Verify {...props} what="registration" />;
export const VerifyEmail = (props: PageProps) => <Verify {...props} what="identity" />;
export const VerifyPhone = (props: PageProps) => <Verify {...props} what="phone" />;

const PATHS = { registration: VERIFY_REGISTRATION, identity: VERIFY_EMAIL, phone: VERIFY_PHONE };

function Verify({ what, parameter, query }: PageProps & { what: VerificationKind }) {
  const t = useStrings().fusionauth;
  const verificationId = useSecret(parameter, PATHS[what]);
  const [byCode, setByCode] = useState(false);
  const applicationId = query.get("client_id");
  const phone = what === "phone";
  const target = applicationId ? loginOf(applicationId) : START;

  async function verify({ oneTimeCode = "" }: Record<string, string>) {
    const request = { verificationId, ...(oneTimeCode && { oneTimeCode: codeIn(oneTimeCode, "letters") }) };
    try {
      const verified = VERIFICATIONS[what](request);
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
          <p>{!byCode ? t.verify.click : phone ? t.verify.codeTooPhone : t.verify.codeToo}</p>
          {/* The page waits for a click: some mail servers open each link, and the id in a link works only once. */}
          <Form submit={verify} button={t.verify.submit}>
            {byCode && <CodeField kind="letters" name="oneTimeCode" label={t.verify.code} autoFocus />}
          </Form>
        </>
      ) : (
        <p>{phone ? t.verify.noLinkPhone : t.verify.noLink}</p>
      )}
      <p className="aside">
        <a href={`#${target}`}>{t.toLogin}</a>
      </p>
    </Page>
  );
}
