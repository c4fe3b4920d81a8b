// The list of applications. Each application has a link to the login, or to the profile if the user is logged in. If
// users can register themselves, there is also a link to the sign-up.

import { Page } from "../components/Page.tsx";
import { useStrings } from "../i18n/index.ts";
import { useStore } from "../store.ts";
import { sessionOf } from "./api.ts";
import { Applications, isOpen, type KnownApplication } from "./applications.tsx";
import { ADMIN, loginOf, profileOf, signUpOf } from "./paths.ts";

export function Index() {
  const t = useStrings().fusionauth.start;
  return (
    <Page title={t.title}>
      <p>{t.about}</p>
      <Applications>
        {(applications) =>
          applications.length === 0 ? (
            <p className="empty">{t.none}</p>
          ) : (
            <ul className="cards">
              {applications.map((application) => (
                <Choice key={application.id} application={application} />
              ))}
            </ul>
          )
        }
      </Applications>
      <p className="aside">
        <a href={`#${ADMIN}`}>{t.admin}</a>
      </p>
    </Page>
  );
}

function Choice({ application }: { application: KnownApplication }) {
  const t = useStrings().fusionauth.start;
  const { status } = useStore(sessionOf(application.id).session.state);
  const { id, name } = application;
  return (
    <li className="card">
      <h2 id={`application-${id}`}>{name}</h2>
      <p className="hint">{isOpen(application) ? t.open : t.closed}</p>
      <p className="links">
        {status === "signed_in" ? (
          <a href={`#${profileOf(id)}`} aria-describedby={`application-${id}`}>
            {t.profile}
          </a>
        ) : (
          <a href={`#${loginOf(id)}`} aria-describedby={`application-${id}`}>
            {t.logIn}
          </a>
        )}
        {isOpen(application) && (
          <a href={`#${signUpOf(id)}`} aria-describedby={`application-${id}`}>
            {t.signUp}
          </a>
        )}
      </p>
    </li>
  );
}
