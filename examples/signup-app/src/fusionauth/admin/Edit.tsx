// Changes a registration with PATCH, replaces it with PUT, or creates a new one.

import type { Registration, User } from "matricula";
import { useState } from "react";

import { Form } from "../../components/Form.tsx";
import { useLoad } from "../../components/Loaded.tsx";
import { useStrings } from "../../i18n/index.ts";
import type { PageProps } from "../../pages.ts";
import { go, success } from "../../router.ts";
import { operator } from "../api.ts";
import type { KnownApplication } from "../applications.tsx";
import { draftOf, patchBody, putBody } from "../draft.ts";
import { readData } from "../json.ts";
import { userOf } from "../paths.ts";
import { Bodies } from "./Bodies.tsx";
import { OperatorPage, operators } from "./Operator.tsx";
import { RegistrationFields, readDraft } from "./RegistrationFields.tsx";
import { loadUser, nameOf } from "./UserPage.tsx";

export const Edit = operators(({ parameter }: PageProps) => {
  const t = useStrings().fusionauth.admin;
  const [userId = "", applicationId] = parameter.split(".");
  const [load, reload] = useLoad(async (signal) => {
    const { user, applications } = await loadUser(userId, signal);
    const application = applications.find(({ id }) => id === applicationId);
    return {
      user,
      application,
      registration: user.registrations?.find((registration) => registration.applicationId === applicationId),
    };
  }, parameter);
  const title = load.status === "loaded" && !load.value.registration ? t.newTitle : t.editTitle;
  return (
    <OperatorPage title={title} load={load} reload={reload} wide>
      {({ user, application, registration }) =>
        application ? (
          <>
            <p className="hint">
              <a href={`#${userOf(userId)}`}>{nameOf(user)}</a>, {application.name}
            </p>
            {registration ? (
              <Change user={user} application={application} before={registration} />
            ) : (
              <Create user={user} application={application} />
            )}
          </>
        ) : (
          <p className="empty">{t.noApplication}</p>
        )
      }
    </OperatorPage>
  );
});

/** The parsed `data`. It is valid, because the form is not sent with invalid data. */
function dataOf(text: string): Record<string, unknown> {
  const reading = readData(text);
  return "data" in reading ? reading.data : {};
}

interface EditProps {
  user: User;
  application: KnownApplication;
}

function Change({ user: { id = "" }, application, before }: EditProps & { before: Registration }) {
  const t = useStrings().fusionauth.admin;
  const initial = draftOf(before);
  const [draft, setDraft] = useState(initial);

  async function send({ method }: Record<"method", string>, form: FormData) {
    const draft = readDraft(form);
    const data = dataOf(draft.data);
    await (method === "put"
      ? operator().updateRegistration(id, putBody(application.id, draft, data))
      : operator().mergePatchRegistration(id, patchBody(before, draft, data)));
    go(userOf(id), { notice: success(t.saved) });
  }
  return (
    <Form<"method"> submit={send} button={t.save}>
      <RegistrationFields application={application} initial={initial} changed={setDraft} />
      <Bodies userId={id} before={before} draft={draft} />
    </Form>
  );
}

function Create({ user: { id = "" }, application }: EditProps) {
  const t = useStrings().fusionauth.admin;
  async function send(_: Record<string, string>, form: FormData) {
    const draft = readDraft(form);
    await operator().register(id, putBody(application.id, draft, dataOf(draft.data)));
    go(userOf(id), { notice: success(t.made) });
  }
  return (
    <Form submit={send} button={t.make}>
      <RegistrationFields application={application} initial={draftOf()} changed={() => {}} />
    </Form>
  );
}
