// Searches a tenant for a user by e-mail address or user name.

import { isClientError } from "matricula";
import { useState } from "react";

import { Field, Select } from "../../components/Field.tsx";
import { Form } from "../../components/Form.tsx";
import { useLoad } from "../../components/Loaded.tsx";
import { useStrings } from "../../i18n/index.ts";
import { go } from "../../router.ts";
import { operatorApplication } from "../../settings.ts";
import { operator } from "../api.ts";
import { newUserIn, profileOf, userOf } from "../paths.ts";
import { OperatorPage, operators } from "./Operator.tsx";

type Name = "tenantId" | "loginId";

export const Search = operators(() => {
  const t = useStrings().fusionauth.admin;
  const [tenants, reload] = useLoad(async (signal) => (await operator().retrieveTenants({ signal })).tenants ?? []);
  /** The last search: the fields show it again. */
  const [last, setLast] = useState<Record<Name, string> | null>(null);
  const [nobody, setNobody] = useState(false);

  async function search({ tenantId, loginId }: Record<Name, string>) {
    setLast({ tenantId, loginId });
    setNobody(false);
    try {
      const { user } = await operator().forTenant(tenantId).findUser({ loginId });
      go(userOf(user.id ?? ""));
    } catch (error) {
      if (!isClientError(error) || error.kind !== "not_found") throw error;
      setNobody(true);
    }
  }
  return (
    <OperatorPage
      title={t.title}
      load={tenants}
      reload={reload}
      aside={<a href={`#${profileOf(operatorApplication)}`}>{t.profile}</a>}
    >
      {(tenants) => (
        <>
          <p>{t.about}</p>
          <Form<Name> submit={search} button={t.search}>
            <Select name="tenantId" label={t.tenant} key={last?.tenantId} defaultValue={last?.tenantId}>
              {tenants.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
            <Field
              name="loginId"
              label={t.loginId}
              hint={t.loginIdHint}
              defaultValue={last?.loginId}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              required
            />
          </Form>
          <div role="status">
            {nobody && last && (
              <p className="empty">
                {t.nobody(last.loginId)} <a href={`#${newUserIn(last.tenantId)}`}>{t.makeUser}</a>
              </p>
            )}
          </div>
        </>
      )}
    </OperatorPage>
  );
});
