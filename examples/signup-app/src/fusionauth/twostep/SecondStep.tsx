// A second step: the choice of a method, and a code from an app or a message, or a recovery code. It is used in logins
// and before a change of the password.

import { isClientError, type TwoFactorMethod } from "matricula";
import { type ReactNode, useState } from "react";

import { CodeField, codeIn } from "../../components/CodeField.tsx";
import { Checkbox } from "../../components/Field.tsx";
import { Form } from "../../components/Form.tsx";
import { MailboxLink } from "../../components/MailboxLink.tsx";
import { SendAgain } from "../../components/SendAgain.tsx";
import { about } from "../../i18n/explain.ts";
import { useStrings } from "../../i18n/index.ts";
import { client } from "../api.ts";
import { addressOf, isSent, sorted } from "./methods.ts";

interface SecondStepProps {
  twoFactorId: string;
  methods: readonly TwoFactorMethod[];
  /** Completes the step; `trust` says whether the user trusts this device. */
  confirm: (code: string, trust: boolean) => Promise<void>;
  /** Whether the page asks if the user trusts this device. */
  trusts?: boolean;
  button: string;
  /** `SecondStep` calls this function if the step has taken too long and must begin again. */
  late: () => void;
  /** Returns the markup of one part of the step: the title of this part, and the contents below the title. */
  frame: (title: string, contents: ReactNode) => ReactNode;
}

export function SecondStep({ twoFactorId, methods, confirm, trusts, button, late, frame }: SecondStepProps) {
  const t = useStrings().fusionauth.second;
  const ways = sorted(methods);
  // If the only method is an app, there is no message to send, so the page for the choice of a method is left out.
  const only = ways.length === 1 && ways[0] && !isSent(ways[0]) ? ways[0] : undefined;
  const [way, setWay] = useState<TwoFactorMethod | "recovery" | undefined>(only);

  function unlessLate(error: unknown): void {
    if (!isClientError(error, "invalid_token")) throw error;
    late();
  }
  const send = ({ id }: TwoFactorMethod) =>
    client.sendTwoFactorCodeForLoginUsingMethod(twoFactorId, { methodId: id ?? "" });
  async function choose(way: TwoFactorMethod) {
    if (isSent(way)) await send(way).catch(unlessLate);
    setWay(way);
  }

  const useRecovery = (
    <button type="button" className="quiet" onClick={() => setWay("recovery")}>
      {t.useRecovery}
    </button>
  );
  if (!way)
    return frame(
      t.choose,
      <>
        <p>{t.about}</p>
        <div className="ways">
          {ways.map((way) => (
            <Form key={way.id} submit={() => choose(way)} button={t.ways(way.method, addressOf(way))}>
              {null}
            </Form>
          ))}
          {useRecovery}
        </div>
      </>,
    );

  const recovers = way === "recovery";
  const kind = recovers ? "recovery" : "digits";
  const sentTo = !recovers && isSent(way) ? way : undefined;
  return frame(
    recovers ? t.recovery : t.title,
    <>
      <p>{recovers ? t.recoveryAbout : sentTo ? t.sent(addressOf(sentTo)) : t.fromApp}</p>
      {sentTo && <MailboxLink to={addressOf(sentTo)} quiet />}
      <Form<"code" | "trust">
        submit={({ code, trust }) =>
          confirm(codeIn(code, kind), trust !== undefined)
            .catch(unlessLate)
            .catch(about("code", "invalid_credentials"))
        }
        button={button}
      >
        <CodeField kind={kind} label={recovers ? t.recoveryCode : t.code} />
        {trusts && <Checkbox name="trust" label={t.trust} hint={t.trustHint} />}
      </Form>
      {sentTo && <SendAgain send={() => send(sentTo).catch(unlessLate)} />}
      <div className="ways">
        {(recovers || !only) && (
          <button type="button" className="quiet" onClick={() => setWay(only)}>
            {t.another}
          </button>
        )}
        {!recovers && useRecovery}
      </div>
    </>,
  );
}
