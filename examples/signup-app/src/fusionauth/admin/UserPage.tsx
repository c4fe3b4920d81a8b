// A user and its registrations, with the actions of an operator.

import type { Registration, User } from "matricula";
import { useEffect, useRef, useState } from "react";

import { Form } from "../../components/Form.tsx";
import { useLoad } from "../../components/Loaded.tsx";
import { useStrings } from "../../i18n/index.ts";
import type { PageProps } from "../../pages.ts";
import { notify, success } from "../../router.ts";
import { client, operator } from "../api.ts";
import { type KnownApplication, known } from "../applications.tsx";
import { undoBody } from "../draft.ts";
import { Facts } from "../Facts.tsx";
import { registrationOf } from "../paths.ts";
import { RegistrationFacts } from "../RegistrationFacts.tsx";
import { OperatorPage, operators } from "./Operator.tsx";

/** A user, and the active applications of the user's tenant. */
export async function loadUser(userId: string, signal: AbortSignal) {
  const [{ user }, { applications }] = await Promise.all([
    operator().retrieveUser(userId, { signal }),
    operator().retrieveApplications({ signal }),
  ]);
  return { user, applications: known(applications).filter(({ tenantId }) => tenantId === user.tenantId) };
}

export const nameOf = ({ fullName, firstName, lastName, email, username, id }: User): string =>
  fullName || [firstName, lastName].filter(Boolean).join(" ") || email || username || id || "";

export const UserPage = operators(({ parameter: userId }: PageProps) => {
  const t = useStrings();
  const words = t.fusionauth.admin;
  const [load, reload] = useLoad((signal) => loadUser(userId, signal), userId);
  // This state is here and not in `Registrations`, which disappears if the user cannot be loaded again.
  const [deleted, setDeleted] = useState<Deletion | null>(null);
  return (
    <OperatorPage
      title={load.status === "loaded" ? nameOf(load.value.user) : words.user}
      load={load}
      reload={reload}
      wide
    >
      {({ user, applications }) => (
        <>
          <Facts
            facts={[
              [t.account.email, user.email],
              [t.account.name, user.username],
              [t.fusionauth.emailVerified, user.verified ? t.yes : t.no],
              [words.active, user.active ? t.yes : t.no],
              [words.userId, <code key="id">{user.id}</code>],
            ]}
          />
          <Registrations
            user={user}
            applications={applications}
            reload={reload}
            deleted={deleted?.userId === userId ? deleted.registration : null}
            setDeleted={(registration) => setDeleted(registration && { userId, registration })}
          />
        </>
      )}
    </OperatorPage>
  );
});

interface Deletion {
  userId: string;
  registration: Registration;
}

interface RegistrationsProps {
  user: User;
  applications: KnownApplication[];
  reload: () => void;
  /** The last deleted registration, which can be restored. */
  deleted: Registration | null;
  setDeleted: (deleted: Registration | null) => void;
}

function Registrations({ user, applications, reload, deleted, setDeleted }: RegistrationsProps) {
  const t = useStrings().fusionauth.admin;
  const heading = useRef<HTMLHeadingElement>(null);
  const registrations = user.registrations ?? [];
  const others = applications.filter(({ id }) => !registrations.some(({ applicationId }) => applicationId === id));
  const nameOfApplication = (applicationId: string) =>
    applications.find(({ id }) => id === applicationId)?.name ?? applicationId;

  async function remove(registration: Registration) {
    await operator().deleteRegistration(user.id ?? "", registration.applicationId);
    setDeleted(registration);
    reload();
  }
  async function undo(registration: Registration) {
    await operator().register(user.id ?? "", undoBody(registration));
    setDeleted(null);
    done(t.restored(nameOfApplication(registration.applicationId)));
  }
  /** Shows a message and loads the user again. The pressed button disappears, so the focus moves to the heading. */
  function done(text: string) {
    notify(success(text));
    reload();
    heading.current?.focus();
  }
  return (
    <section>
      <h2 ref={heading} tabIndex={-1}>
        {t.registrations}
      </h2>
      {deleted && (
        <Deleted
          key={deleted.applicationId}
          name={nameOfApplication(deleted.applicationId)}
          undo={() => undo(deleted)}
        />
      )}
      {registrations.length === 0 && <p className="empty">{t.noRegistrations}</p>}
      <ul className="cards">
        {registrations.map((registration) => (
          <One
            key={registration.applicationId}
            user={user}
            registration={registration}
            application={applications.find(({ id }) => id === registration.applicationId)}
            remove={() => remove(registration)}
            verified={() => done(t.verified)}
          />
        ))}
      </ul>
      {others.length > 0 && (
        <>
          <h3>{t.registerWith}</h3>
          <ul>
            {others.map(({ id, name }) => (
              <li key={id}>
                <a href={`#${registrationOf(user.id ?? "", id)}`}>{name}</a>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

/** A notice with an undo button. The notice gets the focus, because the pressed delete button has disappeared. */
function Deleted({ name, undo }: { name: string; undo: () => Promise<void> }) {
  const t = useStrings().fusionauth.admin;
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.focus(), []);
  return (
    <div className="undo" ref={place} tabIndex={-1} role="group" aria-label={t.deleted(name)}>
      <p>{t.deleted(name)}</p>
      <p className="hint">{t.undoNote}</p>
      <Form submit={undo} button={t.undo} quiet>
        {null}
      </Form>
    </div>
  );
}

interface OneProps {
  user: User;
  registration: Registration;
  application: KnownApplication | undefined;
  remove: () => Promise<void>;
  verified: () => void;
}

function One({ user: { id = "", email }, registration, application, remove, verified }: OneProps) {
  const t = useStrings().fusionauth.admin;
  const { applicationId } = registration;
  const heading = `registration-${applicationId}`;

  async function verify() {
    // FusionAuth needs an id to verify a registration. An operator can get this id without sending a mail.
    const { verificationId = "", oneTimeCode } = await operator().resendRegistrationVerification({
      applicationId,
      email: email ?? "",
      sendVerifyRegistrationEmail: false,
    });
    await client.verifyUserRegistration({ verificationId, ...(oneTimeCode && { oneTimeCode }) });
    verified();
  }
  async function resend() {
    await operator().resendRegistrationVerification({ applicationId, email: email ?? "" });
    notify(success(t.resent(email ?? "")));
  }
  return (
    <li className="card" aria-labelledby={heading}>
      <h3 id={heading}>{application?.name ?? applicationId}</h3>
      <RegistrationFacts registration={registration} />
      <div className="links">
        <a className="button quiet" href={`#${registrationOf(id, applicationId)}`} aria-describedby={heading}>
          {t.edit}
        </a>
        {!registration.verified && email && application?.verifyRegistration && (
          <>
            <Form submit={verify} button={t.verify} quiet>
              {null}
            </Form>
            <Form submit={resend} button={t.resend} quiet>
              {null}
            </Form>
          </>
        )}
        <Form submit={remove} button={t.remove} danger>
          {null}
        </Form>
      </div>
    </li>
  );
}
