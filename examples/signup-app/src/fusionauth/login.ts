// A login with all possible steps: registration, verification, a new password.

import type { FusionAuthLoginRequest, LoginOutcome } from "matricula";
import { useState } from "react";

import { useStrings } from "../i18n/index.ts";
import { go, type Notice, success, useRoute } from "../router.ts";
import { sessionOf } from "./api.ts";
import { loginOf, profileOf } from "./paths.ts";

/**
 * Logs in and returns the outcome. `done` is the message of a step that cannot be repeated, such as a sign-up:
 * if the login after this step fails, the login page shows this message, and the result is null.
 */
type LogIn = (request: FusionAuthLoginRequest, done?: Notice) => Promise<LoginOutcome | null>;

/** The state of a login that is not complete. */
export interface Pending {
  outcome: Exclude<LoginOutcome, { status: "signed_in" }>;
  applicationId: string;
  /** Logs in again, with the same or another request. The password stays in memory until the user leaves the page. */
  again: (done?: Notice, request?: FusionAuthLoginRequest) => Promise<LoginOutcome | null>;
  /** Shows the form of the login again. */
  cancel: () => void;
}

/** A function that logs in to an application, and the state of an incomplete login. */
export function useLogin(applicationId: string): [logIn: LogIn, pending: Pending | null] {
  const t = useStrings();
  const { state } = useRoute();
  const [pending, setPending] = useState<Pending | null>(null);

  /** Opens the login page. If this is the login page already, its form appears again. */
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
      // The path of the page that asked for the login. `go` has set it as the state; a link cannot do this.
      const target = typeof state === "string" ? state : profileOf(applicationId);
      go(target, { notice: success(t.login.done), replace: true });
      return outcome;
    }
    async function again(done?: Notice, other?: FusionAuthLoginRequest) {
      // A one-time password works only once, and the app does not keep the new password, so the user must type it.
      if (request.oneTimePassword && !other) return toForm(done ?? success(t.reset.done));
      return logIn(other ?? request, done);
    }
    setPending({ outcome, applicationId, again, cancel: () => toForm() });
    return outcome;
  }
  // The state of a login to another application is not shown here.
  return [logIn, pending?.applicationId === applicationId ? pending : null];
}
