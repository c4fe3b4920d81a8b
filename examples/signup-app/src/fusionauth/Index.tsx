// The FusionAuth half: what there is.

import { Page } from "../components/Page.tsx";
import { useStrings } from "../i18n/index.ts";

export function Index() {
  const t = useStrings();
  return (
    <Page title={t.fusionauth.title}>
      <p>{t.home.fusionauth}</p>
    </Page>
  );
}
