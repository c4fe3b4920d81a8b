// The second step of a login.

import type { FusionAuthLoginResponse } from "matricula";

import { Page } from "../../components/Page.tsx";
import { useStrings } from "../../i18n/index.ts";
import { info } from "../../router.ts";
import { sessionOf } from "../api.ts";
import { Back } from "../Back.tsx";
import type { Pending } from "../login.ts";
import { SecondStep } from "./SecondStep.tsx";

type SecondFactorProps = Omit<Pending, "outcome"> & { response: FusionAuthLoginResponse };

export function SecondFactor({ applicationId, proceed, cancel, response }: SecondFactorProps) {
  const t = useStrings().fusionauth.second;
  const { twoFactorId = "", methods = [] } = response;
  async function confirm(code: string, trustComputer: boolean) {
    const request = { twoFactorId, code, applicationId, trustComputer };
    proceed(await sessionOf(applicationId).session.signInTwoFactor(request));
  }
  return (
    <SecondStep
      twoFactorId={twoFactorId}
      methods={methods}
      confirm={confirm}
      trusts
      button={t.submit}
      late={() => cancel(info(t.late))}
      frame={(title, contents) => (
        <Page key={title} title={title}>
          {contents}
          <Back applicationId={applicationId} cancel={cancel} />
        </Page>
      )}
    />
  );
}
