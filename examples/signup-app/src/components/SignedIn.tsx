// A page for signed-in users. A user who is not signed in goes to the login page, and comes back after the login.

import type { FusioClient, FusionAuthClient, Session, SignedIn as State } from "matricula";
import { Fragment, type ReactNode, useEffect, useRef, useState } from "react";

import { explain } from "../i18n/explain.ts";
import { useStrings } from "../i18n/index.ts";
import { go, info, success, useRoute } from "../router.ts";
import { useStore } from "../store.ts";
import { ErrorMessage } from "./ErrorMessage.tsx";

interface SignedInProps {
  session: Session<FusioClient> | Session<FusionAuthClient>;
  /** The path of the login page. */
  login: string;
  children: (state: State) => ReactNode;
}

export function SignedIn({ session, login, children }: SignedInProps) {
  const t = useStrings();
  const { path } = useRoute();
  const state = useStore(session.state);
  const [failure, setFailure] = useState<unknown>();
  useEffect(() => {
    // `ready` rejects if an option of the session is invalid.
    session.ready.catch(setFailure);
  }, [session]);
  const out = state.status === "signed_out" ? state.reason : undefined;
  const seen = useRef(false);
  if (!out) seen.current = state.status === "signed_in";
  useEffect(() => {
    if (!out) return;
    // After a sign-out on this page, the login does not lead back to this page.
    const left = out === "user" && seen.current;
    go(login, {
      notice: left ? success(t.signedOut.user) : info(t.signedOut[out === "user" ? "never_signed_in" : out]),
      replace: true,
      state: left ? null : path,
    });
    // `t` is not in this list: a change of the language must not open the login again.
  }, [out]);
  if (failure !== undefined) return <ErrorMessage>{explain(t, failure)}</ErrorMessage>;
  return state.status === "signed_in" ? (
    // If another user signs in from another tab, React makes a new page, without any data of the previous user.
    <Fragment key={`${state.claims?.["sub"]}`}>{children(state)}</Fragment>
  ) : (
    <p className="loading" role="status">
      {t.loading}
    </p>
  );
}
