// The PUT and PATCH requests side by side: their bodies, and their effects on the members of the registration.

import type { Registration } from "matricula";

import { useStrings } from "../../i18n/index.ts";
import { type Draft, effects, type MemberEffects, patchBody, putBody } from "../draft.ts";
import { readData } from "../json.ts";

export type Method = "patch" | "put";

interface BodiesProps {
  userId: string;
  before: Registration;
  draft: Draft;
}

export function Bodies({ userId, before, draft }: BodiesProps) {
  const t = useStrings().fusionauth.bodies;
  const reading = readData(draft.data);
  const bodies =
    "fault" in reading
      ? undefined
      : {
          put: putBody(before.applicationId, draft, reading.data),
          patch: patchBody(before, draft, reading.data),
        };
  const path = `/api/user/registration/${userId}/${before.applicationId}`;
  return (
    <fieldset className="bodies">
      <legend>{t.legend}</legend>
      <div className="columns">
        <Choice
          method="patch"
          request={`PATCH ${path}`}
          type="application/merge-patch+json"
          body={bodies?.patch}
          initial
        />
        <Choice method="put" request={`PUT ${path}`} type="application/json" body={bodies?.put} />
      </div>
      {bodies && <Effects effects={effects(before, bodies.put, bodies.patch)} />}
    </fieldset>
  );
}

interface ChoiceProps {
  method: Method;
  request: string;
  type: string;
  /** Undefined while `data` is not a JSON object. */
  body: unknown;
  initial?: boolean;
}

function Choice({ method, request, type, body, initial = false }: ChoiceProps) {
  const t = useStrings().fusionauth.bodies;
  return (
    <div className="body">
      <div className="tick">
        <input
          type="radio"
          id={`by-${method}`}
          name="method"
          value={method}
          defaultChecked={initial}
          aria-describedby={`about-${method}`}
        />
        <label htmlFor={`by-${method}`}>{t[method].title}</label>
      </div>
      <p id={`about-${method}`} className="hint">
        {t[method].about}
      </p>
      <pre tabIndex={0} role="region" aria-label={t.sends(method.toUpperCase())}>
        {body === undefined ? t.none : `${request}\nContent-Type: ${type}\n\n${JSON.stringify(body, null, 2)}`}
      </pre>
    </div>
  );
}

/** The effect of PUT and PATCH on each member of the form, and on the members that this page does not show. */
function Effects({ effects }: { effects: MemberEffects[] }) {
  const { bodies: t, registration } = useStrings().fusionauth;
  const rows = [
    ...effects.map(({ member, ...by }) => ({ name: registration[member], ...by })),
    { name: t.unnamed, patch: "kept", put: "cleared" } as const,
  ];
  return (
    <table>
      <caption>{t.effects}</caption>
      <thead>
        <tr>
          <th scope="col">{t.member}</th>
          <th scope="col">PATCH</th>
          <th scope="col">PUT</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, patch, put }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td data-effect={patch}>{t.effect[patch]}</td>
            <td data-effect={put}>{t.effect[put]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
