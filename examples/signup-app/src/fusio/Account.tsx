// The user's account: its data from the server, its session, and forms to change the address and the password.

import type { Account as Data, SignedIn as State } from "matricula";

import { Field } from "../components/Field.tsx";
import { Form } from "../components/Form.tsx";
import { Loaded, useLoad } from "../components/Loaded.tsx";
import { Page } from "../components/Page.tsx";
import { Password } from "../components/Password.tsx";
import { SessionCard } from "../components/SessionCard.tsx";
import { SignedIn } from "../components/SignedIn.tsx";
import { SignOutButton } from "../components/SignOutButton.tsx";
import { useLanguage, useStrings } from "../i18n/index.ts";
import { notify, success } from "../router.ts";
import { passwordRules } from "./password.ts";
import { fusio, happened, session } from "./session.ts";

export function Account() {
  return (
    <SignedIn session={session} login="/login">
      {(state) => <Own state={state} />}
    </SignedIn>
  );
}

function Own({ state }: { state: State }) {
  const t = useStrings();
  const [load, reload] = useLoad((signal) => session.call((token) => fusio.account(token, { signal })));
  return (
    <Page title={t.account.title} wide>
      <div className="halves">
        <div>
          <Loaded load={load} reload={reload}>
            {(account) => <Profile account={account} />}
          </Loaded>
          <SignOutButton session={session} />
          <p className="hint">{t.account.signOutNote}</p>
          <SessionCard session={session} state={state} happened={happened} />
        </div>
        <div>
          <ChangeEmail done={reload} />
          <ChangePassword />
        </div>
      </div>
    </Page>
  );
}

function Profile({ account: { name, email, date } }: { account: Data }) {
  const t = useStrings();
  const day = new Intl.DateTimeFormat(useLanguage(), { dateStyle: "long" });
  return (
    <dl>
      <div>
        <dt>{t.account.name}</dt>
        <dd>{name}</dd>
      </div>
      <div>
        <dt>{t.account.email}</dt>
        <dd>{email ?? t.account.noEmail}</dd>
      </div>
      {date && (
        <div>
          <dt>{t.account.since}</dt>
          <dd>{day.format(new Date(date))}</dd>
        </div>
      )}
    </dl>
  );
}

function ChangeEmail({ done }: { done: () => void }) {
  const t = useStrings();
  return (
    <section>
      <h2>{t.account.changeEmail}</h2>
      <Form<"email">
        button={t.account.submitEmail}
        quiet
        submit={async ({ email }) => {
          await session.call((token) => fusio.updateAccount(token, { email }));
          notify(success(t.account.emailDone));
          done();
        }}
      >
        <Field name="email" label={t.account.newEmail} type="email" autoComplete="email" required />
      </Form>
    </section>
  );
}

function ChangePassword() {
  const t = useStrings();
  return (
    <section>
      <h2>{t.account.changePassword}</h2>
      <Form<"oldPassword" | "newPassword" | "verifyPassword">
        button={t.account.submitPassword}
        quiet
        submit={async ({ oldPassword, newPassword, verifyPassword }) => {
          await session.call((token) => fusio.changePassword(token, { oldPassword, newPassword, verifyPassword }));
          notify(success(t.account.passwordDone));
        }}
      >
        <Password name="oldPassword" label={t.account.oldPassword} />
        <Password name="newPassword" label={t.account.newPassword} rules={passwordRules(t)} />
        <Password name="verifyPassword" label={t.account.verifyPassword} autoComplete="new-password" />
      </Form>
    </section>
  );
}
