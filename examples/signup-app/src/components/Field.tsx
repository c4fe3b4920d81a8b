// The fields of forms. A field has a label, a control, a hint and an error.

import { type ComponentProps, type InputHTMLAttributes, type ReactNode, type SelectHTMLAttributes, useId } from "react";

import { useForm } from "./Form.tsx";

interface Shared {
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  /** Other names of the field in the server's errors, separated by spaces. */
  errors?: string;
  /** The id of another element that describes the field. */
  describedBy?: string | undefined;
}

interface Described {
  id: string;
  complaint: string | undefined;
  /** Properties for the control. */
  control: {
    id: string;
    name: string;
    "aria-invalid": boolean;
    "aria-describedby": string | undefined;
    "data-errors": string | undefined;
  };
}

/** The ids and the error of a control. */
function useDescribed({ name, hint, errors, describedBy }: Shared): Described {
  const id = useId();
  const complaint = useForm().complaints.get(name);
  const about = [complaint && `${id}-error`, hint && `${id}-hint`, describedBy].filter(Boolean).join(" ");
  return {
    id,
    complaint,
    control: {
      id,
      name,
      "aria-invalid": complaint !== undefined,
      "aria-describedby": about || undefined,
      "data-errors": errors,
    },
  };
}

function Note({ id, complaint, hint }: { id: string; complaint: string | undefined; hint: ReactNode }) {
  return (
    <>
      {complaint && (
        <p id={`${id}-error`} className="error">
          {complaint}
        </p>
      )}
      {hint && (
        <p id={`${id}-hint`} className="hint">
          {hint}
        </p>
      )}
    </>
  );
}

/** One line of text. `after` is shown next to the input. */
export function Field({
  label,
  hint,
  errors,
  describedBy,
  after,
  ...input
}: Shared & { after?: ReactNode } & InputHTMLAttributes<HTMLInputElement>) {
  const { id, complaint, control } = useDescribed({
    name: input.name,
    label,
    hint,
    ...(errors && { errors }),
    describedBy,
  });
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <div className="control">
        <input {...input} {...control} />
        {after}
      </div>
      <Note id={id} complaint={complaint} hint={hint} />
    </div>
  );
}

/** Several lines of text. */
export function TextField({ label, hint, errors, describedBy, ...area }: Shared & ComponentProps<"textarea">) {
  const { id, complaint, control } = useDescribed({
    name: area.name,
    label,
    hint,
    ...(errors && { errors }),
    describedBy,
  });
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <textarea rows={5} spellCheck={false} {...area} {...control} />
      <Note id={id} complaint={complaint} hint={hint} />
    </div>
  );
}

/** A choice of one option; the options are its children. */
export function Select({
  label,
  hint,
  errors,
  describedBy,
  ...select
}: Shared & SelectHTMLAttributes<HTMLSelectElement>) {
  const { id, complaint, control } = useDescribed({
    name: select.name,
    label,
    hint,
    ...(errors && { errors }),
    describedBy,
  });
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select {...select} {...control} />
      <Note id={id} complaint={complaint} hint={hint} />
    </div>
  );
}

/** A checkbox. */
export function Checkbox({
  label,
  hint,
  errors,
  describedBy,
  ...input
}: Shared & InputHTMLAttributes<HTMLInputElement>) {
  const { id, complaint, control } = useDescribed({
    name: input.name,
    label,
    hint,
    ...(errors && { errors }),
    describedBy,
  });
  return (
    <div className="field">
      <div className="tick">
        <input type="checkbox" {...input} {...control} />
        <label htmlFor={id}>{label}</label>
      </div>
      <Note id={id} complaint={complaint} hint={hint} />
    </div>
  );
}

interface Choice {
  value: string;
  label: string;
  hint?: string | undefined;
}

/** Several checkboxes. */
export function Choices({
  label,
  hint,
  errors,
  describedBy,
  name,
  options,
  initial,
}: Shared & { options: readonly Choice[]; initial: readonly string[] }) {
  const { id, complaint, control } = useDescribed({ name, label, hint, ...(errors && { errors }), describedBy });
  if (options.length === 0) return null;
  return (
    <fieldset className="choices" aria-describedby={control["aria-describedby"]}>
      <legend>{label}</legend>
      {options.map(({ value, label, hint }, index) => (
        <div key={value} className="tick">
          <input
            type="checkbox"
            {...control}
            id={`${id}-${index}`}
            value={value}
            defaultChecked={initial.includes(value)}
            aria-describedby={hint && `${id}-${index}-hint`}
          />
          <label htmlFor={`${id}-${index}`}>{label}</label>
          {hint && (
            <span id={`${id}-${index}-hint`} className="hint">
              {hint}
            </span>
          )}
        </div>
      ))}
      <Note id={id} complaint={complaint} hint={hint} />
    </fieldset>
  );
}
