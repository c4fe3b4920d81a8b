// The page with the terms of use. Write your own terms into `terms.text` in the files of `src/i18n/`.

import { Page } from "../components/Page.tsx";
import { useStrings } from "../i18n/index.ts";

export function Terms() {
  const t = useStrings();
  return (
    <Page title={t.terms.title}>
      <p>{t.terms.text}</p>
      <p className="aside">
        <a href="#/signup">{t.signUp.title}</a>
      </p>
    </Page>
  );
}
