// A page for operators. The gate, `server/gate.mjs`, checks the token and the role of the user.

import { isClientError } from "matricula";
import type { ReactNode } from "react";

import { ErrorMessage } from "../../components/ErrorMessage.tsx";
import { type Load, Loaded } from "../../components/Loaded.tsx";
import { Page } from "../../components/Page.tsx";
import { SignedIn } from "../../components/SignedIn.tsx";
import { useStrings } from "../../i18n/index.ts";
import { go, success, useRoute } from "../../router.ts";
import { operatorApplication } from "../../settings.ts";
import { sessionOf } from "../api.ts";
import { ADMIN, loginOf } from "../paths.ts";

interface OperatorProps<T> {
  title: string;
  load: Load<T>;
  reload: () => void;
  /** A wide page, for more than a form. */
  wide?: boolean;
  /** Links to other pages. The default is a link to the search. */
  aside?: ReactNode;
  children: (value: T) => ReactNode;
}

/** Wraps a page for operators: visitors must first log in to the application of the operators. */
export const operators = <Props,>(Show: (props: Props) => ReactNode) =>
  function ForOperators(props: Props & object) {
    return (
      <SignedIn session={sessionOf(operatorApplication).session} login={loginOf(operatorApplication)}>
        {() => <Show {...props} />}
      </SignedIn>
    );
  };

export function OperatorPage<T>({ title, load, reload, wide = false, aside, children }: OperatorProps<T>) {
  const t = useStrings();
  const { path } = useRoute();
  const refused = load.status === "failed" && isClientError(load.error) && load.error.kind === "forbidden";

  function another() {
    // Leaves the page before the sign-out: after a sign-out on this page, the login would not lead back here.
    go(loginOf(operatorApplication), { notice: success(t.signedOut.user), state: path });
    void sessionOf(operatorApplication).session.signOut();
  }
  return (
    <Page title={title} wide={wide}>
      {refused ? (
        <>
          <ErrorMessage>{t.fusionauth.admin.notOperator}</ErrorMessage>
          <button type="button" className="quiet" onClick={another}>
            {t.fusionauth.admin.other}
          </button>
        </>
      ) : (
        <Loaded load={load} reload={reload}>
          {children}
        </Loaded>
      )}
      <p className="aside">{aside ?? <a href={`#${ADMIN}`}>{t.fusionauth.admin.toSearch}</a>}</p>
    </Page>
  );
}
