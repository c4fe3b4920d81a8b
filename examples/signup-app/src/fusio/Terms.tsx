// The terms of use: write your own here.

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
