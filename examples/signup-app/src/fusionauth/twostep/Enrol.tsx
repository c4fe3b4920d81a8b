// Adds the first method of two-step login, for users who cannot log in without a method. These users have no token yet,
// so the calls go through the gate (the server with the API key), with the password of the login.

import { type FusionAuthLoginResponse, isClientError, type LoginOutcome, type TwoFactorResponse } from "matricula";
import { useRef, useState } from "react";

import { Page } from "../../components/Page.tsx";
import { useStrings } from "../../i18n/index.ts";
import { success } from "../../router.ts";
import { knowing, sessionOf } from "../api.ts";
import { Back } from "../Back.tsx";
import type { Pending } from "../login.ts";
import { AddMethod, KINDS, type MethodKind } from "./AddMethod.tsx";
import type { Adding } from "./adding.ts";
import { RecoveryCodes } from "./RecoveryCodes.tsx";

type EnrolProps = Omit<Pending, "outcome"> & { response: FusionAuthLoginResponse };

/** The user's recovery codes, and the outcome of the next login. The outcome is null if this login has failed. */
interface Added {
  codes: readonly string[];
  outcome: LoginOutcome | null;
}

export function Enrol({ applicationId, request, proceed, cancel, response }: EnrolProps) {
  const { fusionauth } = useStrings();
  const t = fusionauth.twoStep;
  const [kind, setKind] = useState<MethodKind>();
  const [added, setAdded] = useState<Added>();
  const { loginId = "", password } = request;
  const { session } = sessionOf(applicationId);
  /** The id of the login that waits for a method. It expires after some minutes, so `enable` starts another login. */
  const twoFactorId = useRef(response.twoFactorId ?? "");

  const gate = knowing(loginId, password ?? "");
  const calls: Adding = {
    secret: (signal) => gate.generateTwoFactorSecret({ signal }),
    send: (request) => gate.sendTwoFactorCodeForEnableDisable({ ...request, applicationId }),
    async enable(method) {
      const { response } = await session.signIn({ ...request, applicationId });
      twoFactorId.current = response.twoFactorId ?? "";
      return gate.enableTwoFactor("me", { ...method, applicationId, twoFactorId: twoFactorId.current });
    },
  };
  /** Completes the login. If this fails, the user logs in again, with the new method. */
  async function complete({ code = "", recoveryCodes = [] }: TwoFactorResponse) {
    const login = session.signInTwoFactor({ twoFactorId: twoFactorId.current, code, applicationId });
    const outcome = await login.catch((error: unknown) => {
      if (!isClientError(error)) throw error;
      return null;
    });
    setAdded({ codes: recoveryCodes, outcome });
  }
  function go() {
    if (added?.outcome) proceed(added.outcome);
    else cancel(success(t.addedFirst));
  }

  if (added)
    return (
      <Page key="codes" title={t.codesTitle}>
        <RecoveryCodes codes={added.codes} done={go} />
      </Page>
    );
  const kinds = KINDS.filter((kind) => response.configurableMethods?.includes(kind));
  return (
    <Page key={kind ?? "choose"} title={kind ? t.adds[kind] : t.first}>
      {!kind && <p>{password ? t.firstAbout : t.firstPassword}</p>}
      {kind ? (
        <>
          <AddMethod kind={kind} calls={calls} account={loginId} done={complete} />
          <p className="ways">
            <button type="button" className="quiet" onClick={() => setKind(undefined)}>
              {t.otherMethod}
            </button>
          </p>
        </>
      ) : (
        password && (
          <div className="ways">
            {kinds.map((kind) => (
              <button key={kind} type="button" onClick={() => setKind(kind)}>
                {t.adds[kind]}
              </button>
            ))}
          </div>
        )
      )}
      <Back applicationId={applicationId} cancel={cancel} />
    </Page>
  );
}
