// Login through somebody else: a button for each provider, and the way back.

import { client } from "./api.ts";
import { byId, cleanAddress, go, show } from "./page.ts";
import { keep } from "./session.ts";
import { explain } from "./strings.ts";

const NONCE = "nonce";
const BACK = "/callback";

/** Fills the list of providers. Without any, or when they cannot be asked for, there is no list. */
export async function offerProviders(): Promise<void> {
  const list = byId("providers", HTMLElement);
  const identities = await client.identities().catch(() => undefined);
  const buttons = (identities?.entry ?? []).map(({ id, name }) => {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "quiet", textContent: `Continue with ${name}` });
    button.addEventListener("click", () => void start(id));
    return button;
  });
  list.replaceChildren(...buttons);
  list.hidden = buttons.length === 0;
}

async function start(identity: number): Promise<void> {
  const { url, nonce } = await client.identityRedirect(identity, location.origin + BACK);
  sessionStorage.setItem(NONCE, nonce);
  location.assign(url);
}

/** Whether this is the page that the server sends the browser back to. */
export function isCallback(): boolean {
  return location.pathname === BACK;
}

/** Takes the tokens that the browser came back with. */
export async function finish(): Promise<void> {
  const address = location.href;
  const nonce = sessionStorage.getItem(NONCE) ?? "";
  // First of all: nobody shall find the tokens in the address bar or the history.
  cleanAddress("callback");
  sessionStorage.removeItem(NONCE);
  show("callback");
  try {
    const tokens = await client.identityCallback(address, nonce);
    keep({ access: tokens.access_token, refresh: tokens.refresh_token });
    go("account", "You are logged in.");
  } catch (error) {
    byId("callback-result", HTMLElement).textContent = explain(error);
  }
}
