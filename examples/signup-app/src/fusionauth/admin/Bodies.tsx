// PUT and PATCH side by side: what each would send, and what that does to each member.

import type { Registration } from "matricula";

import { useStrings } from "../../i18n/index.ts";
import { effects, patchBody, putBody, type Draft } from "../draft.ts";
import { readData } from "../json.ts";
import { faultOf } from "./RegistrationFields.tsx";

export type Method = "patch" | "put";

interface BodiesProps {
  userId: string;
  before: Registration;
  draft: Draft;
}

export function Bodies({ userId, before, draft }: BodiesProps) {
  const t = useStrings();
  const words = t.fusionauth.bodies;
  const reading = readData(draft.data);
  if ("fault" in reading) return <p className="empty">{words.none} {faultOf(t, reading)}</p>;
  const put = putBody(before.applicationId, draft, reading.data);
  const patch = patchBody(before, draft, reading.data);
  const path = `/api/user/registration/${userId}/${before.applicationId}`;
  return (
    <fieldset className="bodies">
      <legend>{words.legend}</legend>
      <div className="columns">
        <Choice method="patch" request={`PATCH ${path}`} type="application/merge-patch+json" body={patch} initial />
        <Choice method="put" request={`PUT ${path}`} type="application/json" body={put} />
      </div>
      <table>
        <caption>{words.effects}</caption>
        <thead>
          <tr><th scope="col">{words.member}</th><th scope="col">PATCH</th><th scope="col">PUT</th></tr>
        </thead>
        <tbody>
          {effects(before, put, patch).map(({ member, put, patch }) => (
            <tr key={member}>
              <th scope="row">{t.fusionauth.registration[member]}</th>
              <td data-effect={patch}>{words.effect[patch]}</td>
              <td data-effect={put}>{words.effect[put]}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">{words.unnamed}</th>
            <td data-effect="kept">{words.effect.kept}</td>
            <td data-effect="cleared">{words.effect.cleared}</td>
          </tr>
        </tbody>
      </table>
    </fieldset>
  );
}

interface ChoiceProps {
  method: Method;
  request: string;
  type: string;
  body: unknown;
  initial?: boolean;
}

function Choice({ method, request, type, body, initial = false }: ChoiceProps) {
  const t = useStrings().fusionauth.bodies;
  return (
    <div className="body">
      <div className="tick">
        <input type="radio" id={`by-${method}`} name="method" value={method} defaultChecked={initial} aria-describedby={`about-${method}`} />
        <label htmlFor={`by-${method}`}>{t[method].title}</label>
      </div>
      <p id={`about-${method}`} className="hint">{t[method].about}</p>
      <pre tabIndex={0} role="region" aria-label={t.sends(method.toUpperCase())}>{`${request}\nContent-Type: ${type}\n\n${JSON.stringify(body, null, 2)}`}</pre>
    </div>
  );
}
