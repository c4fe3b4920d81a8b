// The start page: links to the parts for both vendors.

import { Page } from "./components/Page.tsx";
import { useStrings } from "./i18n/index.ts";

export function Home() {
  const t = useStrings();
  return (
    <Page title={t.home.title}>
      <p>{t.home.about}</p>
      <section>
        <h2>Fusio</h2>
        <p>{t.home.fusio}</p>
        <p className="links">
          <a className="button" href="#/signup">
            {t.login.signUp}
          </a>{" "}
          <a className="button quiet" href="#/login">
            {t.login.title}
          </a>
        </p>
      </section>
      <section>
        <h2>FusionAuth</h2>
        <p>{t.home.fusionauth}</p>
        <p className="links">
          <a className="button" href="#/fusionauth">
            {t.fusionauth.title}
          </a>
        </p>
      </section>
    </Page>
  );
}
