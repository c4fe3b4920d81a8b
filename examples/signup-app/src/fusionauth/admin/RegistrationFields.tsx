// The fields of a registration. They keep the entered texts, and report each change.

import { type ChangeEvent, useEffect, useRef, useState } from "react";

import { Choices, Field, TextField } from "../../components/Field.tsx";
import { useForm } from "../../components/Form.tsx";
import { type Strings, useStrings } from "../../i18n/index.ts";
import type { KnownApplication } from "../applications.tsx";
import type { Draft } from "../draft.ts";
import { type Reading, readData } from "../json.ts";

/** The values of the fields of a form. */
export function readDraft(data: FormData): Draft {
  const text = (name: string) => String(data.get(name) ?? "");
  return {
    username: text("username"),
    roles: data.getAll("roles").map(String),
    preferredLanguages: text("preferredLanguages"),
    timezone: text("timezone"),
    data: text("data"),
  };
}

interface RegistrationFieldsProps {
  application: KnownApplication;
  initial: Draft;
  changed: (draft: Draft) => void;
}

export function RegistrationFields({ application, initial, changed }: RegistrationFieldsProps) {
  const t = useStrings().fusionauth.registration;
  const known =
    application.roles?.map(({ name, description }) => ({ value: name, label: name, hint: description })) ?? [];
  // Also shows roles that the application no longer has, so that they can be removed.
  const gone = initial.roles
    .filter((role) => !known.some(({ value }) => value === role))
    .map((value) => ({ value, label: value, hint: undefined }));

  function follow({ currentTarget }: ChangeEvent<HTMLDivElement>) {
    const form = currentTarget.closest("form");
    if (form) changed(readDraft(new FormData(form)));
  }
  return (
    <div className="fields" onChange={follow}>
      <Choices
        name="roles"
        errors="registration.roles"
        label={t.roles}
        hint={initial.roles.length === 0 && t.rolesHint}
        options={[...known, ...gone]}
        initial={initial.roles}
      />
      <Field
        name="username"
        errors="registration.username"
        label={t.username}
        hint={t.usernameHint}
        defaultValue={initial.username}
        autoComplete="off"
      />
      <Field
        name="preferredLanguages"
        errors="registration.preferredLanguages"
        label={t.preferredLanguages}
        hint={t.preferredLanguagesHint}
        defaultValue={initial.preferredLanguages}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
      />
      <Field
        name="timezone"
        errors="registration.timezone"
        label={t.timezone}
        hint={t.timezoneHint}
        defaultValue={initial.timezone}
        autoComplete="off"
        spellCheck={false}
        list="timezones"
      />
      <datalist id="timezones">
        {Intl.supportedValuesOf("timeZone").map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
      <DataField initial={initial.data} />
    </div>
  );
}

/** The error in the text of `data`, as a message; empty if there is no error. */
function faultOf(t: Strings, reading: Reading): string {
  if (!("fault" in reading)) return "";
  const words = t.fusionauth.registration.faults;
  if (reading.fault === "object") return words.object;
  return reading.line && reading.column ? words.place(reading.line, reading.column) : words.syntax;
}

/** The field for `data` as JSON. It shows an error while the user types, and an error prevents sending. */
function DataField({ initial }: { initial: string }) {
  const t = useStrings();
  const [text, setText] = useState(initial);
  const area = useRef<HTMLTextAreaElement>(null);
  const told = useForm().complaints.has("data");
  const fault = faultOf(t, readData(text));
  useEffect(() => area.current?.setCustomValidity(fault), [fault]);
  return (
    <TextField
      ref={area}
      name="data"
      errors="registration.data"
      label={t.fusionauth.registration.data}
      hint={fault && !told ? <span className="error">{fault}</span> : t.fusionauth.registration.dataHint}
      rows={Math.min(Math.max(initial.split("\n").length + 1, 6), 20)}
      defaultValue={initial}
      onChange={({ target }) => setText(target.value)}
    />
  );
}
