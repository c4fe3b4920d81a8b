// Self-service registration: creates a user and its registration with an application in one call. The call goes
// through the gate, which adds the API key. For some applications, the user must first verify the e-mail address or the
// phone number.

import { isClientError } from "matricula";
import { useState } from "react";

import { Field } from "../components/Field.tsx";
import { Form } from "../components/Form.tsx";
import { Page } from "../components/Page.tsx";
import { useLanguage, useStrings } from "../i18n/index.ts";
import type { PageProps } from "../pages.ts";
import { info, notify, success } from "../router.ts";
import { AddressField } from "./AddressField.tsx";
import { visitor } from "./api.ts";
import { ApplicationOf, isByPhone, isOpen, type KnownApplication, verifiesFirst } from "./applications.tsx";
import { useLogin } from "./login.ts";
import { NewPasswordField } from "./NewPassword.tsx";
import { Outcome } from "./Outcome.tsx";
import { loginOf } from "./paths.ts";
import { AskAddress, type Claim, ProveAddress } from "./VerifyFirst.tsx";

type Name = "firstName" | "address" | "password";

export function SignUp({ parameter: id }: PageProps) {
  const t = useStrings();
  const [logIn, pending] = useLogin(id);
  const [claim, setClaim] = useState<Claim>();
  if (pending) return <Outcome {...pending} />;
  const own = claim?.application.id === id ? claim : undefined;
  if (own && !own.verified) return <ProveAddress claim={own} setClaim={setClaim} />;
  return (
    <Page key={own ? "rest" : "start"} title={t.signUp.title}>
      <ApplicationOf id={id}>
        {(application) =>
          isOpen(application) ? (
            <>
              <p className="hint">{application.name}</p>
              {verifiesFirst(application) && !own ? (
                <AskAddress application={application} setClaim={setClaim} />
              ) : (
                <Rest application={application} claim={own} setClaim={setClaim} logIn={logIn} />
              )}
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

interface RestProps {
  application: KnownApplication;
  claim: Claim | undefined;
  setClaim: (claim: undefined) => void;
  logIn: ReturnType<typeof useLogin>[0];
}

/** The form of the sign-up. If there is a `claim`, its e-mail address or phone number is verified already. */
function Rest({ application, claim, setClaim, logIn }: RestProps) {
  const t = useStrings();
  const words = t.fusionauth.verifyFirst;
  const language = useLanguage();
  const phone = isByPhone(application);

  async function signUp({ firstName, address, password }: Record<Name, string>) {
    const named = phone ? { phoneNumber: address } : { email: address };
    const user = { ...named, password, ...(firstName && { firstName }) };
    const registration = {
      applicationId: application.id,
      preferredLanguages: [language],
      timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    };
    try {
      const proof = claim && { verificationIds: [claim.verificationId] };
      await visitor().createAndRegister(null, { user, registration, ...proof });
    } catch (error) {
      if (!isClientError(error) || !error.fieldErrors?.["verificationIds"]) throw error;
      setClaim(undefined);
      return notify(info(words.late));
    }
    // The answer of the gate has no tokens, so the app logs in. The outcome of this login shows the user's next step.
    const login = { loginId: address, password, ...(phone && { loginIdTypes: ["phoneNumber"] }) };
    await logIn(login, success(t.signUp.done));
  }
  return (
    <>
      {claim && <p>{phone ? words.verifiedPhone : words.verified}</p>}
      <Form<Name> submit={signUp} button={t.signUp.submit}>
        <Field
          name="firstName"
          errors="user.firstName"
          label={`${t.fusionauth.firstName} (${t.optional})`}
          autoComplete="given-name"
        />
        <AddressField phone={phone} verified={claim?.to} />
        <NewPasswordField
          tenantId={application.tenantId}
          name="password"
          errors="user.password"
          label={t.signUp.password}
        />
      </Form>
    </>
  );
}
