// Creates a user and its first registration in one call. The user sets the password with a link in a mail.

import { useState } from "react";

import { Choices, Field, Select } from "../../components/Field.tsx";
import { Form } from "../../components/Form.tsx";
import { useLoad } from "../../components/Loaded.tsx";
import { useStrings } from "../../i18n/index.ts";
import type { PageProps } from "../../pages.ts";
import { go, success } from "../../router.ts";
import { operator } from "../api.ts";
import { type KnownApplication, known } from "../applications.tsx";
import { userOf } from "../paths.ts";
import { OperatorPage, operators } from "./Operator.tsx";

type Name = "email" | "username" | "firstName" | "lastName" | "applicationId";

export const NewUser = operators(({ parameter: tenantId }: PageProps) => {
  const t = useStrings().fusionauth.admin;
  const [load, reload] = useLoad(async (signal) => {
    const { applications } = await operator().retrieveApplications({ signal });
    return known(applications).filter((application) => application.tenantId === tenantId);
  }, tenantId);
  return (
    <OperatorPage title={t.makeUser} load={load} reload={reload}>
      {(applications) =>
        applications.length === 0 ? (
          <p className="empty">{t.noApplication}</p>
        ) : (
          <Make tenantId={tenantId} applications={applications} />
        )
      }
    </OperatorPage>
  );
});

function Make({ tenantId, applications }: { tenantId: string; applications: KnownApplication[] }) {
  const t = useStrings();
  const words = t.fusionauth.admin;
  const [applicationId, choose] = useState(applications[0]?.id ?? "");
  const roles = applications.find(({ id }) => id === applicationId)?.roles ?? [];

  async function make({ applicationId, email, ...names }: Record<Name, string>, form: FormData) {
    const chosen = form.getAll("roles").map(String);
    const given = (["username", "firstName", "lastName"] as const).filter((name) => names[name]);
    const { user } = await operator()
      .forTenant(tenantId)
      .createAndRegister(null, {
        user: { email, ...Object.fromEntries(given.map((name) => [name, names[name]])) },
        registration: { applicationId, ...(chosen.length > 0 && { roles: chosen }) },
        sendSetPasswordEmail: true,
      });
    go(userOf(user?.id ?? ""), { notice: success(words.madeUser(email)) });
  }
  const optional = (label: string) => `${label} (${t.optional})`;
  return (
    <Form<Name> submit={make} button={words.makeUser}>
      <p>{words.makeUserNote}</p>
      <Field name="email" errors="user.email" type="email" label={t.account.email} autoComplete="off" required />
      <Field
        name="username"
        errors="user.username"
        label={optional(t.account.name)}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
      />
      <Field name="firstName" errors="user.firstName" label={optional(t.fusionauth.firstName)} autoComplete="off" />
      <Field name="lastName" errors="user.lastName" label={optional(t.fusionauth.lastName)} autoComplete="off" />
      <Select
        name="applicationId"
        errors="registration.applicationId"
        label={words.application}
        value={applicationId}
        onChange={({ target }) => choose(target.value)}
      >
        {applications.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
      <Choices
        key={applicationId}
        name="roles"
        errors="registration.roles"
        label={t.fusionauth.registration.roles}
        hint={t.fusionauth.registration.rolesHint}
        options={roles.map(({ name, description }) => ({ value: name, label: name, hint: description }))}
        initial={[]}
      />
    </Form>
  );
}
