// The page that opens from the link in the mail after a sign-up. It confirms the account.

import { isClientError } from "matricula";

import { ErrorMessage } from "../components/ErrorMessage.tsx";
import { Loaded, useLoad } from "../components/Loaded.tsx";
import { Page } from "../components/Page.tsx";
import { useStrings } from "../i18n/index.ts";
import { once } from "../once.ts";
import type { PageProps } from "../pages.ts";
import { useSecret } from "../router.ts";
import { fusio } from "./session.ts";

/** A token works only once, so the page must not send the token again after a success. */
const activate = once((token: string) => fusio.activate({ token }));

export function Activate({ parameter }: PageProps) {
  const t = useStrings();
  const token = useSecret(parameter, "/activate");
  return (
    <Page title={t.activate.title}>
      {token ? <Activated token={token} /> : <p>{t.activate.noToken}</p>}
      <p className="aside">
        <a href="#/login">{t.login.to}</a>
      </p>
    </Page>
  );
}

function Activated({ token }: { token: string }) {
  const t = useStrings();
  const [load, reload] = useLoad(() => activate(token), token);
  if (load.status === "failed" && isClientError(load.error) && load.error.kind === "invalid_token")
    return <ErrorMessage>{t.activate.used}</ErrorMessage>;
  return (
    <Loaded load={load} reload={reload}>
      {() => <p role="status">{t.activate.done}</p>}
    </Loaded>
  );
}
