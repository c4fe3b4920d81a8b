// The second step before a change of the password: FusionAuth requires this step if the user has two-step login. The
// step returns a token for the change. The call that starts the step needs the API key, so it goes through the gate
// (`server/gate.mjs`).

import { type FusionAuthClient, type FusionAuthLoginResponse, isClientError, type TwoFactorMethod } from "matricula";
import { type ReactNode, useState } from "react";

import { useStrings } from "../../i18n/index.ts";
import { info, notify } from "../../router.ts";
import { client } from "../api.ts";
import { SecondStep } from "./SecondStep.tsx";

/**
 * The proof of the second step. If FusionAuth demands a new password from this user, the proof includes a new id for
 * the change.
 */
export type Proof = Pick<FusionAuthLoginResponse, "trustToken" | "changePasswordId">;
type Change = (proof: Proof) => Promise<unknown>;

interface Asked {
  twoFactorId: string;
  methods: readonly TwoFactorMethod[];
  change: Change;
}

/**
 * `make` makes a change. If FusionAuth requires the second step first, `asked` is set, and the page must show
 * `TrustStep`. If the change fails after this step, `failed` is the error, which the form of the change must show.
 */
export function useTrust(gate: () => FusionAuthClient) {
  const [asked, setAsked] = useState<Asked>();
  const [failed, setFailed] = useState<unknown>();
  async function make(change: Change): Promise<void> {
    setFailed(undefined);
    try {
      await change({});
    } catch (error) {
      if (!isClientError(error) || error.generalErrors?.[0]?.code !== "[TrustTokenRequired]") throw error;
      const { twoFactorId, methods = [] } = await gate().startTwoFactorLogin({});
      setAsked({ twoFactorId, methods, change });
    }
  }
  /** Shows the form of the change again; `error` is the error if the change has failed. */
  function cancel(error?: unknown) {
    setFailed(error);
    setAsked(undefined);
  }
  return { make, asked, failed, cancel };
}

interface TrustStepProps {
  asked: Asked;
  cancel: (error?: unknown) => void;
  frame: (title: string, contents: ReactNode) => ReactNode;
}

export function TrustStep({ asked: { twoFactorId, methods, change }, cancel, frame }: TrustStepProps) {
  const t = useStrings();
  async function confirm(code: string) {
    // This login names no application, and changes no session. The app needs only the `trustToken` and the
    // `changePasswordId` in the answer.
    const { response } = await client.twoFactorLogin({ twoFactorId, code, noJWT: true });
    const { trustToken, changePasswordId } = response;
    try {
      await change({ ...(trustToken && { trustToken }), ...(changePasswordId && { changePasswordId }) });
      cancel();
    } catch (error) {
      cancel(error);
    }
  }
  return (
    <SecondStep
      twoFactorId={twoFactorId}
      methods={methods}
      confirm={confirm}
      button={t.fusionauth.twoStep.confirm}
      late={() => {
        notify(info(t.fusionauth.twoStep.tooLate));
        cancel();
      }}
      frame={frame}
    />
  );
}
