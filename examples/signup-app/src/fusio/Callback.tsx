// The page to which the browser comes back after a login through a provider.

import { isClientError } from "matricula";
import { useEffect, useState } from "react";

import { ErrorMessage } from "../components/ErrorMessage.tsx";
import { Page } from "../components/Page.tsx";
import { explain } from "../i18n/explain.ts";
import { useStrings } from "../i18n/index.ts";
import { go, success } from "../router.ts";
import { session } from "./session.ts";

export function Callback() {
  const t = useStrings();
  const [failure, setFailure] = useState<unknown>();
  useEffect(() => {
    let shown = true;
    session.handleCallback().then(
      ({ returnTo }) => shown && go(returnTo ?? "/account", { notice: success(t.login.done), replace: true }),
      (error: unknown) => {
        if (!shown) return;
        // The page was opened without a login, for example from a bookmark.
        if (isClientError(error) && error.code === "not_a_callback") go("/login", { replace: true });
        else setFailure(error);
      },
    );
    return () => {
      shown = false;
    };
    // `t` is not in this list: the login is handled only once, even if the language changes.
  }, []);
  return (
    <Page title={failure === undefined ? t.callback.title : t.login.title}>
      {failure === undefined ? <p role="status">{t.waiting}</p> : <ErrorMessage>{explain(t, failure)}</ErrorMessage>}
      <p className="aside">
        <a href="#/login">{t.login.to}</a>
      </p>
    </Page>
  );
}
