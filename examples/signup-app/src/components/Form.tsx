// A form: it sends one request at a time. It shows each error next to its field, or above the button.

import { createContext, type FormEvent, type ReactNode, use, useEffect, useRef, useState } from "react";

import { complaints, explain } from "../i18n/explain.ts";
import { type Strings, useStrings } from "../i18n/index.ts";
import { notify } from "../router.ts";
import { ErrorMessage } from "./ErrorMessage.tsx";

/** The errors by the names of the fields. */
type Complaints = ReadonlyMap<string, string>;

interface FormState {
  complaints: Complaints;
  /** Counts failed requests: after each of them, a field such as a captcha starts again. */
  tries: number;
  /** Counts successful requests: after each of them, the form is reset. */
  sent: number;
}

const START: FormState = { complaints: new Map(), tries: 0, sent: 0 };
const Context = createContext(START);

/** The state of the form that a field is in. */
export const useForm = () => use(Context);

interface FormProps<Name extends string> {
  /** Sends the values of the form, by the names of its fields. If the promise rejects, the form shows the error. */
  submit: (values: Record<Name, string>, data: FormData) => Promise<unknown>;
  /** The text of the button. */
  button: string;
  /** A less prominent button. */
  quiet?: boolean;
  /** A button that deletes something. */
  danger?: boolean;
  /** The error of a later request with the values of this form. The form shows it like its own errors. */
  failed?: unknown;
  children: ReactNode;
}

export function Form<Name extends string = string>({
  submit,
  button,
  quiet = false,
  danger = false,
  failed,
  children,
}: FormProps<Name>) {
  const t = useStrings();
  const form = useRef<HTMLFormElement>(null);
  const [busy, setBusy] = useState(false);
  const [state, setState] = useState(START);
  const [failure, setFailure] = useState("");
  /** Counts how often errors were shown. Only a new count moves the focus, to the first error. */
  const [complained, setComplained] = useState(0);

  useEffect(() => {
    form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [complained]);
  useEffect(() => {
    // Removes the errors, because they are in the old language.
    setState((state) => ({ ...state, complaints: new Map() }));
    setFailure("");
  }, [t]);
  useEffect(() => {
    if (failed !== undefined && form.current) fail(form.current, failed);
    // `fail` is not in this list: it is a new function in each render, but the form must show an error only once.
  }, [failed]);

  function complain(complaints: Complaints, whole: string) {
    setState((state) => ({ ...state, complaints }));
    setFailure(whole);
    setComplained((count) => count + 1);
  }

  function fail(fields: HTMLFormElement, error: unknown) {
    const { placed, rest } = place(fields, complaints(t, error));
    complain(placed, rest || (placed.size > 0 ? "" : explain(t, error)));
  }

  /** Removes the error of a field that is edited. */
  function onChange({ target }: FormEvent<HTMLFormElement>) {
    const { name } = target as Control;
    setState((state) => {
      if (!state.complaints.has(name)) return state;
      return { ...state, complaints: new Map([...state.complaints].filter(([field]) => field !== name)) };
    });
  }

  async function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const fields = event.currentTarget;
    // The button is not disabled, because a disabled button would lose the focus.
    if (busy) return;
    notify(undefined);
    trim(fields);
    const missing = incomplete(t, fields);
    if (missing.size > 0) return complain(missing, "");
    setFailure("");
    setBusy(true);
    try {
      const data = new FormData(fields);
      await submit(Object.fromEntries(data) as Record<Name, string>, data);
      setState(({ tries, sent }) => ({ complaints: new Map(), tries, sent: sent + 1 }));
      fields.reset();
    } catch (error) {
      setState((state) => ({ ...state, tries: state.tries + 1 }));
      fail(fields, error);
    } finally {
      setBusy(false);
    }
  }

  return (
    <Context value={state}>
      <form ref={form} noValidate aria-busy={busy} onSubmit={onSubmit} onChange={onChange}>
        {children}
        {failure && <ErrorMessage key={complained}>{failure}</ErrorMessage>}
        <button type="submit" className={danger ? "danger" : quiet ? "quiet" : undefined} aria-disabled={busy}>
          {busy ? t.waiting : button}
        </button>
      </form>
    </Context>
  );
}

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;
const controls = (form: HTMLFormElement) => ([...form.elements] as Control[]).filter(({ name }) => name);

/** Removes spaces around the text of one-line fields. The spaces are usually mistakes. Passwords keep their spaces. */
function trim(form: HTMLFormElement): void {
  for (const control of controls(form)) {
    // A visible password also has the type `text`.
    const isLine = ["text", "email", "tel"].includes(control.type) && !control.autocomplete.endsWith("password");
    if (isLine) control.value = control.value.trim();
  }
}

/** The field's own name, and its other names in the server's errors. */
const names = ({ name, dataset }: Control) => [name, ...(dataset.errors?.split(" ") ?? [])];

/** The errors that the browser finds before anything is sent. */
function incomplete(t: Strings, form: HTMLFormElement): Complaints {
  const wrong = controls(form).filter(({ willValidate, validity }) => willValidate && !validity.valid);
  return new Map(
    wrong.map((control) => {
      // An error from the field itself, such as invalid JSON.
      if (control.validity.customError) return [control.name, control.validationMessage];
      if (control.validity.typeMismatch && control.type === "email")
        return [control.name, t.complaints["email validation"]];
      if (!control.validity.valueMissing) return [control.name, t.fieldWrong];
      return [control.name, control.type === "checkbox" ? t.checkMissing : t.fieldMissing];
    }),
  );
}

/** Finds the field of each error; errors without a field are shown together. */
function place(form: HTMLFormElement, found: [field: string, text: string][]): { placed: Complaints; rest: string } {
  const placed = new Map<string, string>();
  const rest: string[] = [];
  for (const [field, text] of found) {
    // An error of the server can be about a part of a field: `roles[1]`, `data.plan`.
    const about = (known: string) => field.startsWith(known) && /^[.[]/.test(field.slice(known.length));
    const control =
      controls(form).find((control) => names(control).includes(field)) ??
      controls(form).find((control) => names(control).some(about));
    if (control) placed.set(control.name, text);
    else rest.push(text);
  }
  return { placed, rest: rest.join(" ") };
}
