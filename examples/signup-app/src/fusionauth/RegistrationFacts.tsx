// The data of a registration, for its user and for operators.

import type { Registration } from "matricula";

import { useLanguage, useStrings } from "../i18n/index.ts";
import { Facts } from "./Facts.tsx";

export function RegistrationFacts({ registration }: { registration: Registration }) {
  const t = useStrings();
  const language = useLanguage();
  const words = t.fusionauth.registration;
  const {
    username,
    roles = [],
    preferredLanguages = [],
    timezone,
    verified,
    insertInstant,
    lastLoginInstant,
    data = {},
  } = registration;
  const when = (instant?: number) =>
    instant && new Date(instant).toLocaleString(language, { dateStyle: "medium", timeStyle: "short" });
  return (
    <Facts
      facts={[
        [words.verified, verified ? t.yes : t.no],
        [words.roles, roles.length > 0 ? roles.join(", ") : words.noRoles],
        [words.username, username],
        [words.preferredLanguages, preferredLanguages.join(", ")],
        [words.timezone, timezone],
        [words.since, when(insertInstant)],
        [words.lastLogin, when(lastLoginInstant)],
        [
          words.data,
          Object.keys(data).length > 0 && (
            <pre key="data" tabIndex={0}>
              {JSON.stringify(data, null, 2)}
            </pre>
          ),
        ],
      ]}
    />
  );
}
