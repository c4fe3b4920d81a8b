// The page of whoever is logged in: what the server knows, and what can be changed.

import { isClientError } from "matricula";

import { client } from "./api.ts";
import { onSubmit } from "./form.ts";
import { byId, go, tell } from "./page.ts";
import { forget, withToken } from "./session.ts";
import { explain } from "./strings.ts";

export function wireAccount(): void {
  onSubmit(byId("email-form", HTMLFormElement), async ({ email = "" }) => {
    await withToken((token) => client.updateAccount(token, { email }));
    await refreshAccount();
    tell("Your address is changed.");
  });
  onSubmit(byId("password-form", HTMLFormElement), async ({ oldPassword = "", newPassword = "", verifyPassword = "" }) => {
    await withToken((token) => client.changePassword(token, { oldPassword, newPassword, verifyPassword }));
    tell("Your password is changed.");
  });
  byId("logout", HTMLButtonElement).addEventListener("click", () => void logOut());
}

/** Shows the account as the server has it. */
export async function refreshAccount(): Promise<void> {
  try {
    const account = await withToken((token) => client.account(token));
    byId("account-name", HTMLElement).textContent = account.name;
    byId("account-email", HTMLElement).textContent = account.email ?? "none";
  } catch (error) {
    if (!isClientError(error) || !["unauthorized", "invalid_token", "login_prevented"].includes(error.kind)) {
      tell(explain(error));
      return;
    }
    forget();
    go("login", explain(error));
  }
}

async function logOut(): Promise<void> {
  // Also when the server cannot be told, this tab forgets.
  await withToken((token) => client.revoke(token)).catch(() => {});
  forget();
  go("login", "You are logged out.");
}
