// Login with a password or through a provider. With a password, the user can limit the permissions of the login.

import { useEffect } from "react";

import { Checkbox, Field } from "../components/Field.tsx";
import { Form } from "../components/Form.tsx";
import { Page } from "../components/Page.tsx";
import { Password } from "../components/Password.tsx";
import { useStrings } from "../i18n/index.ts";
import { go, success, useRoute } from "../router.ts";
import { useStore } from "../store.ts";
import { Providers } from "./Providers.tsx";
import { session } from "./session.ts";

/** The permissions that the user can choose. Your own app does not let the user choose: it asks for what it needs. */
const SCOPES = ["authorization", "consumer.account", "consumer.scope"];

export function Login() {
  const t = useStrings();
  const { state } = useRoute();
  const returnTo = typeof state === "string" ? state : "/account";
  const signedIn = useStore(session.state).status === "signed_in";
  useEffect(() => {
    // The user is signed in: with this form, in another tab, or since an earlier visit.
    if (signedIn) go(returnTo, { notice: success(t.login.done), replace: true });
  }, [signedIn]);
  return (
    <Page title={t.login.title}>
      <Form<"username" | "password">
        button={t.login.submit}
        submit={async ({ username, password }, data) => {
          const scopes = data.getAll("scopes").map(String);
          await session.signIn({ username, password, ...(scopes.length > 0 && { scopes }) });
        }}
      >
        <Field
          name="username"
          label={t.login.username}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
        />
        <Password name="password" label={t.login.password} />
        <details>
          <summary>{t.login.scopes}</summary>
          <fieldset>
            <legend>{t.login.scopesHint}</legend>
            {SCOPES.map((scope) => (
              <Checkbox key={scope} name="scopes" value={scope} label={<code>{scope}</code>} />
            ))}
          </fieldset>
        </details>
      </Form>
      <Providers returnTo={returnTo} />
      <p className="aside">
        <a href="#/forgot">{t.login.forgot}</a> <a href="#/signup">{t.login.signUp}</a>
      </p>
    </Page>
  );
}
