// Where the link in the mail leads: the account is confirmed.

import { useEffect, useState } from "react";

import { ErrorMessage } from "../components/ErrorMessage.tsx";
import { Page } from "../components/Page.tsx";
import { explain } from "../i18n/explain.ts";
import { useStrings } from "../i18n/index.ts";
import type { PageProps } from "../pages.ts";
import { useSecret } from "../router.ts";
import { once } from "../once.ts";
import { fusio } from "./session.ts";

type Outcome = { status: "working" } | { status: "done" } | { status: "failed"; error: unknown };

/** A token is used once, however often the page is drawn. */
const activate = once((token: string) => fusio.activate({ token }));

export function Activate({ parameter }: PageProps) {
  const t = useStrings();
  const token = useSecret(parameter, "/activate");
  const [outcome, setOutcome] = useState<Outcome>({ status: "working" });
  useEffect(() => {
    if (!token) return;
    setOutcome({ status: "working" });
    activate(token).then(() => setOutcome({ status: "done" }), (error: unknown) => setOutcome({ status: "failed", error }));
  }, [token]);
  return (
    <Page title={t.activate.title}>
      {outcome.status === "failed" && <ErrorMessage>{explain(t, outcome.error)}</ErrorMessage>}
      <p role="status">
        {!token ? t.activate.noToken : outcome.status === "working" ? t.activate.working : outcome.status === "done" && t.activate.done}
      </p>
      <p className="aside"><a href="#/login">{t.login.to}</a></p>
    </Page>
  );
}
