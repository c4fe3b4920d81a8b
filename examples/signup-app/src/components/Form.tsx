// A form: sent once at a time, with every complaint next to its field.

import { createContext, type FormEvent, type ReactNode, use, useEffect, useRef, useState } from "react";

import { complaints, explain } from "../i18n/explain.ts";
import { type Strings, useStrings } from "../i18n/index.ts";
import { notify } from "../router.ts";
import { ErrorMessage } from "./ErrorMessage.tsx";

/** What is wrong, by the names of the fields. */
type Complaints = ReadonlyMap<string, string>;

interface FormState {
  complaints: Complaints;
  /** Counts refusals of the server: what is good for one try, such as a captcha, starts anew. */
  tries: number;
  /** Counts successes, after which the fields are empty again. */
  sent: number;
}

const START: FormState = { complaints: new Map(), tries: 0, sent: 0 };
const Context = createContext(START);

/** The form that a field is in. */
export const useForm = () => use(Context);

interface FormProps<Name extends string> {
  /** Gets what the form holds, by the names of its fields. What it rejects with is shown. */
  submit: (values: Record<Name, string>, data: FormData) => Promise<unknown>;
  /** What the button says. */
  button: string;
  /** A button of less weight. */
  quiet?: boolean;
  /** A button that takes something away. */
  danger?: boolean;
  children: ReactNode;
}

export function Form<Name extends string = string>({
  submit,
  button,
  quiet = false,
  danger = false,
  children,
}: FormProps<Name>) {
  const t = useStrings();
  const form = useRef<HTMLFormElement>(null);
  const [busy, setBusy] = useState(false);
  const [state, setState] = useState(START);
  const [failure, setFailure] = useState("");
  /** Counts what the focus goes to the first complaint for; one that goes away leaves it where it is. */
  const [complained, setComplained] = useState(0);

  useEffect(() => {
    form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [complained]);
  useEffect(() => {
    // They are in the other language.
    setState((state) => ({ ...state, complaints: new Map() }));
    setFailure("");
  }, [t]);

  function complain(complaints: Complaints, whole: string) {
    setState((state) => ({ ...state, complaints }));
    setFailure(whole);
    setComplained((count) => count + 1);
  }

  /** A field that is edited is no longer what the complaint was about. */
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
    // The button is not disabled meanwhile, which would take the focus away from it.
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
      const { placed, rest } = place(fields, complaints(t, error));
      setState((state) => ({ ...state, tries: state.tries + 1 }));
      complain(placed, rest || (placed.size > 0 ? "" : explain(t, error)));
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

/** Takes the blanks around a line of text away, which nobody means. Those of a password count. */
function trim(form: HTMLFormElement): void {
  for (const control of controls(form)) {
    // A password that is looked at is of the type `text` as well.
    const isLine = ["text", "email"].includes(control.type) && !control.autocomplete.endsWith("password");
    if (isLine) control.value = control.value.trim();
  }
}

/** The field's own name, and what else the server calls it. */
const names = ({ name, dataset }: Control) => [name, ...(dataset.errors?.split(" ") ?? [])];

/** What the browser finds wrong before anything is sent. */
function incomplete(t: Strings, form: HTMLFormElement): Complaints {
  const wrong = controls(form).filter(({ willValidate, validity }) => willValidate && !validity.valid);
  return new Map(
    wrong.map((control) => {
      // What the field itself has found, such as text that is no JSON.
      if (control.validity.customError) return [control.name, control.validationMessage];
      if (control.validity.typeMismatch && control.type === "email")
        return [control.name, t.complaints["email validation"]];
      if (!control.validity.valueMissing) return [control.name, t.fieldWrong];
      return [control.name, control.type === "checkbox" ? t.checkMissing : t.fieldMissing];
    }),
  );
}

/** Finds the field of each complaint; those without one are shown together. */
function place(form: HTMLFormElement, found: [field: string, text: string][]): { placed: Complaints; rest: string } {
  const placed = new Map<string, string>();
  const rest: string[] = [];
  for (const [field, text] of found) {
    // The server may complain about a part of a field: `roles[1]`, `data.plan`.
    const about = (known: string) => field.startsWith(known) && /^[.[]/.test(field.slice(known.length));
    const control =
      controls(form).find((control) => names(control).includes(field)) ??
      controls(form).find((control) => names(control).some(about));
    if (control) placed.set(control.name, text);
    else rest.push(text);
  }
  return { placed, rest: rest.join(" ") };
}
