// The page as a set of sections, one of which is shown; the address after `#/` names it.

/** An element that is known to be there. */
export function byId<Kind extends HTMLElement>(id: string, kind: new () => Kind): Kind {
  const element = document.getElementById(id);
  if (!(element instanceof kind)) throw new Error(`the page has no ${kind.name} #${id}`);
  return element;
}

const sections = [...document.querySelectorAll<HTMLElement>("main > section")];

/** What to tell when the next section is shown. */
let arriving = "";

/** Shows one section, and hides the others. Screen readers go to its heading. */
export function show(id: string): void {
  tell(arriving);
  arriving = "";
  for (const section of sections) section.hidden = section.id !== id;
  const heading = document.querySelector<HTMLElement>(`#${id} h1`);
  document.title = `${heading?.textContent ?? ""} – Matricula`;
  heading?.focus();
}

/** Tells what has been done. It stays until another section is shown. */
export function tell(text: string): void {
  byId("status", HTMLElement).textContent = text;
}

/** Goes to a section, and tells there what has been done. */
export function go(route: string, done = ""): void {
  arriving = done;
  if (location.hash === `#/${route}`) dispatchEvent(new HashChangeEvent("hashchange"));
  else location.hash = `#/${route}`;
}

/** The section and the parameter in the address, such as `activate` and a token. */
export function route(): { section: string; parameter: string } {
  const [, section = "", parameter = ""] = location.hash.split("/");
  const known = sections.some(({ id }) => id === section);
  return { section: known ? section : "login", parameter: decodeURIComponent(parameter) };
}

/** Takes what is secret out of the address bar and the history. */
export function cleanAddress(section: string): void {
  history.replaceState(null, "", `/#/${section}`);
}
