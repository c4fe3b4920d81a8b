// Forms: sent once at a time, with every complaint next to its field.

import { tell } from "./page.ts";
import { explain, explainFields } from "./strings.ts";

/** What a form holds, by the names of its fields. */
export type Values = Record<string, string>;

/** Calls `send` with what the form holds, and shows what it rejects with. */
export function onSubmit(form: HTMLFormElement, send: (values: Values) => Promise<void>): void {
  const button = form.querySelector("button[type=submit]");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    // Not `disabled`, which would take the focus away from the button.
    if (form.ariaBusy === "true") return;
    form.ariaBusy = "true";
    button?.setAttribute("aria-disabled", "true");
    clear(form);
    tell("");
    try {
      const entries = [...new FormData(form)].map(([name, value]) => [name, String(value)]);
      await send(Object.fromEntries(entries) as Values);
      form.reset();
    } catch (error) {
      complain(form, error);
    } finally {
      form.ariaBusy = "false";
      button?.removeAttribute("aria-disabled");
    }
  });
}

function clear(form: HTMLFormElement): void {
  for (const note of form.querySelectorAll(".error")) note.remove();
  for (const input of form.querySelectorAll("[aria-invalid]")) {
    input.removeAttribute("aria-invalid");
    input.setAttribute("aria-describedby", `${input.id}-hint`);
  }
}

function complain(form: HTMLFormElement, error: unknown): void {
  const inputs: HTMLInputElement[] = [];
  for (const [field, text] of explainFields(error)) {
    // The server may know a field by another name.
    const input = form.querySelector<HTMLInputElement>(`[name="${CSS.escape(field)}"], [data-errors="${CSS.escape(field)}"]`);
    if (!input) continue;
    const about = note(text, `${input.id}-error`);
    input.setAttribute("aria-invalid", "true");
    input.setAttribute("aria-describedby", about.id);
    input.after(about);
    inputs.push(input);
  }
  if (inputs[0]) return inputs[0].focus();
  const about = note(explain(error), `${form.id}-error`);
  about.role = "alert";
  form.querySelector("button[type=submit]")?.before(about);
}

function note(text: string, id: string): HTMLElement {
  const element = document.createElement("p");
  Object.assign(element, { className: "error", id, textContent: text });
  return element;
}
