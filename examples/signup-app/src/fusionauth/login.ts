// A login with all that may come before it: registration, verification, another password.

import type { FusionAuthLoginRequest, LoginOutcome } from "matricula";
import { useState } from "react";

import { useStrings } from "../i18n/index.ts";
import { go, type Notice, success, useRoute } from "../router.ts";
import { sessionOf } from "./api.ts";
import { loginOf, profileOf } from "./paths.ts";

/**
 * Logs in and returns the outcome. `done` is the message of a step that cannot be repeated, such as a sign-up:
 * if the login after it fails, the login page shows this message, and the result is null.
 */
type LogIn = (request: FusionAuthLoginRequest, done?: Notice) => Promise<LoginOutcome | null>;

/** Where a login stands that is not done yet. */
export interface Pending {
  outcome: Exclude<LoginOutcome, { status: "signed_in" }>;
  applicationId: string;
  /** Logs in again, as before or in another way. What was typed is kept in memory, for as long as the page is shown. */
  again: (done?: Notice, request?: FusionAuthLoginRequest) => Promise<LoginOutcome | null>;
  /** Goes to the form of the login. */
  cancel: () => void;
}

/** How to log in to an application, and where that stands. */
export function useLogin(applicationId: string): [logIn: LogIn, pending: Pending | null] {
  const t = useStrings();
  const { state } = useRoute();
  const [pending, setPending] = useState<Pending | null>(null);

  /** It may be this very page. */
  function toForm(notice?: Notice) {
    setPending(null);
    go(loginOf(applicationId), { notice, replace: true, state });
    return null;
  }

  async function logIn(request: FusionAuthLoginRequest, done?: Notice): Promise<LoginOutcome | null> {
    const login = sessionOf(applicationId).session.signIn({ ...request, applicationId });
    const outcome = await (done === undefined ? login : login.catch(() => null));
    if (!outcome) return toForm(done);
    if (outcome.status === "signed_in") {
      // The page that asked for the login. It is in the state, so no link can set it.
      const target = typeof state === "string" ? state : profileOf(applicationId);
      go(target, { notice: success(t.login.done), replace: true });
      return outcome;
    }
    async function again(done?: Notice, other?: FusionAuthLoginRequest) {
      // A one-time password is spent by now; the new one was typed on a page that is gone.
      if (request.oneTimePassword && !other) return toForm(done ?? success(t.reset.done));
      return logIn(other ?? request, done);
    }
    setPending({ outcome, applicationId, again, cancel: () => toForm() });
    return outcome;
  }
  // Where a login to another application stands is of no interest here.
  return [logIn, pending?.applicationId === applicationId ? pending : null];
}
