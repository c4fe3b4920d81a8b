// Removes a method of two-step login with one of its codes, or all methods with a recovery code.

import type { TwoFactorMethod } from "matricula";
import { useState } from "react";

import { CodeField, codeIn } from "../../components/CodeField.tsx";
import { Form } from "../../components/Form.tsx";
import { MailboxLink } from "../../components/MailboxLink.tsx";
import { SendAgain } from "../../components/SendAgain.tsx";
import { about } from "../../i18n/explain.ts";
import { useStrings } from "../../i18n/index.ts";
import { client, sessionOf } from "../api.ts";
import { addressOf, isSent } from "./methods.ts";

interface RemoveProps {
  applicationId: string;
  method: TwoFactorMethod;
  done: () => void;
}

export function RemoveMethod({ applicationId, method, done }: RemoveProps) {
  const { twoStep: t, second } = useStrings().fusionauth;
  const { session } = sessionOf(applicationId);
  const [kind, setKind] = useState<"digits" | "recovery">("digits");
  const [asks, setAsks] = useState(!isSent(method));
  const methodId = method.id ?? "";

  const send = () =>
    session.call((token) => client.sendTwoFactorCodeForEnableDisableUsingJwt(token, { methodId, applicationId }));
  async function remove({ code }: Record<"code", string>) {
    const request = { methodId, applicationId, code: codeIn(code, kind) };
    const removed = session.call((token) => client.disableTwoFactorUsingJwt(token, request));
    await removed.catch(about("code", "invalid_credentials"));
    done();
  }
  const recovers = kind === "recovery";
  const asked = isSent(method) ? t.sent(addressOf(method)) : t.fromApp;
  const explanation = recovers ? t.removeAll : asks ? asked : t.removeFirst;
  return (
    <>
      {/* A screen reader reads the text when it changes. */}
      <p role="status">{explanation}</p>
      {!recovers && asks && isSent(method) && <MailboxLink to={addressOf(method)} quiet />}
      {asks || recovers ? (
        <Form<"code"> key={kind} submit={remove} button={recovers ? t.removeAllButton : t.removeButton} danger>
          {/* At first, the heading has the focus. So only a field that appears later takes the focus. */}
          <CodeField
            kind={kind}
            label={recovers ? second.recoveryCode : t.code}
            autoFocus={recovers || isSent(method)}
          />
        </Form>
      ) : (
        <Form
          submit={async () => {
            await send();
            setAsks(true);
          }}
          button={second.ways(method.method, addressOf(method))}
        >
          {null}
        </Form>
      )}
      {asks && !recovers && isSent(method) && <SendAgain send={send} />}
      <div className="ways">
        <button type="button" className="quiet" onClick={() => setKind(recovers ? "digits" : "recovery")}>
          {recovers ? second.another : second.useRecovery}
        </button>
      </div>
    </>
  );
}
