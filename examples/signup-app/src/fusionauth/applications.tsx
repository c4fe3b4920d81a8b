// The applications of the FusionAuth server. The gate (`server/gate.mjs`) shows visitors only the public JSON members
// of an application.

import type { Application } from "matricula";
import type { ReactNode } from "react";

import { Loaded, useLoad } from "../components/Loaded.tsx";
import { useStrings } from "../i18n/index.ts";
import { visitor } from "./api.ts";
import { START } from "./paths.ts";

export interface KnownApplication extends Application {
  id: string;
  name: string;
  tenantId: string;
}

/** Whether users can register themselves with the application. */
export const isOpen = ({ registrationConfiguration }: Application) => registrationConfiguration?.["enabled"] === true;

/** Whether users sign up and log in with a phone number. */
export const isByPhone = ({ registrationConfiguration }: Application) =>
  registrationConfiguration?.["loginIdType"] === "phoneNumber";

/**
 * Whether a sign-up verifies the address or the number before it creates the user. This is a setting of this app, not
 * of FusionAuth.
 */
export const verifiesFirst = ({ data }: Application) => data?.["verifyFirst"] === true;

/** Whether a login without a password sends a code to type in, instead of a link. The gate decides in the same way. */
export function sendsCode(application: Application): boolean {
  const { emailLoginStrategy, phoneLoginStrategy } = application.passwordlessConfiguration ?? {};
  const strategy = isByPhone(application) ? (phoneLoginStrategy ?? "FormField") : emailLoginStrategy;
  return strategy === "FormField";
}

/** The active applications with an id, a name and a tenant, sorted by name. */
export function known(applications: readonly Application[] = []): KnownApplication[] {
  const complete = applications.filter((application): application is KnownApplication => {
    return (
      application.id !== undefined &&
      application.name !== undefined &&
      application.tenantId !== undefined &&
      application.active !== false
    );
  });
  return complete.sort((one, other) => one.name.localeCompare(other.name));
}

const load = async (signal: AbortSignal) => known((await visitor().retrieveApplications({ signal })).applications);

/** Loads the applications, and passes them to `children`. */
export function Applications({ children }: { children: (applications: KnownApplication[]) => ReactNode }) {
  const [applications, reload] = useLoad(load);
  return (
    <Loaded load={applications} reload={reload}>
      {children}
    </Loaded>
  );
}

/** Loads one application, and passes it to `children`. */
export function ApplicationOf({
  id,
  children,
}: {
  id: string;
  children: (application: KnownApplication) => ReactNode;
}) {
  const t = useStrings().fusionauth;
  return (
    <Applications>
      {(applications) => {
        const found = applications.find((application) => application.id === id);
        return found ? (
          children(found)
        ) : (
          <p>
            {t.noApplication} <a href={`#${START}`}>{t.choose}</a>
          </p>
        );
      }}
    </Applications>
  );
}
