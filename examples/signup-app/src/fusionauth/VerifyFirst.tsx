// Verifies an address or a number before there is a user: asks for the address or the number, sends a code, and checks
// the code. All calls need the API key, so they go through the gate.

import { CodeField, codeIn } from "../components/CodeField.tsx";
import { Form } from "../components/Form.tsx";
import { MailboxLink } from "../components/MailboxLink.tsx";
import { Page } from "../components/Page.tsx";
import { SendAgain } from "../components/SendAgain.tsx";
import { about } from "../i18n/explain.ts";
import { useStrings } from "../i18n/index.ts";
import { AddressField } from "./AddressField.tsx";
import { visitor } from "./api.ts";
import { isByPhone, type KnownApplication } from "./applications.tsx";

/** An address or a number that a visitor claims to own. */
export interface Claim {
  application: KnownApplication;
  to: string;
  verificationId: string;
  verified: boolean;
}

interface StepProps {
  setClaim: (claim: Claim | undefined) => void;
}

/** Sends a code to an address or a number that has no user yet. */
async function send(application: KnownApplication, to: string): Promise<Claim> {
  const { verificationId } = await visitor().startVerifyIdentity({
    applicationId: application.id,
    loginId: to,
    loginIdType: isByPhone(application) ? "phoneNumber" : "email",
  });
  await visitor().sendVerifyIdentity({ verificationId });
  return { application, to, verificationId, verified: false };
}

export function AskAddress({ application, setClaim }: StepProps & { application: KnownApplication }) {
  const t = useStrings().fusionauth.verifyFirst;
  const phone = isByPhone(application);
  return (
    <>
      <p>{phone ? t.aboutPhone : t.aboutEmail}</p>
      <Form<"address"> submit={async ({ address }) => setClaim(await send(application, address))} button={t.submit}>
        <AddressField phone={phone} />
      </Form>
    </>
  );
}

export function ProveAddress({ claim, setClaim }: StepProps & { claim: Claim }) {
  const { verify, verifyFirst } = useStrings().fusionauth;
  const { application, to, verificationId } = claim;
  const phone = isByPhone(application);

  async function prove({ oneTimeCode }: Record<"oneTimeCode", string>) {
    const request = { verificationId, oneTimeCode: codeIn(oneTimeCode, "letters") };
    await visitor().completeVerifyIdentity(request).catch(about("oneTimeCode", "invalid_token"));
    setClaim({ ...claim, verified: true });
  }
  return (
    <Page key="prove" title={verify.titles[phone ? "phone" : "identity"]}>
      <p>{verify.byCode(to)}</p>
      <MailboxLink to={phone ? undefined : to} quiet />
      <Form<"oneTimeCode"> submit={prove} button={verify.submit}>
        <CodeField kind="letters" name="oneTimeCode" label={verify.code} />
      </Form>
      <SendAgain send={async () => setClaim(await send(application, to))} />
      <div className="ways">
        <button type="button" className="quiet" onClick={() => setClaim(undefined)}>
          {phone ? verifyFirst.changePhone : verifyFirst.change}
        </button>
      </div>
    </Page>
  );
}
