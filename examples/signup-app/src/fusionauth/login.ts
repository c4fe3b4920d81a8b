// A login with all possible steps: a second factor, registration, verification, a new password.

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
  /** The request of the login. The password stays in memory until the user leaves the page. */
  request: FusionAuthLoginRequest;
  /** Logs in again, with the same or another request. If the app cannot do this, it shows the login form instead. */
  again: (done?: Notice, request?: FusionAuthLoginRequest) => Promise<LoginOutcome | null>;
  /** Goes on with the outcome of a call that has continued this login, such as `signInTwoFactor`. */
  proceed: (outcome: LoginOutcome) => void;
  /** Shows the form of the login again. */
  cancel: (notice?: Notice) => void;
}

/** The login id of the last login that was not completed. The login form shows this login id again. */
let kept: { applicationId: string; loginId: string } | undefined;
export const keptName = (applicationId: string) => (kept?.applicationId === applicationId ? kept.loginId : undefined);

/**
 * Returns three values: a function that logs in to an application, the state of an incomplete login, and a function for
 * the outcomes of logins without a password.
 */
export function useLogin(
  applicationId: string,
): [logIn: LogIn, pending: Pending | null, proceed: (outcome: LoginOutcome) => void] {
  const t = useStrings();
  const { state } = useRoute();
  const [pending, setPending] = useState<Pending | null>(null);

  /** Opens the login page. If this page is already open, the login form appears again. */
  function toForm({ loginId }: FusionAuthLoginRequest, notice?: Notice) {
    kept = loginId ? { applicationId, loginId } : undefined;
    setPending(null);
    go(loginOf(applicationId), { notice, replace: true, state });
    return null;
  }

  function proceed(outcome: LoginOutcome, request: FusionAuthLoginRequest = {}): void {
    if (outcome.status === "signed_in") {
      kept = undefined;
      // The path of the page that asked for the login. `go` has set it as the state; a link cannot set a state.
      const target = typeof state === "string" ? state : profileOf(applicationId);
      go(target, { notice: success(t.login.done), replace: true });
      return;
    }
    async function again(done?: Notice, other?: FusionAuthLoginRequest) {
      // One-time passwords and codes work only once, and the app does not keep a new password. So without a password in
      // the request, the user must log in with the form.
      const first = request.oneTimePassword ? success(t.reset.done) : undefined;
      if (!request.password && !other) return toForm(request, done ?? first);
      return logIn(other ?? request, done);
    }
    setPending({
      outcome,
      applicationId,
      request,
      again,
      proceed: (outcome) => proceed(outcome, request),
      cancel: (notice) => void toForm(request, notice),
    });
  }

  async function logIn(request: FusionAuthLoginRequest, done?: Notice): Promise<LoginOutcome | null> {
    const login = sessionOf(applicationId).session.signIn({ ...request, applicationId });
    const outcome = await (done === undefined ? login : login.catch(() => null));
    if (!outcome) return toForm(request, done);
    proceed(outcome, request);
    return outcome;
  }
  // The state of a login to another application is not shown here.
  return [logIn, pending?.applicationId === applicationId ? pending : null, proceed];
}
