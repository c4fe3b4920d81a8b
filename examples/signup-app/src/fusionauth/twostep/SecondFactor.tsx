// The second step of a login: a code from an app or a message, or a recovery code.

import { type FusionAuthLoginResponse, isClientError, type TwoFactorMethod } from "matricula";
import { useState } from "react";

import { CodeField, codeIn } from "../../components/CodeField.tsx";
import { Checkbox } from "../../components/Field.tsx";
import { Form } from "../../components/Form.tsx";
import { MailboxLink } from "../../components/MailboxLink.tsx";
import { Page } from "../../components/Page.tsx";
import { SendAgain } from "../../components/SendAgain.tsx";
import { about } from "../../i18n/explain.ts";
import { useStrings } from "../../i18n/index.ts";
import { info } from "../../router.ts";
import { client, sessionOf } from "../api.ts";
import { Back } from "../Back.tsx";
import type { Pending } from "../login.ts";
import { addressOf, isSent, sorted } from "./methods.ts";

type Step = Omit<Pending, "outcome"> & {
  response: FusionAuthLoginResponse & Required<Pick<FusionAuthLoginResponse, "twoFactorId">>;
};
type Way = TwoFactorMethod | "recovery";

export function SecondFactor({ applicationId, proceed, cancel, response: { twoFactorId, methods = [] } }: Step) {
  const t = useStrings().fusionauth.second;
  const ways = sorted(methods);
  // The codes of an app need no message, so a page with only one choice is not needed.
  const only = ways.length === 1 && ways[0] && !isSent(ways[0]) ? ways[0] : undefined;
  const [way, setWay] = useState<Way | undefined>(only);

  /** An old login cannot continue: the user logs in again. */
  function unlessLate(error: unknown): void {
    if (!isClientError(error, "invalid_token")) throw error;
    cancel(info(t.late));
  }
  const send = ({ id }: TwoFactorMethod) =>
    client.sendTwoFactorCodeForLoginUsingMethod(twoFactorId, { methodId: id ?? "" });
  async function choose(way: TwoFactorMethod) {
    if (isSent(way)) await send(way).catch(unlessLate);
    setWay(way);
  }
  async function confirm({ code, trust }: Record<"code" | "trust", string>) {
    const request = { twoFactorId, code, applicationId, trustComputer: trust !== undefined };
    try {
      proceed(await sessionOf(applicationId).session.signInTwoFactor(request));
    } catch (error) {
      unlessLate(error);
    }
  }

  const others = (
    <div className="ways">
      {way && !only && (
        <button type="button" className="quiet" onClick={() => setWay(undefined)}>
          {t.another}
        </button>
      )}
      {way === "recovery" && only && (
        <button type="button" className="quiet" onClick={() => setWay(only)}>
          {t.another}
        </button>
      )}
      {way !== "recovery" && (
        <button type="button" className="quiet" onClick={() => setWay("recovery")}>
          {t.useRecovery}
        </button>
      )}
    </div>
  );
  if (!way)
    return (
      <Page key="choose" title={t.choose}>
        <p>{t.about}</p>
        <div className="ways">
          {ways.map((way) => (
            <Form key={way.id} submit={() => choose(way)} button={t.ways(way.method, addressOf(way))}>
              {null}
            </Form>
          ))}
        </div>
        {others}
        <Back applicationId={applicationId} cancel={cancel} />
      </Page>
    );

  const kind = way === "recovery" ? "recovery" : "digits";
  return (
    <Page key={kind} title={way === "recovery" ? t.recovery : t.title}>
      <p>{way === "recovery" ? t.recoveryAbout : isSent(way) ? t.sent(addressOf(way)) : t.fromApp}</p>
      {way !== "recovery" && isSent(way) && <MailboxLink to={addressOf(way)} quiet />}
      <Form<"code" | "trust">
        submit={(values) =>
          confirm({ ...values, code: codeIn(values.code, kind) }).catch(about("code", "invalid_credentials"))
        }
        button={t.submit}
      >
        <CodeField kind={kind} label={way === "recovery" ? t.recoveryCode : t.code} />
        <Checkbox name="trust" label={t.trust} hint={t.trustHint} />
      </Form>
      {way !== "recovery" && isSent(way) && <SendAgain send={() => send(way).catch(unlessLate)} />}
      {others}
      <Back applicationId={applicationId} cancel={cancel} />
    </Page>
  );
}
