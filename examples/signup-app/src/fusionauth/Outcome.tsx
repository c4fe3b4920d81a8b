// The next step of an incomplete login: one case for each outcome of `signIn` except `signed_in`.

import type { FusionAuthLoginResponse } from "matricula";

import { CodeField, codeIn } from "../components/CodeField.tsx";
import { Form } from "../components/Form.tsx";
import { MailboxLink } from "../components/MailboxLink.tsx";
import { Page } from "../components/Page.tsx";
import { about } from "../i18n/explain.ts";
import { useStrings } from "../i18n/index.ts";
import { info, type Notice, notify, success } from "../router.ts";
import { changing, client, visitor } from "./api.ts";
import { ApplicationOf, isOpen } from "./applications.tsx";
import { Back } from "./Back.tsx";
import type { Pending } from "./login.ts";
import { NewPassword } from "./NewPassword.tsx";
import { Enrol } from "./twostep/Enrol.tsx";
import { SecondFactor } from "./twostep/SecondFactor.tsx";
import { TrustStep, useTrust } from "./twostep/trust.tsx";
import { VERIFICATIONS } from "./verification.ts";

export function Outcome({ outcome: { status, response }, ...step }: Pending) {
  switch (status) {
    case "not_registered":
      return <NotRegistered {...step} response={response} />;
    case "registration_unverified":
    case "identity_unverified":
      // A user may need both verifications. With the key, React makes a new page for the second one.
      return <Unverified key={status} {...step} status={status} response={response} />;
    case "password_change_required":
      return <ChangeRequired {...step} response={response} />;
    case "two_factor_required":
      return response.methods?.length ? (
        <SecondFactor {...step} response={response} />
      ) : (
        <Enrol {...step} response={response} />
      );
  }
}

type Step = Omit<Pending, "outcome"> & { response: FusionAuthLoginResponse };

/** The password was correct, but the user is not registered with the application. */
function NotRegistered({ applicationId, again, cancel, response: { token, user } }: Step) {
  const t = useStrings().fusionauth.join;
  async function join() {
    await visitor(token).register(user?.id ?? "", { registration: { applicationId } });
    await again(success(t.done));
  }
  return (
    <Page title={t.title}>
      <ApplicationOf id={applicationId}>
        {(application) => (
          <>
            <p>{t.about(user?.email ?? user?.username ?? "", application.name)}</p>
            {isOpen(application) ? (
              <Form submit={join} button={t.submit}>
                {null}
              </Form>
            ) : (
              <p>{t.closed}</p>
            )}
          </>
        )}
      </ApplicationOf>
      <Back applicationId={applicationId} cancel={cancel} />
    </Page>
  );
}

/** The address, the number or the registration must be verified first: with a code or with a link. */
function Unverified({
  applicationId,
  request: login,
  again,
  cancel,
  response,
  status,
}: Step & { status: "registration_unverified" | "identity_unverified" }) {
  const {
    fusionauth: { verify: t },
  } = useStrings();
  // FusionAuth verifies the address or the number that the user has logged in with. Some logins have no login id, for
  // example a login with a one-time password. Then the response decides: only an address has an `emailVerificationId`.
  const hasNumber = response.identityVerificationId !== undefined && response.emailVerificationId === undefined;
  const byNumber = login.loginIdTypes?.includes("phoneNumber") || (!login.loginId && hasNumber);
  const phone = status === "identity_unverified" && byNumber === true;
  const what = status === "registration_unverified" ? "registration" : phone ? "phone" : "identity";
  const { email, phoneNumber, tenantId } = response.user ?? {};
  const to = (phone ? phoneNumber : email) ?? "";
  // FusionAuth looks for an address in only one tenant, so the request names the tenant.
  const sender = tenantId ? client.forTenant(tenantId) : client;
  const verificationId =
    what === "registration"
      ? response.registrationVerificationId
      : (response.emailVerificationId ?? response.identityVerificationId);

  async function verify(typed: string) {
    const request = { verificationId: verificationId ?? "", oneTimeCode: codeIn(typed, "letters") };
    await VERIFICATIONS[what](request).catch(about("oneTimeCode", "invalid_token"));
    await again(success(t.done[what]));
  }
  /** Shows a message if the login has the same outcome again, because the page does not change then. */
  async function unlessFurther(notice: Notice, login: ReturnType<typeof again>) {
    if ((await login)?.status === status) notify(notice);
  }
  async function resend() {
    const request = { applicationId, email: to };
    if (what === "phone") await visitor().sendVerifyIdentity({ verificationId: verificationId ?? "" });
    else if (what === "registration") await sender.resendRegistrationVerification(request);
    else await sender.resendEmailVerification(request);
    const sent = success(phone ? t.sentPhone : t.sent);
    // `again` logs in again. The login succeeds if the user has opened the link meanwhile. If the user gets a code, the
    // response to the login has a new verification id.
    await unlessFurther(sent, again(sent));
  }
  // A text message can be sent again only with the verification id.
  const canResend = phone ? verificationId !== undefined : to !== "";
  return (
    <Page title={t.titles[what]}>
      <p>{verificationId ? t.byCode(to) : t.byLink(to)}</p>
      <MailboxLink to={to || undefined} quiet />
      {verificationId ? (
        <Form<"oneTimeCode"> submit={({ oneTimeCode }) => verify(oneTimeCode)} button={t.submit}>
          <CodeField kind="letters" name="oneTimeCode" label={t.code} />
        </Form>
      ) : (
        <Form submit={() => unlessFurther(info(phone ? t.notYetPhone : t.notYet), again())} button={t.opened}>
          {null}
        </Form>
      )}
      {canResend && (
        <Form submit={resend} button={phone ? t.resendPhone : t.resend} quiet>
          {null}
        </Form>
      )}
      <Back applicationId={applicationId} cancel={cancel} />
    </Page>
  );
}

function ChangeRequired({ applicationId, again, cancel, response }: Step) {
  const {
    fusionauth: { change: t },
    reset,
  } = useStrings();
  const { changePasswordId = "", changePasswordReason } = response;
  // After a second step, `response` has a `trustToken`. But it is valid for only three minutes, and the user may need
  // longer to choose a password. So the app asks for the second step again, after the user has sent the new password.
  const trust = useTrust(() => changing(changePasswordId));
  const change = (password: string) =>
    trust.make(async (proof) => {
      const { oneTimePassword } = await client.changePassword({ changePasswordId, password, ...proof });
      await again(success(reset.done), oneTimePassword ? { oneTimePassword } : undefined);
    });
  if (trust.asked)
    return (
      <TrustStep
        asked={trust.asked}
        cancel={trust.cancel}
        frame={(title, contents) => (
          <Page key={title} title={title}>
            {contents}
            <Back applicationId={applicationId} cancel={cancel} />
          </Page>
        )}
      />
    );
  return (
    <Page title={t.title}>
      <p>{t.reasons[changePasswordReason ?? ""] ?? t.reason}</p>
      <ApplicationOf id={applicationId}>
        {({ tenantId }) => <NewPassword tenantId={tenantId} submit={change} failed={trust.failed} />}
      </ApplicationOf>
      <Back applicationId={applicationId} cancel={cancel} />
    </Page>
  );
}
