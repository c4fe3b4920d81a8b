// For the demonstration: the newest mail to an address, from the outbox of the test server.

import { byId } from "./page.ts";

interface Mail {
  subject: string;
  links: string[];
}

/** Shows the mail below "check your mail"; without a test server there is nothing to show. */
export async function showMail(address: string, label: string): Promise<void> {
  const control = import.meta.env.VITE_CONTROL_URL;
  const box = byId("mailbox", HTMLElement);
  box.hidden = true;
  byId("mail-address", HTMLElement).textContent = address;
  if (!control) return;
  const answer = await fetch(`${control}/outbox?to=${encodeURIComponent(address)}`);
  const mail = ((await answer.json()) as Mail[]).at(-1);
  if (!mail?.links[0]) return;
  byId("mailbox-subject", HTMLElement).textContent = mail.subject;
  const link = byId("mailbox-link", HTMLAnchorElement);
  link.href = mail.links[0];
  link.textContent = label;
  box.hidden = false;
}
