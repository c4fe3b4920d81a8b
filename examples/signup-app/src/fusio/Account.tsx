// The account of whoever is logged in: what the server knows, and what can be changed.

import type { Account as Data, SignedIn as State } from "matricula";

import { Field } from "../components/Field.tsx";
import { Form } from "../components/Form.tsx";
import { Loaded, useLoad } from "../components/Loaded.tsx";
import { Page } from "../components/Page.tsx";
import { Password } from "../components/Password.tsx";
import { SessionCard } from "../components/SessionCard.tsx";
import { SignedIn } from "../components/SignedIn.tsx";
import { useLanguage, useStrings } from "../i18n/index.ts";
import { tell } from "../router.ts";
import { passwordRules } from "./password.ts";
import { fusio, happened, session } from "./session.ts";

export function Account() {
  return <SignedIn session={session} login="/login">{(state) => <Own state={state} />}</SignedIn>;
}

function Own({ state }: { state: State }) {
  const t = useStrings();
  const [load, reload] = useLoad((signal) => session.call((token) => fusio.account(token, { signal })));
  return (
    <Page title={t.account.title}>
      <Loaded load={load} reload={reload}>{(account) => <Profile account={account} />}</Loaded>
      <ChangeEmail done={reload} />
      <ChangePassword />
      <SessionCard session={session} state={state} happened={happened} />
      <Permissions />
      <section>
        <button type="button" onClick={() => void session.signOut()}>{t.account.signOut}</button>
        <p className="hint">{t.account.signOutNote}</p>
      </section>
    </Page>
  );
}

function Profile({ account: { name, email, date } }: { account: Data }) {
  const t = useStrings();
  const day = new Intl.DateTimeFormat(useLanguage(), { dateStyle: "long" });
  return (
    <dl>
      <div><dt>{t.account.name}</dt><dd>{name}</dd></div>
      <div><dt>{t.account.email}</dt><dd>{email ?? t.account.noEmail}</dd></div>
      {date && <div><dt>{t.account.since}</dt><dd>{day.format(new Date(date))}</dd></div>}
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
          tell(t.account.emailDone);
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
          tell(t.account.passwordDone);
        }}
      >
        <Password name="oldPassword" label={t.account.oldPassword} />
        <Password name="newPassword" errors="password" label={t.account.newPassword} rules={passwordRules(t)} />
        <Password name="verifyPassword" label={t.account.verifyPassword} autoComplete="new-password" />
      </Form>
    </section>
  );
}

function Permissions() {
  const t = useStrings();
  const [load, reload] = useLoad((signal) => session.call((token) => fusio.scopes(token, { signal })));
  return (
    <section>
      <h2>{t.account.permissions}</h2>
      <Loaded load={load} reload={reload}>
        {({ entry = [] }) =>
          entry.length === 0 ? (
            <p>{t.account.noPermissions}</p>
          ) : (
            <ul className="permissions">
              {entry.map(({ id, name, description }) => <li key={id}><code>{name}</code> {description}</li>)}
            </ul>
          )
        }
      </Loaded>
    </section>
  );
}
