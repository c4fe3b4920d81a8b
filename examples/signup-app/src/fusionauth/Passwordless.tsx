// A login without a password: FusionAuth sends a link, or a code that the user types in.

import { isClientError } from "matricula";
import { useState } from "react";

import { CodeField, codeIn } from "../components/CodeField.tsx";
import { Form } from "../components/Form.tsx";
import { MailboxLink } from "../components/MailboxLink.tsx";
import { Page } from "../components/Page.tsx";
import { SendAgain } from "../components/SendAgain.tsx";
import { about } from "../i18n/explain.ts";
import { useStrings } from "../i18n/index.ts";
import type { PageProps } from "../pages.ts";
import { useSecret } from "../router.ts";
import { sessionOf, visitor } from "./api.ts";
import { ApplicationOf, isByPhone, type KnownApplication, sendsCode } from "./applications.tsx";
import { LoginIdField } from "./LoginIdField.tsx";
import { useLogin } from "./login.ts";
import { Outcome } from "./Outcome.tsx";
import { loginOf, PASSWORDLESS, passwordlessOf, START } from "./paths.ts";

interface Sent {
  application: KnownApplication;
  to: string;
  /**
   * The code in the answer of the gate (`server/gate.mjs`). Users who type in the code of the message need both codes.
   * Users who open the link of the message need only the link.
   */
  code: string;
}

/** Sends a link or a code. */
async function send(application: KnownApplication, to: string): Promise<Sent> {
  const loginIdTypes = isByPhone(application) ? { loginIdTypes: ["phoneNumber"] } : {};
  const request = { applicationId: application.id, loginId: to, ...loginIdTypes };
  const { code } = await visitor().startPasswordlessLogin(request);
  return { application, to, code };
}

/** The page where the user asks for a link or a code. */
export function Passwordless({ parameter: id }: PageProps) {
  const t = useStrings();
  const words = t.fusionauth.passwordless;
  const [, pending, proceed] = useLogin(id);
  const [sent, setSent] = useState<Sent>();
  if (pending) return <Outcome {...pending} />;
  if (sent?.application.id === id) return <Answer sent={sent} setSent={setSent} proceed={proceed} />;
  return (
    <Page key="ask" title={words.title}>
      <ApplicationOf id={id}>
        {(application) => {
          if (application.passwordlessConfiguration?.["enabled"] !== true) return <p>{words.closed}</p>;
          const byCode = sendsCode(application);
          const [aboutCode, aboutLink] = isByPhone(application)
            ? [words.aboutCodePhone, words.aboutLinkPhone]
            : [words.aboutCode, words.aboutLink];
          return (
            <>
              <p>{byCode ? aboutCode : aboutLink}</p>
              <Form<"loginId">
                submit={async ({ loginId }) => setSent(await send(application, loginId))}
                button={byCode ? words.sendCode : words.sendLink}
              >
                <LoginIdField application={application} />
              </Form>
            </>
          );
        }}
      </ApplicationOf>
      <Back id={id} />
    </Page>
  );
}

interface AnswerProps {
  sent: Sent;
  setSent: (sent: Sent) => void;
  proceed: ReturnType<typeof useLogin>[2];
}

/** The page after the user has asked for a message. It does not say whether the user exists. */
function Answer({ sent: { application, to, code }, setSent, proceed }: AnswerProps) {
  const { id } = application;
  const t = useStrings();
  const words = t.fusionauth.passwordless;

  const byCode = sendsCode(application);
  const title = isByPhone(application) ? words.sentTitlePhone : t.mail.title;

  async function logIn(typed: string) {
    const request = { code, oneTimeCode: codeIn(typed, "digits"), applicationId: id };
    const login = sessionOf(id).session.signInPasswordless(request);
    proceed(await login.catch(about("oneTimeCode", "invalid_token")));
  }
  return (
    <Page key="sent" title={byCode ? t.fusionauth.second.title : title}>
      <p>{byCode ? words.sentCode(to) : words.sentLink(to)}</p>
      <MailboxLink to={to.includes("@") ? to : undefined} quiet />
      {byCode && (
        <Form<"oneTimeCode"> submit={({ oneTimeCode }) => logIn(oneTimeCode)} button={words.submit}>
          <CodeField kind="digits" name="oneTimeCode" label={words.code} />
        </Form>
      )}
      <SendAgain what={byCode ? "code" : "link"} send={async () => setSent(await send(application, to))} />
      <Back id={id} />
    </Page>
  );
}

function Back({ id }: { id: string }) {
  const t = useStrings();
  return (
    <p className="aside">
      <a href={`#${id ? loginOf(id) : START}`}>{t.login.back}</a>
    </p>
  );
}

/** The page that opens from the link in the message. */
export function PasswordlessLink({ parameter, query }: PageProps) {
  const t = useStrings();
  const words = t.fusionauth.passwordless;
  const code = useSecret(parameter, PASSWORDLESS);
  const id = query.get("client_id") ?? "";
  const [, pending, proceed] = useLogin(id);
  const [used, setUsed] = useState(false);
  if (pending) return <Outcome {...pending} />;

  async function logIn() {
    try {
      proceed(await sessionOf(id).session.signInPasswordless({ code, applicationId: id }));
    } catch (error) {
      if (isClientError(error, "invalid_token")) setUsed(true);
      throw error;
    }
  }
  return (
    <Page title={words.linkTitle}>
      {code && id ? (
        <>
          <p>{words.click}</p>
          {/* The user must click: some mail servers open each link, but a link works only once. */}
          <Form submit={logIn} button={words.submit}>
            {null}
          </Form>
        </>
      ) : (
        <p>{words.noLink}</p>
      )}
      {used && (
        <p className="aside">
          <a href={`#${passwordlessOf(id)}`}>{words.another}</a>
        </p>
      )}
      <Back id={id} />
    </Page>
  );
}
