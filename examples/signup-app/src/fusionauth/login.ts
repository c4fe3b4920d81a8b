// A login with all that may come before it: registration, verification, another password.

import type { FusionAuthLoginRequest, LoginOutcome } from "matricula";
import { useState } from "react";

import { useStrings } from "../i18n/index.ts";
import { go, useRoute } from "../router.ts";
import { sessionOf } from "./api.ts";
import { profileOf } from "./paths.ts";

/** Where a login stands that is not done yet. */
export interface Pending {
  outcome: Exclude<LoginOutcome, { status: "signed_in" }>;
  applicationId: string;
  /** Logs in again, as before or in another way. What was typed is kept in memory, for as long as the page is shown. */
  again: (request?: FusionAuthLoginRequest) => Promise<void>;
  /** Goes back to the form. */
  cancel: () => void;
}

/** How to log in to an application, and where that stands. */
export function useLogin(applicationId: string): [logIn: (request: FusionAuthLoginRequest) => Promise<void>, pending: Pending | null] {
  const t = useStrings();
  const { state } = useRoute();
  const [pending, setPending] = useState<Pending | null>(null);

  async function logIn(request: FusionAuthLoginRequest): Promise<void> {
    const outcome = await sessionOf(applicationId).session.signIn({ ...request, applicationId });
    if (outcome.status === "signed_in") {
      // The page that asked for the login, of which no link can tell.
      const target = typeof state === "string" ? state : profileOf(applicationId);
      return go(target, { told: t.login.done, replace: true });
    }
    setPending({ outcome, applicationId, again: (other) => logIn(other ?? request), cancel: () => setPending(null) });
  }
  // Where a login to another application stands is of no interest here.
  return [logIn, pending?.applicationId === applicationId ? pending : null];
}
