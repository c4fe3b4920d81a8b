// The page of a signed-in user: the user's data and registrations, two-step login, a new password, the buttons to log
// out, and the session.

import type { Registration, SignedIn as State, User } from "matricula";
import { type ComponentProps, Fragment, useEffect, useRef } from "react";

import { Form } from "../components/Form.tsx";
import { Loaded, useLoad } from "../components/Loaded.tsx";
import { Page } from "../components/Page.tsx";
import { Password } from "../components/Password.tsx";
import { SessionCard } from "../components/SessionCard.tsx";
import { SignedIn } from "../components/SignedIn.tsx";
import { SignOutButton } from "../components/SignOutButton.tsx";
import { StepHeading } from "../components/StepHeading.tsx";
import { about } from "../i18n/explain.ts";
import { useStrings } from "../i18n/index.ts";
import type { PageProps } from "../pages.ts";
import { go, notify, success } from "../router.ts";
import { client, clientOf, ownGate, sessionOf } from "./api.ts";
import { Applications, type KnownApplication } from "./applications.tsx";
import { Facts } from "./Facts.tsx";
import { NewPasswordField } from "./NewPassword.tsx";
import { loginOf, profileOf, START } from "./paths.ts";
import { RegistrationFacts } from "./RegistrationFacts.tsx";
import { TwoStep } from "./twostep/TwoStep.tsx";
import { TrustStep, useTrust } from "./twostep/trust.tsx";

export function Profile({ parameter: id }: PageProps) {
  const { session, happened } = sessionOf(id);
  return (
    <SignedIn key={id} session={session} login={loginOf(id)}>
      {(state) => <Own id={id} state={state} session={session} happened={happened} />}
    </SignedIn>
  );
}

function Own({ id, ...live }: { id: string } & ComponentProps<typeof SessionCard>) {
  const t = useStrings();
  const [user, reload] = useLoad(async (signal) => (await clientOf(id).findUser({}, { signal })).user);
  return (
    <Page title={t.fusionauth.profile.title} wide>
      <div className="halves">
        <div>
          <Applications>
            {(applications) => (
              <Loaded load={user} reload={reload}>
                {(user) => <About id={id} user={user} applications={applications} state={live.state} reload={reload} />}
              </Loaded>
            )}
          </Applications>
        </div>
        <div>
          <SignOut session={live.session} />
          <SessionCard {...live} />
        </div>
      </div>
    </Page>
  );
}

interface AboutProps {
  id: string;
  user: User;
  applications: KnownApplication[];
  state: State;
  reload: () => void;
}

function About({ id, user, applications, state, reload }: AboutProps) {
  const t = useStrings();
  const words = t.fusionauth.profile;
  const application = applications.find((application) => application.id === id);
  const registration = user.registrations?.find(({ applicationId }) => applicationId === id);
  return (
    <>
      <section>
        <h2>{words.you}</h2>
        <Facts
          facts={[
            [t.account.email, user.email],
            [t.account.name, user.username],
            [t.fusionauth.fullName, user.fullName ?? [user.firstName, user.lastName].filter(Boolean).join(" ")],
            [t.fusionauth.emailVerified, user.email && (user.verified ? t.yes : t.no)],
            [t.fusionauth.phone.label, user.phoneNumber],
          ]}
        />
      </section>
      <section>
        <h2>{application?.name ?? id}</h2>
        {registration ? <RegistrationFacts registration={registration} /> : <p>{words.gone}</p>}
        <p className="hint">{words.token(rolesOf(state).join(", ") || t.fusionauth.registration.noRoles)}</p>
      </section>
      <Others
        registrations={user.registrations?.filter(({ applicationId }) => applicationId !== id) ?? []}
        applications={applications}
      />
      {application && <TwoStep application={application} user={user} reload={reload} />}
      {application && <ChangePassword application={application} user={user} />}
    </>
  );
}

/** Reads the roles without verification of the token. A server that protects data with roles must verify the token. */
function rolesOf({ claims }: State): string[] {
  const roles = claims?.["roles"];
  return Array.isArray(roles) ? roles.map(String) : [];
}

function Others({ registrations, applications }: { registrations: Registration[]; applications: KnownApplication[] }) {
  const t = useStrings().fusionauth.profile;
  if (registrations.length === 0) return null;
  return (
    <section>
      <h2>{t.others}</h2>
      <ul>
        {registrations.map(({ applicationId }) => (
          <li key={applicationId}>
            <a href={`#${profileOf(applicationId)}`}>
              {applications.find(({ id }) => id === applicationId)?.name ?? applicationId}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

type Name = "currentPassword" | "password";

function ChangePassword({ application: { id, tenantId }, user }: { application: KnownApplication; user: User }) {
  const t = useStrings();
  const { session } = sessionOf(id);
  const { make, asked, failed, cancel } = useTrust(() => ownGate(id));
  const heading = useRef<HTMLHeadingElement>(null);
  const began = useRef(false);
  useEffect(() => {
    // After the second step, the focus returns to the heading of the section. If a field has an error, the form then
    // moves the focus to this field.
    if (!asked && began.current) heading.current?.focus();
    began.current = asked !== undefined;
  }, [asked]);
  const loginId = user.email ?? user.username ?? user.phoneNumber ?? "";
  const change = ({ currentPassword, password }: Record<Name, string>) =>
    make(async ({ trustToken }) => {
      const request = { currentPassword, password, ...(trustToken && { trustToken }) };
      const changed = session.call((token) => client.changePasswordUsingJwt(token, request));
      await changed.catch(about("currentPassword", "invalid_credentials"));
      // The change has revoked all refresh tokens of the user. A login with the one-time password of the answer would
      // return no refresh token, so the app logs in with the new password.
      const login = { loginId, loginIdTypes: ["email", "username", "phoneNumber"], password, applicationId: id };
      const outcome = await session.signIn(login).catch(() => null);
      if (outcome?.status === "signed_in") notify(success(t.account.passwordDone));
      else go(loginOf(id), { notice: success(t.account.passwordDone) });
    });
  return (
    <section>
      <h2 ref={heading} tabIndex={-1}>
        {t.account.changePassword}
      </h2>
      {asked ? (
        <TrustStep
          asked={asked}
          cancel={cancel}
          frame={(title, contents) => (
            <Fragment key={title}>
              <StepHeading>{title}</StepHeading>
              {contents}
              <p className="ways">
                <button type="button" className="quiet" onClick={() => cancel()}>
                  {t.fusionauth.twoStep.cancel}
                </button>
              </p>
            </Fragment>
          )}
        />
      ) : (
        <Form<Name> submit={change} button={t.account.submitPassword} failed={failed} quiet>
          <Password name="currentPassword" label={t.account.oldPassword} />
          <NewPasswordField tenantId={tenantId} name="password" label={t.account.newPassword} />
        </Form>
      )}
    </section>
  );
}

function SignOut({ session }: Pick<ComponentProps<typeof SessionCard>, "session">) {
  const t = useStrings();
  return (
    <section>
      <p className="links">
        <SignOutButton session={session} />
        <SignOutButton session={session} everywhere />
      </p>
      <p className="hint">
        {t.fusionauth.profile.signOutNote} <a href={`#${START}`}>{t.fusionauth.another}</a>
      </p>
    </section>
  );
}
