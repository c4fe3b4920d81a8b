// A login with all that may come before it: registration, verification, another password.

import type { FusionAuthLoginRequest, LoginOutcome } from "matricula";
import { useState } from "react";

import { useStrings } from "../i18n/index.ts";
import { go, useRoute } from "../router.ts";
import { sessionOf } from "./api.ts";
import { loginOf, profileOf } from "./paths.ts";

/**
 * Logs in, and gives what that comes to. With `done`, after something that cannot be done twice: should
 * the login fail, its page tells that, and there is nothing to give.
 */
type LogIn = (request: FusionAuthLoginRequest, done?: string) => Promise<LoginOutcome | null>;

/** Where a login stands that is not done yet. */
export interface Pending {
  outcome: Exclude<LoginOutcome, { status: "signed_in" }>;
  applicationId: string;
  /** Logs in again, as before or in another way. What was typed is kept in memory, for as long as the page is shown. */
  again: (done?: string, request?: FusionAuthLoginRequest) => Promise<LoginOutcome | null>;
  /** Goes to the form of the login. */
  cancel: () => void;
}

/** How to log in to an application, and where that stands. */
export function useLogin(applicationId: string): [logIn: LogIn, pending: Pending | null] {
  const t = useStrings();
  const { state } = useRoute();
  const [pending, setPending] = useState<Pending | null>(null);

  /** It may be this very page. */
  function toForm(told = "") {
    setPending(null);
    go(loginOf(applicationId), { told, replace: true, state });
    return null;
  }

  async function logIn(request: FusionAuthLoginRequest, done?: string): Promise<LoginOutcome | null> {
    const login = sessionOf(applicationId).session.signIn({ ...request, applicationId });
    const outcome = await (done === undefined ? login : login.catch(() => null));
    if (!outcome) return toForm(done);
    if (outcome.status === "signed_in") {
      // The page that asked for the login, of which no link can tell.
      const target = typeof state === "string" ? state : profileOf(applicationId);
      go(target, { told: t.login.done, replace: true });
      return outcome;
    }
    async function again(done?: string, other?: FusionAuthLoginRequest) {
      // A one-time password is spent by now; the new one was typed on a page that is gone.
      if (request.oneTimePassword && !other) return toForm(done ?? t.reset.done);
      return logIn(other ?? request, done);
    }
    setPending({ outcome, applicationId, again, cancel: () => toForm() });
    return outcome;
  }
  // Where a login to another application stands is of no interest here.
  return [logIn, pending?.applicationId === applicationId ? pending : null];
}
